// SPDX-License-Identifier: Apache-2.0
#include "face/text_template.hpp"
#include <gtest/gtest.h>

namespace elicense::face {
namespace {

std::string filled(std::string_view text, const std::map<std::string, std::string>& values) {
  return joined(parse_template(text).value().filled(values));
}

TEST(TextTemplate, PutsValuesBetweenFixedText) {
  EXPECT_EQ(filled("自{甲}至{乙}止", {{"甲", "一"}, {"乙", "二"}}), "自一至二止");
  EXPECT_EQ(filled("没有字段", {}), "没有字段");
  EXPECT_EQ(filled("", {}), "");
}

TEST(TextTemplate, SaysWhereEachStretchComesFrom) {
  auto runs = parse_template("自{甲}止").value().filled({{"甲", "一"}});
  ASSERT_EQ(runs.size(), 3U);
  EXPECT_EQ(runs[0].field, "");
  EXPECT_EQ(runs[1].field, "甲");
  EXPECT_EQ(runs[1].text, "一");
}

TEST(TextTemplate, IsEmptyWhenNoFieldHasAValue) {
  EXPECT_EQ(filled("自{甲}至{乙}", {{"乙", ""}}), "");
  EXPECT_EQ(filled("自{甲}至{乙}", {{"乙", "二"}}), "自至二");
}

TEST(TextTemplate, RefusesWrongBraces) {
  for (const char* text :
       {"{", "}", "{}", "{甲", "甲}", "{甲{乙}}", "{:dots}", "{甲:}", "{甲:long}", "{甲:dots:x}"})
    EXPECT_FALSE(parse_template(text)) << text;
}

TEST(ShownDate, HasThreeForms) {
  for (const char* date : {"2026-01-05", "2026年01月05日"}) {
    EXPECT_EQ(shown_date(date, DateForm::full), "2026年01月05日");
    EXPECT_EQ(shown_date(date, DateForm::plain), "2026年1月5日");
    EXPECT_EQ(shown_date(date, DateForm::dots), "2026.01.05");
  }
  EXPECT_EQ(filled("{日:dots}", {{"日", "2026-12-31"}}), "2026.12.31");
}

TEST(ShownDate, LeavesOtherTextAlone) {
  for (const char* text :
       {"长期", "", "2026-1-5", "2026-01-05 ", "2026/01/05", "20x6-01-05", "2026年01月05", "2026年01-05日"})
    EXPECT_EQ(shown_date(text, DateForm::dots), text);
}

} // namespace
} // namespace elicense::face
