// SPDX-License-Identifier: Apache-2.0
#include "notify/retry.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace elicense::notify {
namespace {

using namespace std::chrono_literals;

crypto::RandomSource always(std::uint8_t byte) {
  return [byte](std::span<std::uint8_t> out) { std::ranges::fill(out, byte); };
}

TEST(Retry, WaitsFourTimesAsLongEachTime) {
  const RetryRules rules;
  const std::vector<std::pair<std::int64_t, std::chrono::seconds>> half = {
      {1, 3s},    {2, 10s},    {3, 40s}, {4, 160s}, {5, 640s},
      {6, 2560s}, {7, 10240s}, {8, 6h},  {9, 6h},   {1'000'000, 6h}};
  for (const auto& [attempts, delay] : half)
    EXPECT_EQ(retry_delay(rules, attempts, always(0)), delay) << attempts;
}

TEST(Retry, AddsUpToAsMuchByChance) {
  const RetryRules rules;
  EXPECT_EQ(retry_delay(rules, 3, always(0x80)), 61s); // 40 + 40 * 0x8080 / 0x10000, rounded up
  EXPECT_EQ(retry_delay(rules, 3, always(0xff)), 80s);
  EXPECT_EQ(retry_delay(rules, 8, always(0xff)), 12h);
}

TEST(Pause, NeedsManyFailuresOverALongTime) {
  const RetryRules rules;
  const Time now{std::chrono::hours(100)};
  const auto pauses = [&](std::int64_t failures, std::chrono::seconds since) {
    return must_pause(rules, {std::nullopt, now - since, failures}, now);
  };
  EXPECT_TRUE(pauses(20, 24h));
  EXPECT_FALSE(pauses(19, 24h));
  EXPECT_FALSE(pauses(20, 24h - 1s));
  EXPECT_FALSE(must_pause(rules, {}, now));
}

} // namespace
} // namespace elicense::notify
