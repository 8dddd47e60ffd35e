// SPDX-License-Identifier: Apache-2.0
// What rules read.
#include "tests/submission/matters.hpp"
#include <gmock/gmock.h>

namespace elicense::submission {
namespace {

using nlohmann::json;

TEST(Context, TellsOfALicense) {
  license::License card = test::card();
  card.issuer_code = "11640000MB999999XM";
  card.issued_on = to_china_date(test::test_pki().now - std::chrono::days(7));
  card.valid_until = to_china_date(test::test_pki().now + std::chrono::days(9));
  const json told = context_of(card, test::case_of(card))["license"];
  EXPECT_EQ(told["issuer_regions"], json::array({"64", "6400", "640000"}));
  EXPECT_EQ(told["age_days"], 7);
  EXPECT_EQ(told["remaining_days"], 9);
  EXPECT_EQ(told["assurance"], "A");
  EXPECT_EQ(told["holder"]["code"], card.holder.code);
  EXPECT_EQ(told["data"]["姓名"], card.data["姓名"]);
}

TEST(Context, WithoutEndItLastsLong) {
  for (const char* end : {"长期", ""}) {
    license::License card = test::card();
    card.valid_until = end;
    const json told = context_of(card, test::case_of(card))["license"];
    EXPECT_EQ(told["remaining_days"], no_end_days);
    EXPECT_FALSE(told.contains("valid_until"));
  }
}

TEST(Context, AnIssuerWithoutACreditCodeIsOfNoRegion) {
  license::License card = test::card();
  card.issuer_code = "somebody";
  EXPECT_EQ(context_of(card, test::case_of(card))["license"]["issuer_regions"], json::array());
}

TEST(Context, KnowsAgeAndBirthOfAPerson) {
  Case of = test::case_of(test::card());
  of.applicant = {"", "111", "640104199001010026"};
  of.at = from_date("2026-01-01").value();
  EXPECT_EQ(context_of(of)["applicant"]["age"], 36);
  of.at = from_date("2025-12-31").value();
  const json told = context_of(of)["applicant"];
  EXPECT_EQ(told["age"], 35);
  EXPECT_EQ(told["birth_date"], "1990-01-01");
  EXPECT_FALSE(told.contains("name"));
}

TEST(Context, KnowsNoAgeOfOthers) {
  Case of = test::case_of(test::card());
  of.applicant = {"示例公司", "001", "11640000MB999999XM"};
  const json told = context_of(of)["applicant"];
  EXPECT_FALSE(told.contains("age"));
  EXPECT_EQ(told["natural_person"], false);
  EXPECT_EQ(told["name"], "示例公司");
}

} // namespace
} // namespace elicense::submission
