// SPDX-License-Identifier: Apache-2.0
// Every embedded type tells the truth: right codes, right check characters, synthetic examples, fields that
// exist.
#include "tests/license/type_sources.hpp"
#include "tests/support/result_matchers.hpp"
#include <algorithm>
#include <set>

namespace elicense::license {
namespace {

using nlohmann::json;
using test::embedded_types;

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

TEST(EmbeddedTypes, AreTheNamedOnes) {
  std::set<std::string> names, english, codes;
  for (const LicenseType* type : embedded_types().all()) {
    EXPECT_TRUE(names.insert(type->name).second) << type->name;
    EXPECT_TRUE(english.insert(type->name_en).second) << type->name_en;
    EXPECT_TRUE(codes.insert(type->code).second) << type->code;
  }
  EXPECT_EQ(names.size(), 193U);
}

// The catalogue takes schema and example for right; this is why it may.
TEST(EmbeddedTypes, PassEveryCheckOfAFile) {
  for (const Resource& resource : resources())
    if (resource.path.starts_with("schemas/license-types/")) {
      EXPECT_THAT(parse_type(resource.content), test::succeeds()) << resource.path;
    }
}

TEST(EmbeddedTypes, HaveCodesOfTheirDefiningAuthorities) {
  for (const LicenseType* type : embedded_types().all()) {
    ASSERT_EQ(type->code.size(), 21U) << type->name;
    EXPECT_TRUE(credit_code_is_right(type->code.substr(0, 18))) << type->name;
    EXPECT_EQ(type->catalogue["CertificateTypeCode"], type->code);
    EXPECT_EQ(type->catalogue["CertificateTypeName"], type->name);
    EXPECT_EQ(type->catalogue["CertificateDefineAuthorityCode"], type->code.substr(0, 18));
  }
}

TEST(EmbeddedTypes, SayWhyACodeIsProvisional) {
  for (const json& file : test::embedded_type_files()) {
    const bool own = file["code"].get<std::string>().starts_with("{authority}");
    EXPECT_EQ(file["provisional"].get<bool>(), file.contains("provisional_reason")) << file["name"];
    EXPECT_TRUE(!own || file["provisional"] == true) << file["name"];
  }
}

// A number of an operator's own catalogue below 801 never meets one of ours.
TEST(EmbeddedTypes, LeaveTheOperatorItsOwnNumbers) {
  for (const json& file : test::embedded_type_files())
    if (const std::string code = file["code"]; code.starts_with("{authority}")) {
      EXPECT_GT(code.substr(code.size() - 3), "800") << file["name"];
    }
}

TEST(EmbeddedTypes, HaveNoFieldNobodyNamed) {
  for (const LicenseType* type : embedded_types().all()) {
    EXPECT_EQ(type->schema["additionalProperties"], false) << type->name;
    for (const std::string& field : type->fields())
      EXPECT_TRUE(type->masks.contains(field)) << type->name << " " << field;
    for (const std::string& field : {type->valid_from_field, type->valid_until_field})
      EXPECT_TRUE(field.empty() || is_required(*type, field)) << type->name << " " << field;
    EXPECT_NE(type->valid_from_field, "") << type->name;
  }
}

// Whoever sees a natural person's license without the right to the field sees no name, number or birthday.
TEST(EmbeddedTypes, MaskWhatIsPersonal) {
  for (const json& file : test::embedded_type_files()) {
    if (!file.contains("fields")) continue;
    const LicenseType* type = nullptr;
    for (const LicenseType* each : embedded_types().all())
      if (each->name == file["name"]["zh"]) type = each;
    ASSERT_NE(type, nullptr);
    for (const json& row : file["fields"]) {
      const std::string kind = row[1];
      for (const char* personal :
           {"citizen_number", "birth_date", "portrait", "sex", "nation", "document_number"})
        EXPECT_TRUE(!kind.starts_with(personal) || type->masks.at(row[0]) != Mask::none)
            << type->name << row[0];
    }
  }
}

TEST(EmbeddedTypes, HaveExamplesOfNobody) {
  for (const LicenseType* type : embedded_types().all()) {
    const std::string holder = type->example[type->holder_name_field];
    EXPECT_TRUE(holder.find("样例") != std::string::npos || holder.find("示例") != std::string::npos)
        << holder;
  }
}

TEST(EmbeddedTypes, HaveExamplesWithRightCheckCharacters) {
  for (const LicenseType* type : embedded_types().all()) {
    int checked = 0;
    for (const auto& [field, value] : type->example.items()) {
      const std::string pattern = type->schema["properties"][field].value("pattern", "");
      if (pattern == "^[0-9A-HJ-NPQRTUWXY]{18}$") {
        EXPECT_TRUE(credit_code_is_right(value)) << type->name << field;
      } else if (pattern == "^[0-9]{17}[0-9X]$") {
        EXPECT_TRUE(citizen_number_is_right(value)) << type->name << field;
      } else if (pattern.starts_with("^([0-9]{17}[0-9X]|")) {
        EXPECT_TRUE(citizen_number_is_right(value) || credit_code_is_right(value)) << type->name << field;
      } else {
        continue;
      }
      ++checked;
    }
    EXPECT_TRUE(checked > 0 || type->holder_code_types == std::vector<std::string>{"999"}) << type->name;
  }
}

} // namespace
} // namespace elicense::license
