// SPDX-License-Identifier: Apache-2.0
// GET /v1/transition-reasons: what may be decided about a license, and why.
#include "api/answer.hpp"
#include "api/endpoints.hpp"

namespace elicense::api {

http::Response list_transition_reasons(const Context& context, const http::Request&) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const license::TransitionRule& rule : context.transitions.all()) {
    nlohmann::ordered_json reasons = nlohmann::ordered_json::array();
    for (const license::TransitionReason& reason : rule.reasons)
      reasons.push_back({{"reason", reason.code}, {"zh", reason.chinese}, {"en", reason.english}});
    list.push_back({{"transition", rule.name},
                    {"name", rule.chinese},
                    {"legal_basis", rule.legal_basis},
                    {"second_person", !rule.approved_by.empty()},
                    {"reasons", std::move(reasons)}});
  }
  return json_answer(200, {{"transitions", list}});
}

} // namespace elicense::api
