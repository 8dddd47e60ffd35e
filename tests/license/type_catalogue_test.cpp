// SPDX-License-Identifier: Apache-2.0
#include "license/type.hpp"
#include "tests/license/type_files.hpp"
#include "tests/support/files.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/temporary_folder.hpp"
#include "json/strict_json.hpp"
#include <algorithm>

namespace elicense::license {
namespace {

using nlohmann::json;
using test::fails_with;
using test::new_type_code;
using test::permit_type_code;
using test::succeeds;

class TypeFolder : public testing::Test {
 protected:
  void write(const std::string& name, std::string_view content) const {
    test::write_file(folder.path() / name, as_bytes(content));
  }
  // An own type: a known one under another number.
  static std::string own_type(const std::string& number) {
    json file = test::permit_file();
    file["code"] = file["catalogue"]["CertificateTypeCode"] = "11100000000019713D" + number;
    return file.dump();
  }
  std::string problem() const {
    const auto types = TypeCatalogue::load(folder.path());
    if (types) return "";
    EXPECT_EQ(types.error().code, "TYPE_INVALID");
    return types.error().detail;
  }
  test::TemporaryFolder folder;
};

TEST(TypeCatalogue, HoldsTheEmbeddedTypesByCode) {
  const auto types = TypeCatalogue::load();
  ASSERT_THAT(types, succeeds());
  EXPECT_EQ(types->all().size(), 193U);
  EXPECT_TRUE(std::ranges::is_sorted(types->all(), {}, &LicenseType::code));
  EXPECT_EQ(types->find("11100000MB0143028R001")->name, "营业执照");
  EXPECT_EQ(types->find("11100000MB0143028R002"), nullptr);
  EXPECT_EQ(types->find(""), nullptr);
}

TEST(TypeCatalogue, NeedsARightAuthorityForItsOwnCodes) {
  EXPECT_THAT(TypeCatalogue::load({}, {"11640000MB999999XX", "示例"}), fails_with("TYPE_INVALID"));
  EXPECT_NE(TypeCatalogue::load({}, {"11100000MB0143028R", "示例"})->find("11100000MB0143028R801"), nullptr);
}

TEST_F(TypeFolder, AddsTypes) {
  write("a.json", own_type("901"));
  write("b.json", own_type("902"));
  write("notes.txt", "not a type");
  const auto types = TypeCatalogue::load(folder.path());
  ASSERT_THAT(types, succeeds());
  EXPECT_EQ(types->all().size(), 195U);
  EXPECT_NE(types->find("11100000000019713D902"), nullptr);
}

// An official code replaces a provisional one: what was issued under the old one is found as before.
TEST_F(TypeFolder, FindsATypeByItsFormerCode) {
  json file = json::parse(own_type("901"));
  file["former_codes"] = {"11640000MB999999XM001"};
  write("a.json", file.dump());
  const auto types = TypeCatalogue::load(folder.path());
  ASSERT_THAT(types, succeeds());
  EXPECT_EQ(types->find("11640000MB999999XM001")->code, "11100000000019713D901");
  EXPECT_EQ(types->all().size(), 194U);
  file["code"] = file["catalogue"]["CertificateTypeCode"] = "11100000000019713D902";
  write("b.json", file.dump());
  EXPECT_THAT(problem(), testing::HasSubstr("b.json: /code: 11640000MB999999XM001 is there already"));
}

TEST_F(TypeFolder, MayBeEmptyButNotMissing) {
  EXPECT_EQ(problem(), "");
  EXPECT_THAT(TypeCatalogue::load(folder.path() / "none"), fails_with("TYPE_INVALID"));
}

TEST_F(TypeFolder, ReplacesNoType) {
  write("a.json", own_type("008")); // the embedded one
  EXPECT_THAT(problem(), testing::HasSubstr("a.json: /code: 11100000000019713D008 is there already"));
  write("a.json", own_type("901"));
  write("b.json", own_type("901"));
  EXPECT_THAT(problem(), testing::HasSubstr("b.json: /code: 11100000000019713D901 is there already"));
}

TEST_F(TypeFolder, NamesTheFileAndThePlaceOfAFault) {
  write("a.json", own_type("901"));
  write("b.json", "{\n  \"code\": }\n");
  EXPECT_EQ(problem(), (folder.path() / "b.json").string() + ": JSON_MALFORMED: line 2, column 11");
}

TEST_F(TypeFolder, RefusesAFileThatIsTooLarge) {
  const std::size_t limit = JsonLimits{}.size;
  std::string text = own_type("901");
  text.resize(limit, ' ');
  write("a.json", text);
  EXPECT_EQ(problem(), "");
  write("a.json", text + " ");
  EXPECT_THAT(problem(), testing::HasSubstr("a.json: too large or unreadable"));
}

TEST_F(TypeFolder, RefusesMoreTypesThanItsLimit) {
  const TypeCatalogue embedded = TypeCatalogue::load().value();
  const std::size_t room = max_license_types - embedded.all().size();
  std::size_t written = 0;
  for (int number = 0; written < room; ++number) {
    const std::string digits = std::to_string(1000 + number).substr(1);
    if (embedded.find("11100000000019713D" + digits)) continue;
    write(digits + ".json", own_type(digits));
    ++written;
  }
  EXPECT_EQ(problem(), "");
  write("more.json", own_type("998"));
  EXPECT_THAT(problem(), testing::HasSubstr("more.json: too many types"));
}

LicenseType next_version(const std::string& code, int version) {
  json file = test::permit_file();
  file["code"] = file["catalogue"]["CertificateTypeCode"] = code;
  file["catalogue"]["CertificateDefineAuthorityCode"] = code.substr(0, authority_size);
  LicenseType type = parse_type(file.dump()).value();
  type.version = version;
  return type;
}

TEST(PublishedTypes, TakeThePlaceOfTheVersionInForce) {
  TypeCatalogue types = TypeCatalogue::load().value();
  const LicenseType* const first = types.find(permit_type_code);
  ASSERT_THAT(types.publish(next_version(permit_type_code, 2)), succeeds());
  EXPECT_EQ(types.find(permit_type_code)->version, 2);
  EXPECT_EQ(types.of(permit_type_code, 1), first);
  EXPECT_EQ(types.of(permit_type_code, 2), types.find(permit_type_code));
  EXPECT_EQ(types.of(permit_type_code, 9), types.find(permit_type_code)); // not kept here
  EXPECT_EQ(types.versions(permit_type_code),
            (std::vector<const LicenseType*>{first, types.find(permit_type_code)}));
  EXPECT_EQ(types.all().size(), 193U);
  EXPECT_TRUE(types.versions("none").empty());
}

TEST(PublishedTypes, AreFoundByTheirFormerCodes) {
  TypeCatalogue types = TypeCatalogue::load().value();
  LicenseType official = next_version(new_type_code, 1);
  official.former_codes = {permit_type_code};
  ASSERT_THAT(types.publish(std::move(official)), succeeds());
  EXPECT_EQ(types.find(permit_type_code)->code, new_type_code);
  EXPECT_EQ(types.of(permit_type_code, 1)->code, permit_type_code);
  LicenseType third = next_version("11100000000019713D951", 1);
  third.former_codes = {permit_type_code};
  EXPECT_THAT(types.publish(third), fails_with("TYPE_CODE_TAKEN"));
  third.former_codes = {permit_type_code, new_type_code}; // all of it
  EXPECT_THAT(types.publish(third), succeeds());
  EXPECT_EQ(types.find(permit_type_code)->code, third.code);
  EXPECT_EQ(types.find(new_type_code)->code, third.code);
  LicenseType own = next_version("11100000000019713D952", 1);
  own.former_codes = {own.code};
  EXPECT_THAT(types.publish(own), fails_with("TYPE_CODE_TAKEN"));
}

TEST(PublishedTypes, AreNoMoreThanTheLimit) {
  TypeCatalogue types = TypeCatalogue::load().value();
  const auto code = [](std::size_t number) {
    const std::string digits = std::to_string(number);
    return "11640000MB999999XM" + std::string(3 - digits.size(), '0') + digits;
  };
  for (std::size_t i = 1; types.all().size() < max_license_types; ++i)
    ASSERT_THAT(types.publish(next_version(code(i), 1)), succeeds());
  EXPECT_THAT(types.publish(next_version(code(700), 1)), fails_with("TYPE_LIMIT"));
  EXPECT_THAT(types.publish(next_version(permit_type_code, 2)), succeeds());
}

TEST(PublishedTypes, AreWithdrawnUntilTheNextVersion) {
  TypeCatalogue types = TypeCatalogue::load().value();
  EXPECT_THAT(types.to_issue("none"), fails_with("TYPE_UNKNOWN"));
  EXPECT_THAT(types.to_issue(permit_type_code), succeeds());
  types.withdraw(permit_type_code);
  EXPECT_THAT(types.to_issue(permit_type_code), fails_with("TYPE_WITHDRAWN"));
  EXPECT_TRUE(types.is_withdrawn(permit_type_code));
  EXPECT_NE(types.find(permit_type_code), nullptr);
  ASSERT_THAT(types.publish(next_version(permit_type_code, 2)), succeeds());
  EXPECT_THAT(types.to_issue(permit_type_code), succeeds());
}

} // namespace
} // namespace elicense::license
