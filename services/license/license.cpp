// SPDX-License-Identifier: Apache-2.0
// States of a license and their texts.
#include "license/license.hpp"
#include <algorithm>
#include <array>

namespace elicense::license {
namespace {

struct StateText {
  State state;
  std::string_view text, chinese;
};

constexpr std::array<StateText, 9> state_texts{{
    {State::pending, "pending", "待签发"},
    {State::not_yet_valid, "not_yet_valid", "未激活"},
    {State::valid, "valid", "有效"},
    {State::suspended, "suspended", "暂停"},
    {State::expired, "expired", "过期"},
    {State::replaced, "replaced", "已变更"},
    {State::cancelled, "cancelled", "注销"},
    {State::annulled, "annulled", "撤销"},
    {State::revoked, "revoked", "吊销"},
}};

struct Decided {
  State state;
  bool activated; // before its first day
};

Decided decided_at(const License& license, Time at) {
  if (license.changes.empty()) return {license.registered_state, false};
  Decided decided{State::valid, false};
  for (const StateChange& change : license.changes) {
    if (change.since > at && !change.reaches_back) continue;
    decided.state = change.to;
    decided.activated |= change.from == State::not_yet_valid && change.to == State::valid;
  }
  return decided;
}

// Days are compared as texts: YYYY-MM-DD sorts as time does.
State state_by_dates(const License& license, const std::string& day, bool activated) {
  if (!activated && !license.valid_from.empty() && day < license.valid_from) return State::not_yet_valid;
  const bool ends = !license.valid_until.empty() && license.valid_until != no_end;
  return ends && day > license.valid_until ? State::expired : State::valid;
}

} // namespace

std::string_view to_text(State state) {
  return state_texts[static_cast<std::size_t>(state)].text;
}

std::string_view in_chinese(State state) {
  return state_texts[static_cast<std::size_t>(state)].chinese;
}

std::optional<State> state_from_text(std::string_view text) {
  const auto* const found = std::ranges::find(state_texts, text, &StateText::text);
  if (found == state_texts.end()) return std::nullopt;
  return found->state;
}

std::vector<Holder> License::holders() const {
  std::vector<Holder> all{holder};
  all.insert(all.end(), other_holders.begin(), other_holders.end());
  return all;
}

bool License::is_held_by(const Holder& someone) const {
  const auto same = [&](const Holder& one) { return is_same(one, someone); };
  return same(holder) || std::ranges::any_of(other_holders, same);
}

State License::state_at(Time at) const {
  if (registered_state == State::pending) return State::pending;
  if (batch && batch->refused) return State::annulled;
  const auto [decided, activated] = decided_at(*this, at);
  const State by_dates = state_by_dates(*this, to_china_date(at), activated);
  const State state = decided == State::valid ? by_dates : std::max(decided, by_dates);
  return state == State::valid && awaits_sign_off(at) ? State::not_yet_valid : state;
}

} // namespace elicense::license
