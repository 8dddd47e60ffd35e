// SPDX-License-Identifier: Apache-2.0
#include "jobs/job.hpp"
#include <gtest/gtest.h>

namespace elicense::jobs {
namespace {

TEST(JobTexts, GoBothWays) {
  for (int i = 0; i <= static_cast<int>(State::failed); ++i)
    EXPECT_EQ(state_from_text(to_text(static_cast<State>(i))), static_cast<State>(i));
  for (const Kind kind : {Kind::import, Kind::dry_run, Kind::decision})
    EXPECT_EQ(kind_from_text(to_text(kind)), kind);
  EXPECT_EQ(to_text(State::awaits_sign_off), "awaits_sign_off");
  EXPECT_EQ(to_text(State::failed), "failed");
  EXPECT_EQ(state_from_text("none"), std::nullopt);
  EXPECT_EQ(kind_from_text(""), std::nullopt);
}

TEST(JobTexts, OverIsWhatNothingFollowsOn) {
  for (const State state :
       {State::done, State::released, State::refused, State::cancelled, State::withdrawn, State::failed})
    EXPECT_TRUE(is_over(state));
  for (const State state : {State::receiving, State::proposed, State::waiting, State::running,
                            State::cancelling, State::awaits_sign_off})
    EXPECT_FALSE(is_over(state));
}

TEST(JobDetails, AreReadAsTheyWereWritten) {
  Details details;
  details.asked_by = "clerk";
  details.batch = "批次";
  details.file_size = 5'000'000'000;
  details.passport = {{"rows", 3}};
  const Details read = details_from_json(to_json(details));
  EXPECT_EQ(to_json(read), to_json(details));
  EXPECT_EQ(read.file_size, details.file_size);
  EXPECT_TRUE(details_from_json("{}").asked_by.empty());
}

} // namespace
} // namespace elicense::jobs
