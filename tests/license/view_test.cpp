// SPDX-License-Identifier: Apache-2.0
#include "license/view.hpp"
#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace elicense::license {
namespace {

class ViewTest : public testing::Test {
 protected:
  static License card(const LicenseType& type, const std::string& code_type = "111") {
    License made;
    made.type_code = type.code;
    made.holder = {type.example[type.holder_name_field], code_type, type.example[type.holder_code_field]};
    made.number = type.example[type.number_field];
    made.data = type.example;
    return made;
  }
  const TypeCatalogue types = TypeCatalogue::load().value();
  const LicenseType& identity = *types.find("11100000000013127D001");
};

TEST_F(ViewTest, FullIsTheLicense) {
  const License license = card(identity);
  EXPECT_EQ(View::full().of(license, &identity).data, license.data);
  EXPECT_EQ(View::full().of(license, nullptr).holder.code, license.holder.code);
}

TEST_F(ViewTest, MaskedShowsEachFieldAsItsTypeSays) {
  const License shown = View::masked().of(card(identity), &identity);
  EXPECT_EQ(shown.holder.name, "张**");
  EXPECT_EQ(shown.holder.code, "6401*************6");
  EXPECT_EQ(shown.number, "6401*************6");
  EXPECT_EQ(shown.data["住址"], "宁夏回族自治区银川市兴庆区***");
  EXPECT_EQ(shown.data["出生日期"], "1990-**-**");
  EXPECT_EQ(shown.data["性别"], "***");
  EXPECT_EQ(shown.data["照片"], "***");
  EXPECT_EQ(shown.data["签发机关"], "示例市公安局兴庆分局");
}

TEST_F(ViewTest, AHolderIsMaskedWhereItIsAPerson) {
  const auto all = types.all();
  const LicenseType& estate = **std::ranges::find(all, "both", &LicenseType::holder_category);
  EXPECT_EQ(View::masked().of(card(estate, "111"), &estate).data[estate.holder_name_field], "张**");
  License company = card(estate, "001");
  company.holder.name = "示例科技有限公司";
  company.data[estate.holder_name_field] = company.holder.name;
  const License shown = View::masked().of(company, &estate);
  EXPECT_EQ(shown.holder.name, company.holder.name);
  EXPECT_EQ(shown.data[estate.holder_name_field], company.holder.name);
  company.holder.code_type = "unheard of"; // may be a person
  EXPECT_EQ(View::masked().of(company, &estate).holder.name, "示**");
}

TEST_F(ViewTest, WhatNoTypeNamesIsHidden) {
  LicenseType silent = identity;
  silent.masks.clear();
  License license = card(identity);
  license.data["新增"] = "值";
  license.data["清单"] = {"一", {{"二", 3}}};
  for (const LicenseType* const type :
       {static_cast<const LicenseType*>(&silent), static_cast<const LicenseType*>(nullptr)}) {
    const License shown = View::masked().of(license, type);
    EXPECT_EQ(shown.data["住址"], hidden_value);
    EXPECT_EQ(shown.data["新增"], hidden_value);
    EXPECT_EQ(shown.data["清单"], (nlohmann::json{hidden_value, hidden_value}));
  }
  EXPECT_EQ(View::masked().of(license, nullptr).number, hidden_value);
}

TEST_F(ViewTest, OnlyTheFieldsAllowedLeave) {
  const License license = card(identity);
  const License shown = View::only({"姓名", "holder_code"}).of(license, &identity);
  EXPECT_EQ(shown.data, (nlohmann::json{{"姓名", license.data["姓名"]}}));
  EXPECT_EQ(shown.holder.name, "");
  EXPECT_EQ(shown.holder.code, license.holder.code);
  EXPECT_EQ(shown.number, "");
  EXPECT_EQ(View::only({}).of(license, &identity).data, nlohmann::json::object());
}

TEST_F(ViewTest, TellsWhatItDiscloses) {
  const License license = card(identity);
  EXPECT_THAT(View::only({"姓名", "holder_code", "absent"}).disclosed(license),
              testing::ElementsAre("holder_code", "姓名"));
  EXPECT_EQ(View::full().disclosed(license).size(), 3 + license.data.size());
  EXPECT_TRUE(View::masked().masks(license));
  EXPECT_FALSE(View::full().masks(license));
}

// Every type of ours says of each field how it is masked.
TEST_F(ViewTest, TheTypesOfTheHouseNameEveryField) {
  for (const LicenseType* const type : types.all())
    EXPECT_EQ(type->masks.size(), type->fields().size()) << type->code;
}

} // namespace
} // namespace elicense::license
