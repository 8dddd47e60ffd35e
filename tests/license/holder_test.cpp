// SPDX-License-Identifier: Apache-2.0
#include "license/holder.hpp"
#include <algorithm>

namespace elicense::license {
namespace {

std::string code(const Result<void>& result) {
  return result ? "" : result.error().code;
}

// Departments' published codes.
const std::vector<std::string> real_credit_codes{
    "11100000000013338W", "11100000000013127D", "11100000MB0143028R", "11100000000019713D",
    "11100000MB03271699", "11100000MB0341032Y", "11430000006122244L", "11330105002500287C",
    "11100000717823004M", "11100000000013661B", "1110000000001332XW",
};

TEST(CreditCode, AcceptsRealOnes) {
  for (const std::string& text : real_credit_codes)
    EXPECT_EQ(code(check_credit_code(text)), "") << text;
}

TEST(CreditCode, RefusesEveryOtherCheckCharacter) {
  for (std::string text : real_credit_codes) {
    const char right = text.back();
    for (const char other : std::string_view("0123456789ABCDEFGHJKLMNPQRTUWXY")) {
      text.back() = other;
      EXPECT_EQ(code(check_credit_code(text)), other == right ? "" : "CREDIT_CODE_CHECK") << text;
    }
  }
}

TEST(CreditCode, NoticesEveryWrongCharacter) {
  const std::string right = real_credit_codes[0];
  for (std::size_t i = 0; i < right.size(); ++i) {
    std::string wrong = right;
    wrong[i] = wrong[i] == '3' ? '4' : '3';
    EXPECT_EQ(code(check_credit_code(wrong)), "CREDIT_CODE_CHECK") << wrong;
  }
}

TEST(CreditCode, RefusesOtherShapes) {
  EXPECT_EQ(code(check_credit_code("")), "CREDIT_CODE_MALFORMED");
  EXPECT_EQ(code(check_credit_code("1110000000001333W")), "CREDIT_CODE_MALFORMED");
  EXPECT_EQ(code(check_credit_code("11100000000013338W0")), "CREDIT_CODE_MALFORMED");
  EXPECT_EQ(code(check_credit_code("11100000000013338w")), "CREDIT_CODE_MALFORMED");
  EXPECT_EQ(code(check_credit_code("11A00000000013338W")), "CREDIT_CODE_MALFORMED"); // the division is digits
  for (const char missing : std::string_view("IOSVZ"))
    EXPECT_EQ(code(check_credit_code(std::string("1110000000001333") + missing + "W")),
              "CREDIT_CODE_MALFORMED");
}

// Characters 9 to 17 are an organization code whose own check (GB 11714) fails here; character 18 fits.
TEST(CreditCode, LeavesTheOrganizationCodeInsideAlone) {
  EXPECT_EQ(code(check_credit_code("111000000000133390")), "");
}

TEST(CitizenNumber, AcceptsTheStandardsExample) {
  EXPECT_EQ(code(check_citizen_number("11010519491231002X")), "");
}

TEST(CitizenNumber, RefusesEveryOtherCheckCharacter) {
  for (const char other : std::string_view("0123456789"))
    EXPECT_EQ(code(check_citizen_number(std::string("11010519491231002") + other)), "CITIZEN_NUMBER_CHECK");
}

TEST(CitizenNumber, WantsADateThatExists) {
  EXPECT_EQ(code(check_citizen_number("11010519491331002X")), "CITIZEN_NUMBER_DATE");
  EXPECT_EQ(code(check_citizen_number("11010519490230002X")), "CITIZEN_NUMBER_DATE");
  EXPECT_EQ(code(check_citizen_number("110105194900310021")), "CITIZEN_NUMBER_DATE");
}

TEST(CitizenNumber, RefusesOtherShapes) {
  EXPECT_EQ(code(check_citizen_number("")), "CITIZEN_NUMBER_MALFORMED");
  EXPECT_EQ(code(check_citizen_number("110105491231002")), "CITIZEN_NUMBER_MALFORMED");
  EXPECT_EQ(code(check_citizen_number("11010519491231002x")), "CITIZEN_NUMBER_MALFORMED");
  EXPECT_EQ(code(check_citizen_number("1101051949123100XX")), "CITIZEN_NUMBER_MALFORMED");
  EXPECT_EQ(code(check_citizen_number("11010519491231002X ")), "CITIZEN_NUMBER_MALFORMED");
}

TEST(HolderCodeTypes, AreTheSixteenOfAnnexA) {
  EXPECT_EQ(holder_code_types().size(), 16U);
  EXPECT_TRUE(std::ranges::is_sorted(holder_code_types(), {}, &HolderCodeType::code));
  EXPECT_EQ(find_holder_code_type("001")->name, "统一社会信用代码");
  EXPECT_FALSE(find_holder_code_type("099")->natural_person);
  EXPECT_TRUE(find_holder_code_type("111")->natural_person);
  EXPECT_EQ(find_holder_code_type("112"), nullptr);
  EXPECT_EQ(find_holder_code_type(""), nullptr);
}

TEST(Holder, IsCheckedByItsCodeType) {
  EXPECT_EQ(code(check_holder({"示例科技有限公司", "001", "11100000000013338W"})), "");
  EXPECT_EQ(code(check_holder({"示例科技有限公司", "001", "11010519491231002X"})), "CREDIT_CODE_CHECK");
  EXPECT_EQ(code(check_holder({"张三", "111", "11010519491231002X"})), "");
  EXPECT_EQ(code(check_holder({"张三", "111", "E12345678"})), "CITIZEN_NUMBER_MALFORMED");
  EXPECT_EQ(code(check_holder({"Jane Roe", "414", "E12345678"})), "");
  EXPECT_EQ(code(check_holder({"张三", "112", "E12345678"})), "HOLDER_CODE_TYPE");
}

TEST(Holder, NameIsPlainTextOfBoundedSize) {
  const auto named = [](std::string name) { return code(check_holder({std::move(name), "999", "A1"})); };
  EXPECT_EQ(named(std::string(max_holder_name_size - 1, 'a')), "");
  EXPECT_EQ(named(std::string(max_holder_name_size, 'a')), "");
  EXPECT_EQ(named(std::string(max_holder_name_size + 1, 'a')), "HOLDER_NAME");
  EXPECT_EQ(named(""), "HOLDER_NAME");
  EXPECT_EQ(named(" 张三"), "HOLDER_NAME");
  EXPECT_EQ(named("张三 "), "HOLDER_NAME");
  EXPECT_EQ(named("张\n三"), "HOLDER_NAME");
  EXPECT_EQ(named("张\x7f三"), "HOLDER_NAME");
}

TEST(Holder, OtherCodesArePlainTextOfBoundedSize) {
  const auto coded = [](std::string text) { return code(check_holder({"张三", "999", std::move(text)})); };
  EXPECT_EQ(coded(std::string(max_holder_code_size - 1, '1')), "");
  EXPECT_EQ(coded(std::string(max_holder_code_size, '1')), "");
  EXPECT_EQ(coded(std::string(max_holder_code_size + 1, '1')), "HOLDER_CODE");
  EXPECT_EQ(coded(""), "HOLDER_CODE");
  EXPECT_EQ(coded(" A1"), "HOLDER_CODE");
  EXPECT_EQ(coded("A\t1"), "HOLDER_CODE");
}

} // namespace
} // namespace elicense::license
