// SPDX-License-Identifier: Apache-2.0
#include "submission/submission.hpp"

#include <gtest/gtest.h>

namespace elicense::submission {
namespace {

Submitted material(MaterialState state) {
  Submitted made;
  made.state = state;
  return made;
}

TEST(SubmissionState, HasItsWord) {
  for (const State state : {State::partial, State::complete, State::accepted, State::refused,
                            State::paper_demanded, State::withdrawn})
    EXPECT_EQ(state_from_text(to_text(state)), state);
  EXPECT_EQ(to_text(State::paper_demanded), "paper-demanded");
  EXPECT_EQ(state_from_text("unheard of"), std::nullopt);
  for (const MaterialState state : {MaterialState::given, MaterialState::refused})
    EXPECT_EQ(material_state_from_text(to_text(state)), state);
  EXPECT_EQ(material_state_from_text("unheard of"), std::nullopt);
}

TEST(SubmissionState, IsCompleteWhenEveryMaterialIsGiven) {
  EXPECT_EQ(state_by_materials({material(MaterialState::given)}), State::complete);
  EXPECT_EQ(state_by_materials({material(MaterialState::given), material(MaterialState::refused)}),
            State::partial);
}

TEST(SubmissionState, IsOpenUntilItIsAnswered) {
  EXPECT_TRUE(is_open(State::partial));
  EXPECT_TRUE(is_open(State::complete));
  for (const State state : {State::accepted, State::refused, State::paper_demanded, State::withdrawn})
    EXPECT_FALSE(is_open(state));
}

} // namespace
} // namespace elicense::submission
