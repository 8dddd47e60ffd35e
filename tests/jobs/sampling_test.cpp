// SPDX-License-Identifier: Apache-2.0
#include "jobs/sampling.hpp"
#include <gmock/gmock.h>
#include <map>

namespace elicense::jobs {
namespace {

using testing::ElementsAre;

TEST(Sampling, GrowsWithTheLotAndIsNeverLargerThanIt) {
  const std::map<std::int64_t, std::int64_t> expected = {
      {1, 1},        {2, 2},        {8, 2},         {9, 3},         {500, 50},       {501, 80},
      {10'000, 200}, {10'001, 315}, {150'000, 500}, {500'000, 800}, {500'001, 1'250}};
  for (const auto& [licenses, sample] : expected)
    EXPECT_EQ(sample_size(licenses), sample) << licenses;
}

TEST(Sampling, AcceptsOneOfAHundred) {
  EXPECT_EQ(accepted_wrong(99), 0);
  EXPECT_EQ(accepted_wrong(100), 1);
  EXPECT_EQ(accepted_wrong(1'250), 12);
}

TEST(Sampling, DrawsDifferentNumbersInOrder) {
  for (int round = 0; round < 50; ++round) {
    const auto drawn = draw(20, 30, crypto::system_random);
    ASSERT_EQ(drawn.size(), 20U);
    EXPECT_TRUE(std::ranges::is_sorted(drawn, std::ranges::less_equal()) ||
                std::ranges::adjacent_find(drawn) == drawn.end());
    EXPECT_GE(drawn.front(), 0);
    EXPECT_LT(drawn.back(), 30);
  }
  EXPECT_THAT(draw(3, 3, crypto::system_random), ElementsAre(0, 1, 2));
  EXPECT_THAT(draw(0, 3, crypto::system_random), ElementsAre());
}

TEST(Sampling, FavoursNone) {
  std::map<std::int64_t, int> drawn;
  constexpr int rounds = 3000;
  for (int round = 0; round < rounds; ++round)
    for (const std::int64_t number : draw(2, 6, crypto::system_random))
      ++drawn[number];
  for (std::int64_t number = 0; number < 6; ++number) { // each in a third of all: 1000, give or take 26
    EXPECT_GT(drawn[number], 800) << number;
    EXPECT_LT(drawn[number], 1200) << number;
  }
}

} // namespace
} // namespace elicense::jobs
