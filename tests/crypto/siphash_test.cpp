// SPDX-License-Identifier: Apache-2.0
// The vectors of Aumasson and Bernstein's reference implementation (vectors_sip64), as integers.
#include "crypto/siphash.hpp"
#include <gtest/gtest.h>
#include <numeric>

namespace elicense::crypto {
namespace {

TEST(SipHash, AgreesWithTheReference) {
  SipHashKey key;
  std::iota(key.begin(), key.end(), std::uint8_t{0});
  Bytes message(63);
  std::iota(message.begin(), message.end(), std::uint8_t{0});
  const auto of = [&](std::size_t size) { return siphash(key, ByteView(message).first(size)); };
  EXPECT_EQ(of(0), 0x726fdb47dd0e0e31U);
  EXPECT_EQ(of(1), 0x74f839c593dc67fdU);
  EXPECT_EQ(of(7), 0xab0200f58b01d137U);
  EXPECT_EQ(of(8), 0x93f5f5799a932462U);
  EXPECT_EQ(of(15), 0xa129ca6149be45e5U);
  EXPECT_EQ(of(63), 0x958a324ceb064572U);
}

TEST(SipHash, DependsOnTheKey) {
  const Bytes message(9, 1);
  EXPECT_NE(siphash({}, message), siphash({1}, message));
}

} // namespace
} // namespace elicense::crypto
