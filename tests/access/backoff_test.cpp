// SPDX-License-Identifier: Apache-2.0
#include "access/backoff.hpp"

namespace elicense::access {
namespace {

using namespace std::chrono_literals;

const Time some_time = Time(1'000'000s);

TEST(Backoff, WaitsLongerWithEveryFailureBeyondTheFreeOnes) {
  Backoff backoff;
  for (unsigned i = 1; i < free_failures; ++i)
    backoff.failed("a", some_time);
  EXPECT_EQ(backoff.wait("a", some_time), 0s);
  for (const auto expected : {1s, 2s, 4s, 8s, 16s}) {
    backoff.failed("a", some_time);
    EXPECT_EQ(backoff.wait("a", some_time), expected);
    EXPECT_EQ(backoff.wait("a", some_time + expected - 1s), 1s);
    EXPECT_EQ(backoff.wait("a", some_time + expected), 0s);
  }
  for (int i = 0; i < 100; ++i)
    backoff.failed("a", some_time);
  EXPECT_EQ(backoff.wait("a", some_time), longest_wait);
  EXPECT_EQ(backoff.wait("b", some_time), 0s);
}

TEST(Backoff, IsOverWithASuccess) {
  Backoff backoff;
  for (unsigned i = 0; i < free_failures; ++i)
    backoff.failed("a", some_time);
  EXPECT_GT(backoff.wait("a", some_time), 0s);
  backoff.succeeded("a");
  EXPECT_EQ(backoff.wait("a", some_time), 0s);
  backoff.failed("a", some_time);
  EXPECT_EQ(backoff.wait("a", some_time), 0s);
}

TEST(Backoff, HoldsABoundedNumberAndKeepsThoseThatWait) {
  Backoff backoff(3);
  for (unsigned i = 0; i < free_failures; ++i)
    backoff.failed("guesser", some_time);
  for (int i = 0; i < 1000; ++i)
    backoff.failed("passer-by " + std::to_string(i), some_time);
  EXPECT_GT(backoff.wait("guesser", some_time), 0s);
}

} // namespace
} // namespace elicense::access
