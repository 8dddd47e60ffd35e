// SPDX-License-Identifier: Apache-2.0
#include "status/places.hpp"

#include <gtest/gtest.h>
#include <set>

namespace elicense::status {
namespace {

Places places(std::string_view key = "0123456789abcdef0123456789abcdef") {
  return Places(crypto::SecretBytes(as_bytes(key)));
}

TEST(Places, EveryLicenseOfAListHasOneOfItsOwn) {
  const Places drawn = places();
  std::vector<bool> taken(list_size);
  for (std::uint64_t number = list_size; number < 2 * list_size; number += 17) {
    const Place place = drawn.of(number);
    ASSERT_EQ(place.list, 1U);
    ASSERT_LT(place.index, list_size);
    ASSERT_FALSE(taken[place.index]) << number;
    taken[place.index] = true;
  }
}

TEST(Places, AreFoundBothWays) {
  const Places drawn = places();
  for (const std::uint64_t number : {0ULL, 1ULL, 65535ULL, 65536ULL, 10'000'000ULL, 1ULL << 40U})
    EXPECT_EQ(drawn.number_at(drawn.of(number)), number);
}

TEST(Places, FollowNeitherTheOrderNorAnotherList) {
  const Places drawn = places();
  std::size_t neighbours = 0, same = 0;
  for (std::uint64_t number = 0; number < 1000; ++number) {
    const auto here = drawn.of(number), next = drawn.of(number + 1);
    neighbours += here.index + 1 == next.index || next.index + 1 == here.index ? 1U : 0U;
    same += drawn.of(number + list_size).index == here.index ? 1U : 0U;
  }
  EXPECT_LT(neighbours, 5U);
  EXPECT_LT(same, 5U);
}

TEST(Places, NeedTheirSecret) {
  const Places one = places(), other = places("another key, of 32 bytes as well");
  std::size_t same = 0;
  for (std::uint64_t number = 0; number < 1000; ++number)
    same += one.of(number) == other.of(number) ? 1U : 0U;
  EXPECT_LT(same, 5U);
}

} // namespace
} // namespace elicense::status
