// SPDX-License-Identifier: Apache-2.0
#include "cli/live_progress.hpp"

#include <gtest/gtest.h>

namespace elicense::cli {
namespace {

TEST(LiveProgress, SaysHowFarHowFastAndHowLong) {
  const jobs::Progress progress{
      .running = true, .rows = 100, .rows_per_second = 1234.4, .share = 0.5, .seconds_left = 3725};
  EXPECT_EQ(progress_line(progress), "[###############...............]  50.0 %    1234 rows/s 1:02:05 left");
}

TEST(LiveProgress, SaysWhatItDoesNotKnow) {
  EXPECT_EQ(
      progress_line({.running = true, .rows = 0, .rows_per_second = 0, .share = {}, .seconds_left = {}}),
      "[..............................]   0.0 %       0 rows/s --:--:-- left");
}

} // namespace
} // namespace elicense::cli
