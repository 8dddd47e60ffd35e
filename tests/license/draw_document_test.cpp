// SPDX-License-Identifier: Apache-2.0
#include "license/drafting.hpp"
#include "license/metadata.hpp"
#include "tests/license/issuing_house.hpp"
#include "tests/support/result_matchers.hpp"
#include <algorithm>

namespace elicense::license {
namespace {

using test::embedded_types;
using test::fails_with;
using test::succeeds;

License drafted(const LicenseType& type) {
  const IssueRequest request{.idempotency_key = "key",
                             .type_code = type.code,
                             .data = type.example,
                             .holder_code_type = "",
                             .issued_on = ""};
  License license = draft_license(request, type, {"11640100MB0000001A", "示例市审批服务管理局", "seal"},
                                  test::test_pki().now)
                        .value();
  license.identifier = "1.2.156.3005.2." + type.code + ".11640100MB0000001A.1.001.X";
  license.reference = "AAAAAAAAAAAAAAAAAAAAAA";
  return license;
}

crypto::SealPicture seal_of(int millimetres) {
  return {"png", {}, millimetres, millimetres};
}

Result<Drawn> draw(const License& license, const LicenseType& type, int seal_mm = 42) {
  return draw_document(license, type, fonts(), seal_of(seal_mm), "https://licenses.example/v/");
}

TEST(DrawDocument, DrawsEveryType) {
  for (const LicenseType* const type : embedded_types().all()) {
    const License license = drafted(*type);
    const auto drawn = draw(license, *type);
    ASSERT_THAT(drawn, succeeds()) << type->name;
    const ofd::OpenDocument& opened = drawn->document;
    EXPECT_TRUE(opened.document.deviations.empty()) << type->name;
    EXPECT_TRUE(opened.document.signatures.empty());
    EXPECT_EQ(opened.document.title, type->name);
    EXPECT_EQ(opened.document.id.size(), 32U);
    EXPECT_GE(drawn->place.x_mm, 0);
    EXPECT_LE(drawn->place.x_mm + 42, opened.document.pages[0].box.width);
    EXPECT_LE(drawn->place.y_mm + 42, opened.document.pages[0].box.height);
  }
}

TEST(DrawDocument, CarriesTheMetadataTwice) {
  const LicenseType& type = *embedded_types().find(House::permit_code);
  const License license = drafted(type);
  const ofd::OpenDocument opened = draw(license, type)->document;
  const auto expected = metadata(license, type);
  ASSERT_EQ(opened.document.custom_data.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(opened.document.custom_data[i].name, expected[i].name);
    EXPECT_EQ(opened.document.custom_data[i].value, expected[i].value);
  }
  ASSERT_EQ(opened.document.attachments.size(), 1U);
  EXPECT_EQ(opened.document.attachments[0].usage, "metadata");
  EXPECT_EQ(as_text(*opened.package.find(opened.document.attachments[0].path)), metadata_xml(expected));
}

TEST(DrawDocument, TagsLeadToTheTextsThatShowTheElements) {
  const LicenseType& type = *embedded_types().find(House::permit_code);
  const License license = drafted(type);
  const ofd::OpenDocument opened = draw(license, type)->document;
  const auto texts = ofd::read_text(opened.document).value();
  for (const auto& [name, field] :
       {std::pair{"CZZT", "业户名称"}, {"CZZTDM", "统一社会信用代码"}, {"KZ_地址", "地址"}}) {
    const auto tag = std::ranges::find(opened.document.tags, name, &ofd::Tag::name);
    ASSERT_NE(tag, opened.document.tags.end()) << name;
    std::string shown;
    for (const auto& [page, id] : tag->objects)
      for (const ofd::TextObject& text : texts)
        if (text.page == page && text.id == id) shown += text.text;
    std::erase(shown, ' ');
    EXPECT_THAT(shown, testing::HasSubstr(license.data[field].get<std::string>())) << name;
  }
}

TEST(DrawDocument, GivesTheSameBytesForTheSameLicense) {
  const LicenseType& type = *embedded_types().find(House::permit_code);
  const License license = drafted(type);
  const auto entries = [&](const License& of) { return draw(of, type)->document.package.entries(); };
  EXPECT_EQ(entries(license), entries(license));
  License other = license;
  other.reference = "BBBBBBBBBBBBBBBBBBBBBB"; // in the QR
  EXPECT_NE(entries(other), entries(license));
}

TEST(DrawDocument, PutsASealOfAnySizeInTheSameMiddle) {
  const LicenseType& type = *embedded_types().find(House::permit_code);
  const License license = drafted(type);
  const seal::Place small = draw(license, type, 20)->place, large = draw(license, type, 40)->place;
  EXPECT_NEAR(small.x_mm + 10, large.x_mm + 20, 0.01);
  EXPECT_NEAR(small.y_mm + 10, large.y_mm + 20, 0.01);
}

TEST(DrawDocument, KeepsTheSealOnThePage) {
  const LicenseType& type = *embedded_types().find(House::permit_code);
  const auto drawn = draw(drafted(type), type, 150);
  const ofd::Box page = drawn->document.document.pages[0].box;
  EXPECT_GE(drawn->place.x_mm, 0);
  EXPECT_GE(drawn->place.y_mm, 0);
  EXPECT_LE(drawn->place.x_mm + 150, page.width);
  EXPECT_LE(drawn->place.y_mm + 150, page.height);
}

TEST(DrawDocument, TagsEveryHolderThatStandsOnThePage) {
  for (const LicenseType* const type : embedded_types().all()) {
    if (type->other_holders.empty()) continue;
    const ofd::OpenDocument opened = draw(drafted(*type), *type)->document;
    const auto tag = std::ranges::find(opened.document.tags, "CZZT", &ofd::Tag::name);
    ASSERT_NE(tag, opened.document.tags.end()) << type->name;
    EXPECT_GE(tag->objects.size(), 2U) << type->name;
  }
}

TEST(DrawDocument, NeedsAPlaceForTheSeal) {
  LicenseType type = *embedded_types().find(House::permit_code);
  type.layout =
      face::parse_layout({{"style", "certificate"}, {"title", "证"}, {"seal", false}}, type.fields()).value();
  EXPECT_THAT(draw(drafted(type), type), fails_with("FACE_WITHOUT_SEAL"));
}

TEST(DrawDocument, SaysWhatDoesNotFit) {
  const LicenseType& type = *embedded_types().find(House::permit_code);
  License license = drafted(type);
  license.data["地址"] = std::string(3000, 'W');
  EXPECT_THAT(draw(license, type), fails_with("FACE_TEXT_OVERFLOW"));
}

TEST(DrawDocument, NeedsARealPicture) {
  const LicenseType& type = *embedded_types().find("11100000000013127D001");
  License license = drafted(type);
  license.data["照片"] = "not base64!";
  EXPECT_THAT(draw(license, type), fails_with("LICENSE_DATA_INVALID"));
  license.data["照片"] = 5;
  EXPECT_FALSE(draw(license, type));
}

TEST(DrawFace, IsDrawnForPeopleToo) {
  const LicenseType& type = *embedded_types().find(House::permit_code);
  const auto face = draw_face(drafted(type), type, fonts(), {}, "https://licenses.example/v/");
  ASSERT_THAT(face, succeeds());
  EXPECT_THAT(face->svg(), succeeds());
  EXPECT_TRUE(face->seal().has_value());
}

} // namespace
} // namespace elicense::license
