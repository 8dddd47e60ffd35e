// SPDX-License-Identifier: Apache-2.0
#include "stock/type_view.hpp"
#include "tests/stock/stock_files.hpp"

namespace elicense::stock {
namespace {

std::string name_of(const TypeView& view, std::size_t field) {
  return field == no_field ? "" : view.fields[field].rule.name;
}

TEST(TypeView, FindsTheFieldsThatRulesAskFor) {
  const TypeView card(type_of("居民身份证"));
  EXPECT_EQ(name_of(card, card.number), "公民身份号码");
  EXPECT_EQ(name_of(card, card.holder_name), "姓名");
  EXPECT_EQ(name_of(card, card.birth_date), "出生日期");
  EXPECT_EQ(name_of(card, card.sex), "性别");
  EXPECT_EQ(name_of(card, card.valid_until), "有效期至");
  EXPECT_EQ(card.issue_date, no_field);
  EXPECT_EQ(card.fields[card.valid_until].kind, FieldKind::day_or_word);
  EXPECT_EQ(card.fields[card.find("照片")].kind, FieldKind::picture);
  EXPECT_EQ(card.fields[card.number].code, CodeKind::citizen);
  EXPECT_TRUE(card.schema_is_complete);
}

TEST(TypeView, LinksSexAndBirthToTheHolderOnlyWhereTheExampleDoes) {
  const TypeView birth(type_of("出生医学证明"));
  EXPECT_EQ(birth.sex, no_field);
  const TypeView marriage(type_of("结婚证"));
  EXPECT_EQ(name_of(marriage, marriage.birth_date), "出生日期");
}

TEST(TypeView, KnowsTheDayOfIssueOfEveryTypeWithOne) {
  int without = 0;
  for (const license::LicenseType* type : test::embedded_types().all()) {
    const TypeView view(*type);
    if (view.issue_date == no_field) ++without;
    EXPECT_NE(view.number, no_field);
    EXPECT_NE(view.holder_code, no_field);
  }
  EXPECT_EQ(without, 1) << "the identity card; another one has a day of issue with a name that is not known";
}

TEST(TypeView, TakesNoLineForComplaintsAsAHoldersPhone) {
  const TypeView food(type_of("食品经营许可证"));
  EXPECT_FALSE(food.fields[food.find("投诉举报电话")].is_phone);
}

} // namespace
} // namespace elicense::stock
