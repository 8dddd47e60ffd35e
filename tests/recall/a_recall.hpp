// SPDX-License-Identifier: Apache-2.0
// A license that somebody relied on and that was revoked.
#pragma once
#include "recall/register.hpp"

namespace elicense::recall {

inline const Time noon = from_rfc3339("2026-06-15T12:00:00Z").value();

inline Reliance a_reliance() {
  return {.license = "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
          .party = "party-1",
          .tenant = "11640000MB999999XM",
          .scan = "scan-1",
          .first_at = noon - std::chrono::hours(48),
          .last_at = noon - std::chrono::hours(1),
          .uses = 3};
}

inline Marked a_revocation() {
  license::Transition transition;
  transition.license = a_reliance().license;
  transition.number = 2;
  transition.name = "revoke";
  transition.from = license::State::valid;
  transition.to = license::State::revoked;
  transition.reason = "serious_violation";
  transition.legal_basis = "what nobody is told";
  transition.asked_by = "clerk";
  transition.effective_at = noon + std::chrono::hours(24);
  return {transition, license::TransitionStatus::made, "11100000000013338W011", "11430000006122244L"};
}

inline Recall a_recall() {
  const Marked marked = a_revocation();
  return {.id = std::string(32, 'a'),
          .reliance = a_reliance(),
          .type_code = marked.type_code,
          .issuer_code = marked.issuer_code,
          .transition = marked.transition.number,
          .transition_name = marked.transition.name,
          .state = marked.transition.to,
          .reason = marked.transition.reason,
          .successor = {},
          .effective_at = marked.transition.effective_at,
          .told_at = noon,
          .lifted_at = std::nullopt,
          .lifted_by = std::nullopt,
          .acknowledged = std::nullopt};
}

inline Resumption a_resumption() {
  return {.transition = 3,
          .name = "resume",
          .reason = "cause_ended",
          .effective_at = noon + std::chrono::hours(1)};
}

} // namespace elicense::recall
