// SPDX-License-Identifier: Apache-2.0
// Randomness as it is passed in.
#include "crypto/random.hpp"
#include <algorithm>
#include <gtest/gtest.h>
#include <set>

namespace elicense::crypto {
namespace {

TEST(Random, SystemRandomNeverRepeats) {
  std::set<Bytes> seen;
  for (int i = 0; i < 1000; ++i)
    seen.insert(random_bytes(system_random, 16));
  EXPECT_EQ(seen.size(), 1000U);
}

TEST(Random, AsksTheSourceForExactlySoMany) {
  const RandomSource sevens = [](std::span<std::uint8_t> out) { std::ranges::fill(out, std::uint8_t{7}); };
  EXPECT_EQ(random_bytes(sevens, 3), (Bytes{7, 7, 7}));
  EXPECT_TRUE(random_bytes(sevens, 0).empty());
}

} // namespace
} // namespace elicense::crypto
