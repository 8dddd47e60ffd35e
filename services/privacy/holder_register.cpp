// SPDX-License-Identifier: Apache-2.0
#include "privacy/holder_register.hpp"
#include <algorithm>
#include <array>

namespace elicense::privacy {
namespace {

constexpr std::array<std::string_view, 3> state_texts{"open", "accepted", "refused"};

} // namespace

std::string_view to_text(CorrectionState state) {
  return state_texts[static_cast<std::size_t>(state)];
}

std::optional<CorrectionState> correction_state_from_text(std::string_view text) {
  const auto* const found = std::ranges::find(state_texts, text);
  if (found == state_texts.end()) return std::nullopt;
  return static_cast<CorrectionState>(found - state_texts.begin());
}

} // namespace elicense::privacy
