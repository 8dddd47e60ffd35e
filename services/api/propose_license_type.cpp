// SPDX-License-Identifier: Apache-2.0
// POST /v1/license-types: a type file, for a dry run or as a proposal; POST
// /v1/license-types/{code}/withdrawals
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/examination_json.hpp"
#include "api/own_instance.hpp"
#include "api/party_json.hpp"
#include "api/proposals.hpp"

namespace elicense::api {
namespace {

http::Response answer(const Call& call, const Result<license::Proposal>& proposal) {
  if (!proposal) return problem(call.request, proposal.error());
  http::Response response = json_answer(202, proposal_json(*proposal, "license_type"));
  response.headers.emplace_back("Location", "/v1/license-type-proposals/" + std::to_string(proposal->number));
  return response;
}

http::Response dry_run(const Context& context, const Call& call) {
  const auto examination = context.type_publisher.examine(as_text(call.request.body));
  if (!examination) return problem(call.request, examination.error());
  const auto json = examination_json(*examination);
  return json ? json_answer(200, *json) : problem(call.request, json.error());
}

} // namespace

http::Response propose_license_type(const Context& context, const Call& call) {
  if (auto own = check_own(context, call); !own) return problem(call.request, own.error());
  const auto dry = is_dry_run(call.request);
  if (!dry) return problem(call.request, dry.error());
  if (*dry) return dry_run(context, call);
  return answer(call, context.type_publisher.propose(as_text(call.request.body), call.caller.party));
}

http::Response withdraw_license_type(const Context& context, const Call& call) {
  if (auto own = check_own(context, call); !own) return problem(call.request, own.error());
  const auto input = object_of(call.request, {"reason"});
  if (!input) return problem(call.request, input.error());
  const auto reason = text_of(*input, "reason");
  if (!reason) return problem(call.request, reason.error());
  return answer(call, context.type_publisher.propose_withdrawal(call.request.parameters.at("code"), *reason,
                                                                call.caller.party));
}

} // namespace elicense::api
