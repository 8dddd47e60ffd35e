// SPDX-License-Identifier: Apache-2.0
#include "crypto/recent.hpp"
#include <gtest/gtest.h>
#include <string>

namespace elicense::crypto {
namespace {

class RecentTest : public testing::Test {
 protected:
  static Bytes key(int number) { return to_bytes(std::to_string(number)); }
  void keep(int from, int until) {
    for (int number = from; number < until; ++number)
      recent.keep(key(number), number);
  }
  std::optional<int> find(int number) { return recent.find(key(number)); }

  Recent<int> recent{8};
};

TEST_F(RecentTest, FindsWhatWasKeptAndNothingElse) {
  keep(1, 3);
  EXPECT_EQ(find(1), 1);
  EXPECT_EQ(find(2), 2);
  EXPECT_EQ(find(3), std::nullopt);
  EXPECT_EQ(recent.find({}), std::nullopt);
}

TEST_F(RecentTest, TellsKeysApartByEveryByte) {
  recent.keep(Bytes{1, 2}, 12);
  EXPECT_EQ(recent.find(Bytes{1}), std::nullopt);
  EXPECT_EQ(recent.find(Bytes{1, 2, 0}), std::nullopt);
  EXPECT_EQ(recent.find(Bytes{1, 3}), std::nullopt);
  EXPECT_EQ(recent.find(Bytes{1, 2}), 12);
}

TEST_F(RecentTest, KeepsTheLatestValue) {
  recent.keep(key(1), 1);
  recent.keep(key(1), 2);
  EXPECT_EQ(find(1), 2);
}

TEST_F(RecentTest, ForgetsTheOldestBeyondItsLimit) {
  keep(0, 1000);
  EXPECT_EQ(find(0), std::nullopt);
  EXPECT_EQ(find(991), std::nullopt);
  EXPECT_EQ(find(999), 999);
}

TEST_F(RecentTest, KeepsWhatIsAskedForAgain) {
  recent.keep(key(-1), -1);
  for (int number = 0; number < 1000; ++number) {
    recent.keep(key(number), number);
    ASSERT_EQ(find(-1), -1);
  }
}

} // namespace
} // namespace elicense::crypto
