// SPDX-License-Identifier: Apache-2.0
#include "recall/recall.hpp"

namespace elicense::recall {

std::string_view to_text(Reply reply) {
  switch (reply) {
  case Reply::case_reopened:
    return "case_reopened";
  case Reply::no_effect:
    return "no_effect";
  case Reply::decision_revoked:
    return "decision_revoked";
  }
  return {};
}

std::optional<Reply> reply_from_text(std::string_view text) {
  for (const Reply reply : {Reply::case_reopened, Reply::no_effect, Reply::decision_revoked})
    if (to_text(reply) == text) return reply;
  return std::nullopt;
}

std::string_view to_text(RecallState state) {
  switch (state) {
  case RecallState::open:
    return "open";
  case RecallState::acknowledged:
    return "acknowledged";
  case RecallState::lifted:
    return "lifted";
  }
  return {};
}

RecallState Recall::state_now() const {
  if (lifted_at) return RecallState::lifted;
  return acknowledged ? RecallState::acknowledged : RecallState::open;
}

Resumption resumption_of(const license::Transition& transition) {
  return {.transition = transition.number,
          .name = transition.name,
          .reason = transition.reason,
          .effective_at = transition.effective_at};
}

Consequence consequence_of(const license::Transition& transition, license::TransitionStatus mark) {
  using license::TransitionStatus;
  const bool ends = transition.to != license::State::valid && transition.to != transition.from;
  if (!ends && transition.successor.empty()) return Consequence::none;
  if (mark == TransitionStatus::made) return Consequence::recall;
  return mark == TransitionStatus::withdrawn ? Consequence::lift : Consequence::none;
}

} // namespace elicense::recall
