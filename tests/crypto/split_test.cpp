// SPDX-License-Identifier: Apache-2.0
#include "crypto/split.hpp"
#include <gmock/gmock.h>

namespace elicense {
namespace {

using testing::ElementsAre;

TEST(Split, HasOnePartMoreThanSeparators) {
  EXPECT_THAT(split("a;;b", ";"), ElementsAre("a", "", "b"));
  EXPECT_THAT(split("", ";"), ElementsAre(""));
  EXPECT_THAT(split(";", ";"), ElementsAre("", ""));
  EXPECT_THAT(split("a", ";"), ElementsAre("a"));
}

TEST(Split, TakesSeparatorsOfSeveralBytes) {
  EXPECT_THAT(split("张三、李四", "、"), ElementsAre("张三", "李四"));
  EXPECT_THAT(split("张三、", "、"), ElementsAre("张三", ""));
}

} // namespace
} // namespace elicense
