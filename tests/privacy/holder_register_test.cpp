// SPDX-License-Identifier: Apache-2.0
#include "privacy/holder_register.hpp"
#include <gtest/gtest.h>

namespace elicense::privacy {
namespace {

TEST(CorrectionStateTest, HasAText) {
  for (const auto state : {CorrectionState::open, CorrectionState::accepted, CorrectionState::refused})
    EXPECT_EQ(correction_state_from_text(to_text(state)), state);
  EXPECT_EQ(correction_state_from_text("closed"), std::nullopt);
}

} // namespace
} // namespace elicense::privacy
