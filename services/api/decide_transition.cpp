// SPDX-License-Identifier: Apache-2.0
// POST /v1/licenses/{identifier}/transitions/{number}/approve, …/withdraw
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/transition_json.hpp"
#include "api/whole_number.hpp"

namespace elicense::api {
namespace {

using Decide = Result<license::Transition> (license::Life::*)(const std::string&, std::int64_t,
                                                              const license::Actor&);

http::Response decide(const Context& context, const Call& call, Decide how) {
  const auto& parameters = call.request.parameters;
  const auto number = whole_number(parameters.at("number"));
  if (!number) return problem(call.request, fail(ErrorKind::not_found, "TRANSITION_NOT_FOUND"));
  const auto decided = (context.life.*how)(parameters.at("identifier"), *number, actor_of(call.caller));
  if (!decided) return problem(call.request, decided.error());
  return json_answer(200, transition_json(*decided, context, call));
}

} // namespace

http::Response approve_transition(const Context& context, const Call& call) {
  return decide(context, call, &license::Life::approve);
}

http::Response withdraw_transition(const Context& context, const Call& call) {
  return decide(context, call, &license::Life::withdraw);
}

} // namespace elicense::api
