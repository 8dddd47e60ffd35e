// SPDX-License-Identifier: Apache-2.0
// GET /v1/licenses/{identifier}/transitions: what was asked for in its life, by whom and why, oldest first.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/license_json.hpp"
#include "api/transition_json.hpp"

namespace elicense::api {

http::Response get_license_transitions(const Context& context, const Call& call) {
  const auto license = license_of_route(context, call.request);
  if (!license) return problem(call.request, license.error());
  const auto transitions = context.licenses.transitions(license->identifier);
  if (!transitions) return problem(call.request, transitions.error());
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const license::Transition& transition : *transitions)
    list.push_back(transition_json(transition, context, call));
  return json_answer(200, {{"license", license->identifier},
                           {"state", license::to_text(license->state_at(context.clock()))},
                           {"revision", license->revision},
                           {"masked", call.decision == access::Decision::mask},
                           {"transitions", list}});
}

} // namespace elicense::api
