// SPDX-License-Identifier: Apache-2.0
#include "access/daily_quota.hpp"

namespace elicense::access {
namespace {

using namespace std::chrono_literals;

const Time before_midnight = from_rfc3339("2026-06-15T23:59:50+08:00").value();

TEST(DailyQuota, EndsAtMidnightInChina) {
  DailyQuota quota(2);
  EXPECT_EQ(quota.take("a", before_midnight).remaining, 1U);
  EXPECT_EQ(quota.take("a", before_midnight).remaining, 0U);
  const auto above = quota.take("a", before_midnight);
  EXPECT_FALSE(above.allowed);
  EXPECT_EQ(above.retry_after, 10s);
  EXPECT_TRUE(quota.take("b", before_midnight).allowed);
  EXPECT_FALSE(quota.take("a", before_midnight + 9s).allowed);
  EXPECT_TRUE(quota.take("a", before_midnight + 10s).allowed);
}

TEST(DailyQuota, NothingIsLimitedByNone) {
  DailyQuota quota(0);
  for (int i = 0; i < 10; ++i)
    EXPECT_TRUE(quota.take("a", before_midnight).allowed);
}

TEST(DailyQuota, HoldsABoundedNumberOfKeys) {
  DailyQuota quota(5, 1);
  EXPECT_TRUE(quota.take("a", before_midnight).allowed);
  EXPECT_FALSE(quota.take("b", before_midnight).allowed);
  EXPECT_TRUE(quota.take("a", before_midnight).allowed);
}

} // namespace
} // namespace elicense::access
