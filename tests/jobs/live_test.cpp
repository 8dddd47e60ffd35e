// SPDX-License-Identifier: Apache-2.0
#include "jobs/live.hpp"
#include <gtest/gtest.h>

namespace elicense::jobs {
namespace {

TEST(Live, SaysHowFarItHasCome) {
  Live live(200);
  live.rows = 3;
  live.done = 50;
  const Progress progress = live.progress();
  EXPECT_TRUE(progress.running);
  EXPECT_EQ(progress.rows, 3);
  EXPECT_EQ(progress.share, 0.25);
}

TEST(Live, NeverMoreThanTheWhole) {
  Live live(200), empty(0);
  live.done = 300;
  EXPECT_EQ(live.progress().share, 1.0);
  EXPECT_EQ(empty.progress().share, 0.0);
}

} // namespace
} // namespace elicense::jobs
