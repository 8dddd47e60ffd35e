// SPDX-License-Identifier: Apache-2.0
// /v1/matter-proposals: what waits and what was decided; …/{number}/approve and …/{number}/refuse
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/matter_json.hpp"
#include "api/own_instance.hpp"
#include "api/party_json.hpp"
#include "api/transition_json.hpp"
#include "api/type_proposal_json.hpp"

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;

http::Response answer(const Call& call, const Result<license::Proposal>& decided) {
  return decided ? json_answer(200, proposal_json(*decided, "matter"))
                 : problem(call.request, decided.error());
}

} // namespace

http::Response list_matter_proposals(const Context& context, const Call& call) {
  if (auto own = check_own(context, call); !own) return problem(call.request, own.error());
  const auto all = context.matter_publisher.proposals();
  if (!all) return problem(call.request, all.error());
  const auto status = call.request.query_value("status");
  Json list = Json::array();
  for (const license::Proposal& proposal : *all)
    if (!status || *status == license::to_text(proposal.status))
      list.push_back(proposal_json(proposal, "matter"));
  return json_answer(200, {{"matter_proposals", list}});
}

// With its file and, while it waits, with what it would change now.
http::Response get_matter_proposal(const Context& context, const Call& call) {
  const auto number = number_of(context, call, submission::of_matters);
  if (!number) return problem(call.request, number.error());
  const auto proposal = context.matter_publisher.find(*number);
  if (!proposal) return problem(call.request, proposal.error());
  Json body = proposal_json(*proposal, "matter");
  body["file"] = proposal->file.empty() ? Json(nullptr) : Json(proposal->file);
  body["examination"] = nullptr;
  if (proposal->status != license::ProposalStatus::waiting || proposal->file.empty())
    return json_answer(200, body);
  const auto examined = context.matter_publisher.examine(proposal->file);
  if (!examined) return problem(call.request, examined.error());
  body["examination"] = examined_json(examined->front());
  return json_answer(200, body);
}

http::Response approve_matter_proposal(const Context& context, const Call& call) {
  const auto number = number_of(context, call, submission::of_matters);
  if (!number) return problem(call.request, number.error());
  return answer(call, context.matter_publisher.approve(*number, actor_of(call.caller)));
}

http::Response refuse_matter_proposal(const Context& context, const Call& call) {
  const auto number = number_of(context, call, submission::of_matters);
  if (!number) return problem(call.request, number.error());
  const auto input = object_of(call.request, {"reason"});
  if (!input) return problem(call.request, input.error());
  const auto reason = text_of(*input, "reason");
  if (!reason) return problem(call.request, reason.error());
  return answer(call, context.matter_publisher.refuse(*number, *reason, actor_of(call.caller)));
}

} // namespace elicense::api
