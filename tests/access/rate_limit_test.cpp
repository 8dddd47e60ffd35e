// SPDX-License-Identifier: Apache-2.0
#include "access/rate_limit.hpp"

namespace elicense::access {
namespace {

using namespace std::chrono_literals;

const Time first_take = Time(1'782'000'000s);

TEST(RateLimit, AllowsTheQuotaAndNoMore) {
  RateLimit limit({3, 60s});
  for (const std::uint32_t left : {2U, 1U, 0U}) {
    const auto answer = limit.take("a", first_take);
    EXPECT_TRUE(answer.allowed);
    EXPECT_EQ(answer.remaining, left);
    EXPECT_EQ(answer.reset, 20s * (3 - left));
  }
  const auto above = limit.take("a", first_take);
  EXPECT_FALSE(above.allowed);
  EXPECT_EQ(above.remaining, 0U);
  EXPECT_EQ(above.retry_after, 20s);
  EXPECT_EQ(above.reset, 60s);
  EXPECT_TRUE(limit.take("b", first_take).allowed) << "another key";
}

TEST(RateLimit, GivesBackEvenly) {
  RateLimit limit({3, 60s});
  for (int i = 0; i < 3; ++i)
    limit.take("a", first_take);
  EXPECT_FALSE(limit.take("a", first_take + 19s).allowed);
  EXPECT_EQ(limit.take("a", first_take + 19s).retry_after, 1s);
  EXPECT_TRUE(limit.take("a", first_take + 20s).allowed);
  EXPECT_FALSE(limit.take("a", first_take + 20s).allowed);
  EXPECT_EQ(limit.take("a", first_take + 200s).remaining, 2U) << "never more than the quota";
}

TEST(RateLimit, NothingIsLimitedByNone) {
  RateLimit limit({0, 60s});
  for (int i = 0; i < 100; ++i)
    EXPECT_TRUE(limit.take("a", first_take).allowed);
}

TEST(RateLimit, AClockThatGoesBackGivesNothingAway) {
  RateLimit limit({1, 60s});
  EXPECT_TRUE(limit.take("a", first_take).allowed);
  EXPECT_FALSE(limit.take("a", first_take - 10s).allowed);
  EXPECT_FALSE(limit.take("a", first_take + 59s).allowed);
}

TEST(RateLimit, HoldsABoundedNumberOfKeysAndFailsClosed) {
  RateLimit limit({1, 60s}, 2);
  EXPECT_TRUE(limit.take("a", first_take).allowed);
  EXPECT_TRUE(limit.take("b", first_take).allowed);
  EXPECT_FALSE(limit.take("c", first_take).allowed);
  EXPECT_FALSE(limit.take("a", first_take).allowed) << "nobody was forgotten for it";
  EXPECT_TRUE(limit.take("c", first_take + 60s).allowed) << "who has the whole quota again is forgotten";
}

} // namespace
} // namespace elicense::access
