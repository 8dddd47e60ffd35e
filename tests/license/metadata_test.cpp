// SPDX-License-Identifier: Apache-2.0
#include "license/metadata.hpp"
#include "tests/license/known_types.hpp"
#include <algorithm>
#include <gmock/gmock.h>

namespace elicense::license {
namespace {

using nlohmann::json;
using test::card_type;
using test::embedded_types;
using testing::ElementsAre;
using testing::IsEmpty;

License card_license() {
  License license;
  license.identifier = "1.2.156.3005.2.x";
  license.type_code = card_type().code;
  license.type_name = card_type().name;
  license.number = "640104199001010026";
  license.issuer_code = "11640104MB0000001A";
  license.issuer_name = "示例市公安局兴庆分局";
  license.holder = {"张三样例", "111", "640104199001010026"};
  license.data = card_type().example;
  license.issued_on = "2026-03-05";
  license.valid_from = "2020-06-01";
  license.valid_until = std::string(no_end);
  return license;
}

std::optional<std::string> value(const std::vector<ofd::CustomData>& elements, std::string_view name) {
  EXPECT_LE(std::ranges::count(elements, name, &ofd::CustomData::name), 1) << name;
  const auto found = std::ranges::find(elements, name, &ofd::CustomData::name);
  return found == elements.end() ? std::nullopt : std::optional(found->value);
}

TEST(Metadata, HasTheElementsOfGbt36903) {
  const auto elements = metadata(card_license(), card_type());
  const std::vector<std::pair<std::string, std::string>> expected{
      {"ZZMC", "居民身份证"},
      {"ZZLXMC", "居民身份证"},
      {"ZZLXDM", "11100000000013127D001"},
      {"ZZBH", "640104199001010026"},
      {"ZZBS", "1.2.156.3005.2.x"},
      {"ZZBFJG", "示例市公安局兴庆分局"},
      {"ZZBFJGDM", "11640104MB0000001A"},
      {"ZZBFRQ", "20260305"},
      {"CZZT", "张三样例"},
      {"CZZTDM", "640104199001010026"},
      {"CZZTDMLX", "公民身份号码"},
      {"CZZTDMLXDM", "111"},
      {"ZZYXQQSRQ", "20200601"},
      {"ZZYXQJZRQ", "长期"},
  };
  for (const auto& [name, text] : expected)
    EXPECT_EQ(value(elements, name), text) << name;
}

TEST(Metadata, HasTheBusinessDataButNoPictures) {
  const auto elements = metadata(card_license(), card_type());
  EXPECT_EQ(value(elements, "KZ_姓名"), "张三样例");
  EXPECT_EQ(value(elements, "KZ_出生日期"), "19900101");
  EXPECT_EQ(value(elements, "KZ_有效期至"), "20400601"); // a date by its role, not by a format
  EXPECT_EQ(value(elements, "KZ_照片"), std::nullopt);
  EXPECT_EQ(elements.size(), 14U + 9U);
}

TEST(Metadata, LeavesOutAValidityThatIsNotGiven) {
  License license = card_license();
  license.valid_from = license.valid_until = "";
  const auto elements = metadata(license, card_type());
  EXPECT_EQ(value(elements, "ZZYXQQSRQ"), std::nullopt);
  EXPECT_EQ(value(elements, "ZZYXQJZRQ"), std::nullopt);
}

TEST(Metadata, IsTheSameForTheSameLicense) {
  EXPECT_EQ(metadata_xml(metadata(card_license(), card_type())),
            metadata_xml(metadata(card_license(), card_type())));
}

TEST(Metadata, WritesValuesOfEveryKind) {
  License license = card_license();
  license.data =
      json::parse(R"({"a":3,"b":true,"c":["一","二"],"d":{"x":"三","y":["四"]},"e":null,"f":"2026-01-31"})");
  const auto elements = metadata(license, card_type());
  EXPECT_EQ(value(elements, "KZ_a"), "3");
  EXPECT_EQ(value(elements, "KZ_b"), "true");
  EXPECT_EQ(value(elements, "KZ_c"), "一^二");
  EXPECT_EQ(value(elements, "KZ_d"), "三^四");
  EXPECT_EQ(value(elements, "KZ_e"), "");
  EXPECT_EQ(value(elements, "KZ_f"), "2026-01-31"); // the schema does not call it a date
}

TEST(MetadataXml, EscapesWhatXmlReserves) {
  EXPECT_EQ(
      metadata_xml({{"KZ_a", "1<2 & \"3\">2"}}),
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<LicenseMetadata xmlns=\"urn:elicense:metadata:1\">\n"
      "  <Element Name=\"KZ_a\">1&lt;2 &amp; &quot;3&quot;&gt;2</Element>\n</LicenseMetadata>\n");
}

TEST(Metadata, HasAllHoldersSideBySide) {
  License license = card_license();
  license.other_holders = {{"李四样例", "414", "E12345678"}};
  const auto elements = metadata(license, card_type());
  EXPECT_EQ(value(elements, "CZZT"), "张三样例^李四样例");
  EXPECT_EQ(value(elements, "CZZTDM"), "640104199001010026^E12345678");
  EXPECT_EQ(value(elements, "CZZTDMLX"), "公民身份号码^普通护照护照号");
  EXPECT_EQ(value(elements, "CZZTDMLXDM"), "111^414");
}

TEST(Elements, AreTextsAndListsInJsonAndOneEachInXml) {
  License license = card_license();
  license.other_holders = {{"李四<样例", "414", "E12345678"}};
  license.data = {{"a", {"一", "二"}}, {"b", "三"}};
  const auto elements = metadata_elements(license, card_type());
  const auto object = elements_json(elements);
  EXPECT_EQ(object["ZZBS"], license.identifier);
  EXPECT_EQ(object["CZZT"], (nlohmann::ordered_json{"张三样例", "李四<样例"}));
  EXPECT_EQ(object["KZ_a"], (nlohmann::ordered_json{"一", "二"}));
  EXPECT_EQ(object["KZ_b"], "三");
  EXPECT_TRUE(elements_json(metadata_elements(card_license(), card_type()))["CZZT"].is_array());
  const std::string xml = elements_xml(elements, true);
  EXPECT_NE(xml.find(" Masked=\"true\">"), std::string::npos);
  EXPECT_NE(xml.find("<Element Name=\"CZZT\">李四&lt;样例</Element>"), std::string::npos);
}

TEST(FaceFields, AreWhatShowsAnElement) {
  EXPECT_THAT(face_fields(card_type(), "ZZBH"), ElementsAre("公民身份号码"));
  EXPECT_THAT(face_fields(card_type(), "CZZT"), ElementsAre("姓名"));
  EXPECT_THAT(face_fields(card_type(), "CZZTDM"), ElementsAre("公民身份号码"));
  EXPECT_THAT(face_fields(card_type(), "ZZYXQQSRQ"), ElementsAre("有效期自"));
  EXPECT_THAT(face_fields(card_type(), "ZZYXQJZRQ"), ElementsAre("有效期至"));
  EXPECT_THAT(face_fields(card_type(), "KZ_民族"), ElementsAre("民族"));
  EXPECT_THAT(face_fields(card_type(), "KZ_不存在"), IsEmpty());
  EXPECT_THAT(face_fields(card_type(), "KZ_"), IsEmpty());
  EXPECT_THAT(face_fields(card_type(), "ZZBS"), IsEmpty());
  const LicenseType& deed = *embedded_types().find("11100000MB03271699001"); // has no end
  EXPECT_THAT(face_fields(deed, "ZZYXQJZRQ"), IsEmpty());
}

TEST(ShownValue, IsReadByPeople) {
  const LicenseType& type = card_type();
  EXPECT_EQ(shown_value(type, "出生日期", "1990-01-05"), "1990年01月05日");
  EXPECT_EQ(shown_value(type, "有效期至", "2040-06-01"), "2040年06月01日");
  EXPECT_EQ(shown_value(type, "有效期至", "长期"), "长期");
  EXPECT_EQ(shown_value(type, "姓名", "1990-01-05"), "1990-01-05");
  EXPECT_EQ(shown_value(type, "姓名", json{"一", "二"}), "一、二");
  EXPECT_EQ(shown_value(type, "姓名", 12), "12");
  EXPECT_EQ(shown_value(type, "姓名", true), "是");
  EXPECT_EQ(shown_value(type, "姓名", false), "否");
  EXPECT_EQ(shown_value(type, "姓名", json()), "");
}

TEST(Metadata, SayTheVersionOfTheTypeAndThePlaceInTheStatusLists) {
  const auto value = [](const License& license, std::string_view name) -> std::string {
    for (const ofd::CustomData& element : metadata(license, card_type()))
      if (element.name == name) return element.value;
    return "none";
  };
  License license = card_license();
  license.type_version = 3;
  license.status_place = StatusPlace{9, "https://licenses.example/v1/status-lists/0", 4711};
  EXPECT_EQ(value(license, "LicenseTypeVersion"), "3");
  EXPECT_EQ(value(license, "StatusListUri"), "https://licenses.example/v1/status-lists/0");
  EXPECT_EQ(value(license, "StatusListIndex"), "4711");
  license.type_version = 0; // from before
  license.status_place = std::nullopt;
  for (const char* const name : {"LicenseTypeVersion", "StatusListUri", "StatusListIndex"})
    EXPECT_EQ(value(license, name), "none");
}

} // namespace
} // namespace elicense::license
