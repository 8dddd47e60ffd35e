// SPDX-License-Identifier: Apache-2.0
// /v1/license-type-proposals: what waits and what was decided; …/{number}/approve and …/{number}/refuse
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/own_instance.hpp"
#include "api/party_json.hpp"
#include "api/transition_json.hpp"
#include "api/type_proposal_json.hpp"

namespace elicense::api {
namespace {

http::Response answer(const Call& call, const Result<license::Proposal>& decided) {
  return decided ? json_answer(200, proposal_json(*decided)) : problem(call.request, decided.error());
}

} // namespace

http::Response list_license_type_proposals(const Context& context, const Call& call) {
  if (auto own = check_own(context, call); !own) return problem(call.request, own.error());
  const auto all = context.type_publisher.proposals();
  if (!all) return problem(call.request, all.error());
  const auto status = call.request.query_value("status");
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const license::Proposal& proposal : *all)
    if (!status || *status == license::to_text(proposal.status)) list.push_back(proposal_json(proposal));
  return json_answer(200, {{"license_type_proposals", list}});
}

// With its file and, while it waits, with what it would change now.
http::Response get_license_type_proposal(const Context& context, const Call& call) {
  const auto number = number_of(context, call, license::of_license_types);
  if (!number) return problem(call.request, number.error());
  const auto proposal = context.type_publisher.find(*number);
  if (!proposal) return problem(call.request, proposal.error());
  nlohmann::ordered_json body = proposal_json(*proposal);
  body["file"] =
      proposal->file.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(proposal->file);
  body["examination"] = nullptr;
  if (proposal->status != license::ProposalStatus::waiting || proposal->file.empty())
    return json_answer(200, body);
  const auto examination = context.type_publisher.examine(proposal->file);
  if (!examination) return problem(call.request, examination.error());
  auto json = examination_json(*examination);
  if (!json) return problem(call.request, json.error());
  body["examination"] = *std::move(json);
  return json_answer(200, body);
}

http::Response approve_license_type_proposal(const Context& context, const Call& call) {
  const auto number = number_of(context, call, license::of_license_types);
  if (!number) return problem(call.request, number.error());
  return answer(call, context.type_publisher.approve(*number, actor_of(call.caller)));
}

http::Response refuse_license_type_proposal(const Context& context, const Call& call) {
  const auto number = number_of(context, call, license::of_license_types);
  if (!number) return problem(call.request, number.error());
  const auto input = object_of(call.request, {"reason"});
  if (!input) return problem(call.request, input.error());
  const auto reason = text_of(*input, "reason");
  if (!reason) return problem(call.request, reason.error());
  return answer(call, context.type_publisher.refuse(*number, *reason, actor_of(call.caller)));
}

} // namespace elicense::api
