// SPDX-License-Identifier: Apache-2.0
// POST /v1/matters: a file of matters, for a dry run or as proposals; POST /v1/matters/{code}/withdrawals
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/matter_json.hpp"
#include "api/own_instance.hpp"
#include "api/party_json.hpp"
#include "api/proposals.hpp"

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;

http::Response dry_run(const Context& context, const Call& call, std::string_view file) {
  const auto all = context.matter_publisher.examine(file);
  if (!all) return problem(call.request, all.error());
  Json list = Json::array();
  std::size_t refused = 0;
  for (const submission::ExaminedMatter& one : *all) {
    list.push_back(examined_json(one));
    refused += one.is_refused();
  }
  return json_answer(200, {{"matters", list}, {"refused", refused}});
}

} // namespace

http::Response propose_matters(const Context& context, const Call& call) {
  if (auto own = check_own(context, call); !own) return problem(call.request, own.error());
  const auto dry = is_dry_run(call.request);
  if (!dry) return problem(call.request, dry.error());
  if (*dry) return dry_run(context, call, as_text(call.request.body));
  const auto proposals = context.matter_publisher.propose(as_text(call.request.body), call.caller.party);
  if (!proposals) return problem(call.request, proposals.error());
  Json list = Json::array();
  for (const license::Proposal& proposal : *proposals)
    list.push_back(proposal_json(proposal, "matter"));
  return json_answer(202, {{"matter_proposals", list}});
}

http::Response withdraw_matter(const Context& context, const Call& call) {
  if (auto own = check_own(context, call); !own) return problem(call.request, own.error());
  const auto input = object_of(call.request, {"reason"});
  if (!input) return problem(call.request, input.error());
  const auto reason = text_of(*input, "reason");
  if (!reason) return problem(call.request, reason.error());
  const auto proposal = context.matter_publisher.propose_withdrawal(call.request.parameters.at("code"),
                                                                    *reason, call.caller.party);
  if (!proposal) return problem(call.request, proposal.error());
  return json_answer(202, proposal_json(*proposal, "matter"));
}

} // namespace elicense::api
