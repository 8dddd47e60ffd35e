// SPDX-License-Identifier: Apache-2.0
#include "license/type.hpp"
#include "schemas/resources.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::license {
namespace {

using nlohmann::json;
using test::succeeds;

json good_file() {
  return json::parse(find_resource("schemas/license-types/road-transport-permit.json").value());
}

// What is said of a good file with one change.
std::string problem_after(const std::function<void(json&)>& change) {
  json file = good_file();
  change(file);
  const auto type = parse_type(file.dump());
  if (type) return "";
  EXPECT_EQ(type.error().code, "TYPE_INVALID");
  return type.error().detail;
}

std::string problem_with(const std::string& pointer, const json& value) {
  return problem_after([&](json& file) { file[json::json_pointer(pointer)] = value; });
}

std::string problem_without(const std::string& pointer) {
  return problem_after([&](json& file) {
    const json::json_pointer place(pointer);
    file[place.parent_pointer()].erase(place.back());
  });
}

TEST(TypeFile, IsReadWhole) {
  const auto type = parse_type(good_file().dump());
  ASSERT_THAT(type, succeeds());
  EXPECT_EQ(type->code, "11100000000019713D008");
  EXPECT_FALSE(type->provisional);
  EXPECT_EQ(type->name, "道路运输经营许可证");
  EXPECT_EQ(type->name_en, "Road Transport Business Permit");
  EXPECT_EQ(type->catalogue["ValidityRange"], "4年");
  EXPECT_EQ(type->holder_category, "legal_person");
  EXPECT_EQ(type->holder_name_field, "业户名称");
  EXPECT_EQ(type->holder_code_field, "统一社会信用代码");
  EXPECT_EQ(type->holder_code_types, std::vector<std::string>{"001"});
  EXPECT_EQ(type->number_field, "许可证号");
  EXPECT_EQ(type->valid_from_field, "有效期自");
  EXPECT_EQ(type->valid_until_field, "有效期至");
  EXPECT_EQ(type->long_term, "");
  EXPECT_EQ(type->fields().size(), 10U);
  EXPECT_NE(type->layout, nullptr);
  EXPECT_NE(type->validator, nullptr);
}

TEST(TypeFile, NamesTheLineOfBrokenJson) {
  const auto type = parse_type("{\n  \"code\": \"x\",\n  \"code\"\n}");
  ASSERT_FALSE(type);
  EXPECT_EQ(type.error().detail, "JSON_DUPLICATE_KEY: /code");
  EXPECT_EQ(parse_type("{\n  x\n}").error().detail, "JSON_MALFORMED: line 2, column 3");
  EXPECT_EQ(parse_type("[]").error().detail, "/: must be an object");
}

TEST(TypeFile, NeedsARightCode) {
  EXPECT_EQ(problem_with("/code", "11100000000019713D00"), "/code: must have 21 characters");
  EXPECT_EQ(problem_with("/code", "11100000000019713A008"),
            "/code: does not begin with a right unified social credit code");
  EXPECT_EQ(problem_with("/code", "11100000000019713D00A"), "/code: must end in three digits");
  EXPECT_EQ(problem_with("/code", 1), "/code: must be a text");
  EXPECT_EQ(problem_without("/code"), "/code: is needed");
}

TEST(TypeFile, SaysHowEachFieldIsMasked) {
  EXPECT_EQ(parse_type(good_file().dump())->masks.at("许可证号"), Mask::none);
  EXPECT_EQ(problem_with("/masks", json::array()), "/masks: must be an object");
  EXPECT_EQ(problem_with("/masks/没有", "none"), "/masks/没有: is not a field of the schema");
  EXPECT_EQ(problem_with("/masks/许可证号", "secret"), "/masks/许可证号: is not a mask");
  EXPECT_EQ(problem_with("/masks/许可证号", 1), "/masks/许可证号: is not a mask");
  EXPECT_EQ(problem_without("/masks/许可证号"), ""); // it is hidden then
  json silent = good_file();
  silent.erase("masks");
  EXPECT_TRUE(parse_type(silent.dump())->masks.empty());
  json card = json::parse(find_resource("schemas/license-types/identity-card.json").value());
  card["masks"]["照片"] = "name";
  EXPECT_EQ(parse_type(card.dump()).error().detail, "/masks/照片: a picture can only be hidden");
}

TEST(TypeFile, SaysWhyACodeIsProvisional) {
  EXPECT_EQ(problem_with("/provisional", true), "/provisional_reason: is needed");
  EXPECT_EQ(problem_with("/provisional", "no"), "/provisional: must be true or false");
  EXPECT_EQ(problem_without("/provisional"), "/provisional: must be true or false");
  EXPECT_EQ(problem_after([](json& file) {
              file["provisional"] = true;
              file["provisional_reason"] = "not published yet";
            }),
            "");
}

TEST(TypeFile, HasNoMembersNobodyKnows) {
  EXPECT_EQ(problem_with("/codes", "x"), "/codes: is not known");
  EXPECT_EQ(problem_with("/name/fr", "x"), "/name/fr: is not known");
  EXPECT_EQ(problem_with("/holder/categories", "x"), "/holder/categories: is not known");
  EXPECT_EQ(problem_with("/validity/until", "x"), "/validity/until: is not known");
  EXPECT_EQ(problem_with("/catalogue/Certificate", "x"), "/catalogue/Certificate: is not known");
}

TEST(TypeFile, NeedsItsNames) {
  EXPECT_EQ(problem_without("/name"), "/name: an object is needed");
  EXPECT_EQ(problem_without("/name/zh"), "/name/zh: is needed");
  EXPECT_EQ(problem_with("/name/en", ""), "/name/en: is needed");
}

TEST(TypeFile, NeedsEveryCatalogueElement) {
  for (const char* const element :
       {"CertificateTypeName", "CertificateTypeCode", "CertificateDefineAuthorityName",
        "CertificateDefineAuthorityCode", "CertificateDefineAuthorityLevel", "CertificateHolderCategory",
        "ValidityRange", "CertificateIssuingAuthorityLevel"}) {
    const std::string pointer = std::string("/catalogue/") + element;
    EXPECT_EQ(problem_without(pointer), pointer + ": is needed");
  }
  EXPECT_EQ(problem_without("/catalogue/RelatedItemName"), "");
}

TEST(TypeFile, AgreesWithItsCatalogueElements) {
  EXPECT_EQ(problem_with("/catalogue/CertificateTypeCode", "x"),
            "/catalogue/CertificateTypeCode: is not the code");
  EXPECT_EQ(problem_with("/catalogue/CertificateTypeName", "x"),
            "/catalogue/CertificateTypeName: is not the name");
  EXPECT_EQ(problem_with("/catalogue/CertificateDefineAuthorityCode", "11100000000013127D"),
            "/catalogue/CertificateDefineAuthorityCode: is not the beginning of the code");
}

TEST(TypeFile, KnowsItsHolders) {
  EXPECT_EQ(problem_with("/holder/category", "person"),
            "/holder/category: must be natural_person, legal_person or both");
  EXPECT_EQ(problem_with("/holder/code_types", json::array()), "/holder/code_types: a list is needed");
  EXPECT_EQ(problem_with("/holder/code_types", {"002"}),
            "/holder/code_types/0: is not in GB/T 36903 Annex A");
  EXPECT_EQ(problem_with("/holder/code_types", {"001", "111"}),
            "/holder/code_types/1: does not fit the category");
  EXPECT_EQ(problem_with("/holder/category", "both"), "");
  EXPECT_EQ(problem_with("/holder/category", "natural_person"),
            "/holder/code_types/0: does not fit the category");
}

TEST(TypeFile, NamesOnlyFieldsOfItsSchema) {
  const std::string required = ": must name a required field of the schema";
  for (const std::string pointer : {"/holder/name_field", "/holder/code_field", "/number_field"}) {
    EXPECT_EQ(problem_with(pointer, "名"), pointer + required);
    EXPECT_EQ(problem_with(pointer, "经营状态"), pointer + required); // there, but optional
  }
  for (const std::string pointer : {"/validity/from_field", "/validity/until_field"}) {
    EXPECT_EQ(problem_with(pointer, "日"), pointer + ": must name a field of the schema");
    EXPECT_EQ(problem_with(pointer, ""), "");
  }
}

TEST(TypeFile, NeedsASchemaThatWorks) {
  EXPECT_EQ(problem_without("/schema"), "/schema/properties: an object is needed");
  EXPECT_EQ(problem_with("/schema/properties", 1), "/schema/properties: an object is needed");
  EXPECT_THAT(problem_with("/schema/properties/地址/type", 1), testing::StartsWith("/schema: "));
  EXPECT_EQ(problem_with("/schema/properties/地址/pattern", "("),
            "/schema/properties/地址/pattern: not a regular expression (RE2 syntax)");
}

TEST(TypeFile, HasFieldNamesFitForTags) {
  const auto named = [](const std::string& name) {
    return problem_with("/schema/properties/" + name, json::object());
  };
  EXPECT_EQ(named(std::string(max_field_name - 1, 'a')), "");
  EXPECT_EQ(named(std::string(max_field_name, 'a')), "");
  for (const std::string& name : {std::string(max_field_name + 1, 'a'), std::string("a b"),
                                  std::string("法人(负责人)"), std::string("a<b"), std::string("a.b")})
    EXPECT_THAT(named(name), testing::EndsWith("up to 90 bytes")) << name;
}

TEST(TypeFile, LetsNoPatternRunOverAPicture) {
  const auto with = [](const json& rule) { return problem_with("/schema/properties/照片", rule); };
  EXPECT_EQ(with({{"type", "string"}, {"contentEncoding", "base64"}}), "");
  EXPECT_EQ(with({{"type", "string"}, {"contentEncoding", "base64"}, {"pattern", "^[A-Za-z0-9+/=]+$"}}),
            "/schema/properties/照片: a picture cannot have a pattern");
}

TEST(TypeFile, NeedsAFaceItCanDraw) {
  EXPECT_EQ(problem_without("/face"), "/face: is needed");
  EXPECT_THAT(problem_with("/face/style", "none"), testing::StartsWith("/face: "));
  EXPECT_THAT(problem_with("/face/date", "不存在"), testing::StartsWith("/face: "));
}

TEST(TypeFile, NeedsAnExampleThatCouldBeIssued) {
  EXPECT_EQ(problem_without("/example"), "/example: an object is needed");
  EXPECT_THAT(problem_without("/example/地址"),
              testing::StartsWith("/example: /: Missing required property"));
  EXPECT_EQ(problem_with("/example/发证日期", "2026-02-29"), "/example: /发证日期: not a day as YYYY-MM-DD");
  EXPECT_EQ(problem_with("/example/统一社会信用代码", "91640100MA0000031U"),
            "/example/统一社会信用代码: is none of the holder code types");
}

} // namespace
} // namespace elicense::license
