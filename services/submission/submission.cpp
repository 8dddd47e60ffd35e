// SPDX-License-Identifier: Apache-2.0
#include "submission/submission.hpp"

#include <algorithm>

namespace elicense::submission {
namespace {

constexpr std::array all_states = {State::partial, State::complete,       State::accepted,
                                   State::refused, State::paper_demanded, State::withdrawn};

} // namespace

std::string_view to_text(MaterialState state) {
  return state == MaterialState::given ? "given" : "refused";
}

std::optional<MaterialState> material_state_from_text(std::string_view text) {
  for (const MaterialState state : {MaterialState::given, MaterialState::refused})
    if (to_text(state) == text) return state;
  return std::nullopt;
}

std::string_view to_text(State state) {
  switch (state) {
  case State::partial:
    return "partial";
  case State::complete:
    return "complete";
  case State::accepted:
    return "accepted";
  case State::refused:
    return "refused";
  case State::paper_demanded:
    return "paper-demanded";
  case State::withdrawn:
    break;
  }
  return "withdrawn";
}

std::optional<State> state_from_text(std::string_view text) {
  const auto found = std::ranges::find_if(all_states, [&](State state) { return to_text(state) == text; });
  return found == all_states.end() ? std::nullopt : std::optional(*found);
}

State state_by_materials(const std::vector<Submitted>& materials) {
  const bool all = std::ranges::all_of(
      materials, [](const Submitted& each) { return each.state == MaterialState::given; });
  return all ? State::complete : State::partial;
}

bool is_holder(const Submission& submission, const license::Holder& someone) {
  return std::ranges::any_of(submission.materials, [&](const Submitted& each) {
    return each.state == MaterialState::given && is_same(each.holder, someone);
  });
}

} // namespace elicense::submission
