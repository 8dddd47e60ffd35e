// SPDX-License-Identifier: Apache-2.0
// Every type file tells the truth: right codes, right check characters, synthetic examples, fields that
// exist.
#include "tests/face/type_files.hpp"
#include <set>

namespace elicense::face {
namespace {

using nlohmann::json;
using test::TypeFile;

class TypeFiles : public testing::TestWithParam<TypeFile> {};

bool credit_code_is_right(const std::string& code) { // GB 32100-2015
  const std::string alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  const int weights[] = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
  if (code.size() != 18) return false;
  int sum = 0;
  for (std::size_t i = 0; i < 17; ++i) {
    if (alphabet.find(code[i]) == std::string::npos) return false;
    sum += static_cast<int>(alphabet.find(code[i])) * weights[i];
  }
  return code[17] == alphabet[static_cast<std::size_t>((31 - sum % 31) % 31)];
}

bool citizen_number_is_right(const std::string& number) { // GB 11643-1999
  const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  if (number.size() != 18) return false;
  int sum = 0;
  for (std::size_t i = 0; i < 17; ++i)
    sum += (number[i] - '0') * weights[i];
  return number[17] == "10X98765432"[sum % 11];
}

TEST(CheckCharacters, AgreeWithKnownCodes) {
  for (const char* code :
       {"11100000000013338W", "11100000000013127D", "11100000MB0143028R", "11330105002500287C"})
    EXPECT_TRUE(credit_code_is_right(code)) << code;
  EXPECT_FALSE(credit_code_is_right("11100000000013338X"));
  EXPECT_TRUE(citizen_number_is_right("11010519491231002X"));
  EXPECT_FALSE(citizen_number_is_right("110105194912310021"));
}

TEST_P(TypeFiles, HasACodeOfItsDefiningAuthority) {
  const json& type = GetParam().content;
  std::string code = type["code"];
  ASSERT_EQ(code.size(), 21U);
  EXPECT_TRUE(credit_code_is_right(code.substr(0, 18)));
  EXPECT_EQ(type["catalogue"]["CertificateTypeCode"], code);
  EXPECT_EQ(type["catalogue"]["CertificateTypeName"], type["name"]["zh"]);
  EXPECT_EQ(type["catalogue"]["CertificateDefineAuthorityCode"], code.substr(0, 18));
  EXPECT_EQ(type["provisional"].get<bool>(), type.contains("provisional_reason"));
}

TEST_P(TypeFiles, NamesFieldsThatExist) {
  const TypeFile& type = GetParam();
  const json& content = type.content;
  for (const json& field : {content["holder"]["name_field"], content["holder"]["code_field"],
                            content["number_field"], content["validity"]["from_field"]})
    EXPECT_TRUE(type.is_required(field)) << field;
  if (std::string until = content["validity"]["until_field"]; !until.empty()) {
    EXPECT_TRUE(type.is_required(until));
  }
}

TEST_P(TypeFiles, HasAnExampleWithinItsSchema) {
  const TypeFile& type = GetParam();
  const json& example = type.content["example"];
  EXPECT_FALSE(type.content["schema"]["additionalProperties"].get<bool>());
  for (const std::string& field : type.fields())
    EXPECT_TRUE(example.contains(field) || !type.is_required(field)) << field;
  for (const auto& [field, value] : example.items()) {
    ASSERT_TRUE(type.content["schema"]["properties"].contains(field)) << field;
    const json& rules = type.schema(field);
    std::string text = value;
    std::size_t length = read_utf8(text).value().size();
    EXPECT_LE(length, rules.value("maxLength", std::size_t{10000})) << field;
    EXPECT_GE(length, rules.value("minLength", std::size_t{0})) << field;
    if (rules.contains("enum")) {
      EXPECT_NE(std::find(rules["enum"].begin(), rules["enum"].end(), value), rules["enum"].end()) << field;
    }
  }
}

TEST_P(TypeFiles, HasAnExampleWithRightCheckCharacters) {
  int checked = 0;
  for (const auto& [field, value] : GetParam().content["example"].items()) {
    std::string text = value;
    if (field == "统一社会信用代码") {
      EXPECT_TRUE(credit_code_is_right(text)) << text;
    } else if (field == "公民身份号码" || field == "权利人证件号码") {
      EXPECT_TRUE(citizen_number_is_right(text)) << text;
    } else {
      continue;
    }
    ++checked;
  }
  EXPECT_GT(checked, 0);
}

TEST_P(TypeFiles, HasASyntheticExample) {
  std::string holder =
      GetParam().content["example"][GetParam().content["holder"]["name_field"].get<std::string>()];
  EXPECT_TRUE(holder.find("样例") != std::string::npos || holder.find("示例") != std::string::npos) << holder;
}

INSTANTIATE_TEST_SUITE_P(All, TypeFiles, testing::ValuesIn(test::type_files()), test::test_name);

TEST(TypeFileSet, HasEveryCodeOnce) {
  std::set<std::string> codes;
  for (const TypeFile& type : test::type_files())
    EXPECT_TRUE(codes.insert(type.content["code"]).second) << type.name;
  EXPECT_GE(codes.size(), 6U);
}

} // namespace
} // namespace elicense::face
