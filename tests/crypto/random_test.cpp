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

const RandomSource sevens = [](std::span<std::uint8_t> out) { std::ranges::fill(out, std::uint8_t{7}); };

TEST(Random, AsksTheSourceForExactlySoMany) {
  EXPECT_EQ(random_bytes(sevens, 3), (Bytes{7, 7, 7}));
  EXPECT_TRUE(random_bytes(sevens, 0).empty());
}

TEST(Random, IdsAreHexAndTokensAreBase64url) {
  EXPECT_EQ(random_id(sevens), "07070707070707070707070707070707");
  EXPECT_EQ(from_hex(random_id(system_random)).value().size(), 16U);
  EXPECT_EQ(random_token(sevens), to_base64url(Bytes(32, 7)));
  EXPECT_NE(random_token(system_random), random_token(system_random));
}

} // namespace
} // namespace elicense::crypto
