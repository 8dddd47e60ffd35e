// SPDX-License-Identifier: Apache-2.0
// The forms in which a face may show a metadata value.
#include "verify/license_text.hpp"
#include <gmock/gmock.h>

namespace elicense::verify {
namespace {

using testing::ElementsAre;

TEST(WithoutBlanks, TakesAwayEveryKindOfBlank) {
  EXPECT_EQ(without_blanks(" 宁 夏\t示\u3000例\u00a0有\r\n限 "), "宁夏示例有限");
  EXPECT_EQ(without_blanks(""), "");
}

TEST(ShownForms, OfADate) {
  EXPECT_THAT(shown_forms("20260305"),
              ElementsAre("20260305", "2026年03月05日", "2026年3月5日", "2026.03.05"));
  EXPECT_THAT(shown_forms("20261231"),
              ElementsAre("20261231", "2026年12月31日", "2026年12月31日", "2026.12.31"));
}

TEST(ShownForms, OfListsAndOfYesAndNo) {
  EXPECT_THAT(shown_forms("一^二^三"), ElementsAre("一^二^三", "一、二、三"));
  EXPECT_THAT(shown_forms("true"), ElementsAre("true", "是"));
  EXPECT_THAT(shown_forms("false"), ElementsAre("false", "否"));
}

TEST(ShownForms, OfAnythingElseIsTheValueItself) {
  for (const char* value : {"2026030", "202603055", "2026030A", "2026-305", "JY26401040000001"})
    EXPECT_THAT(shown_forms(value), ElementsAre(value));
  EXPECT_THAT(shown_forms("示例 路 2号"), ElementsAre("示例路2号"));
}

} // namespace
} // namespace elicense::verify
