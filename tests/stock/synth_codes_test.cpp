// SPDX-License-Identifier: Apache-2.0
#include "license/holder.hpp"
#include "stock/synth_codes.hpp"
#include "tests/support/result_matchers.hpp"
#include <set>

namespace elicense::stock {
namespace {

TEST(SynthCodes, AreRightDifferentAndOfNoRealDivision) {
  std::set<std::string> seen;
  for (std::uint64_t number = 0; number < 3000; ++number) {
    for (const Family family : {Family::holders, Family::others}) {
      const std::string person = synthetic_citizen_number(family, number, "1990-02-03", number % 2 == 0);
      const std::string company = synthetic_credit_code(family, number);
      EXPECT_THAT(license::check_citizen_number(person), test::succeeds()) << person;
      EXPECT_THAT(license::check_credit_code(company), test::succeeds()) << company;
      EXPECT_GE(person.substr(0, 2), "98");
      EXPECT_GE(company.substr(2, 2), "98");
      EXPECT_TRUE(seen.insert(person).second) << person;
      EXPECT_TRUE(seen.insert(company).second) << company;
    }
  }
}

// GB 11714: characters 9 to 17.
TEST(SynthCodes, HoldTheCheckCharacterOfOrganizationCodes) {
  const std::string code = synthetic_credit_code(Family::holders, 123'456);
  int sum = 0;
  const int weights[] = {3, 7, 9, 10, 5, 8, 4, 2};
  for (std::size_t i = 0; i < 8; ++i) {
    const char c = code[8 + i];
    sum += (c <= '9' ? c - '0' : c - 'A' + 10) * weights[i];
  }
  const int check = (11 - sum % 11) % 11;
  EXPECT_EQ(code[16], check == 10 ? 'X' : static_cast<char>('0' + check));
}

TEST(SynthCodes, NameNobody) {
  Dice dice(1), same(1);
  EXPECT_EQ(synthetic_person_name(dice), synthetic_person_name(same));
  EXPECT_THAT(synthetic_organization_name(dice, 77), testing::StartsWith("示例"));
  EXPECT_THAT(synthetic_organization_name(dice, 77), testing::HasSubstr("77"));
}

} // namespace
} // namespace elicense::stock
