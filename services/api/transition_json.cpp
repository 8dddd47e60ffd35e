// SPDX-License-Identifier: Apache-2.0
#include "api/transition_json.hpp"

#include "api/answer.hpp"

#include <algorithm>

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;

Json state_json(license::State state) {
  return {{"state", license::to_text(state)}, {"name", license::in_chinese(state)}};
}

Json reason_json(const license::TransitionRule* rule, const std::string& code, bool english) {
  if (rule == nullptr || code.empty()) return nullptr;
  const auto reason = std::ranges::find(rule->reasons, code, &license::TransitionReason::code);
  if (reason == rule->reasons.end()) return {{"code", code}, {"text", code}};
  return {{"code", code}, {"text", english ? reason->english : reason->chinese}};
}

} // namespace

Json transition_json(const license::Transition& transition, const Context& context, const Call& call) {
  const license::TransitionRule* const rule = context.transitions.find(transition.name);
  const bool english = language_of(call.request) == wording::Language::english;
  const bool masked = call.decision == access::Decision::mask;
  const auto who = [&](const std::string& party) { return masked ? Json(nullptr) : text_or_null(party); };
  const bool made = transition.made_at.has_value();
  return {{"number", transition.number},
          {"license", transition.license},
          {"transition", transition.name},
          {"name", rule == nullptr ? transition.name : rule->chinese},
          {"status", license::to_text(transition.status)},
          {"from", state_json(transition.from)},
          {"to", state_json(transition.to)},
          {"reason", reason_json(rule, transition.reason, english)},
          {"legal_basis", text_or_null(transition.legal_basis)},
          {"asked_at", to_rfc3339(transition.asked_at)},
          {"asked_by", who(transition.asked_by)},
          {"effective_on", transition.effective_on},
          {"effective_at", made ? Json(to_rfc3339(transition.effective_at)) : Json(nullptr)},
          {"made_at", time_or_null(transition.made_at)},
          {"approved_by", who(transition.approved_by)},
          {"ended_at", time_or_null(transition.ended_at)},
          {"ended_by", who(transition.ended_by)},
          {"successor", text_or_null(transition.successor)},
          {"origin", text_or_null(transition.origin)}};
}

license::Actor actor_of(const access::Caller& caller) {
  license::Actor actor{.party = caller.party, .roles = {}};
  for (const access::Role role : caller.roles)
    actor.roles.emplace(access::to_text(role));
  return actor;
}

} // namespace elicense::api
