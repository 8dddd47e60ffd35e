// SPDX-License-Identifier: Apache-2.0
// Rows that only say how long they may become.
#include "face/face.hpp"
#include "face/layout_parts.hpp"
#include "face/qr.hpp"
#include "tests/face/type_files.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::face {
namespace {

using nlohmann::json;
using test::fails_with;
using test::succeeds;

json layout_of(const std::string& style, std::size_t count, int longest) {
  json rows = json::array();
  for (std::size_t i = 0; i < count; ++i)
    rows.push_back({{"label", "名称"}, {"text", "{名称}"}, {"longest", longest}});
  return {{"style", style}, {"title", "示例证书"}, {"rows", rows}};
}

Result<std::shared_ptr<const Layout>> parsed(const json& layout) {
  return parse_layout(layout, {"名称", "照片"});
}

TEST(Arrange, PutsFewRowsInOneLargeColumn) {
  const auto layout = parsed(layout_of("certificate", 4, 20)).value();
  ASSERT_EQ(layout->columns.size(), 1U);
  EXPECT_GT(layout->columns[0][0].size, 4.8);
  EXPECT_TRUE(layout->arranged);
}

TEST(Arrange, PutsManyRowsInTwoColumnsWhereThePageIsWide) {
  json layout = layout_of("certificate", 14, 20);
  EXPECT_EQ((*parsed(layout))->columns.size(), 2U);
  layout["orientation"] = "portrait";
  EXPECT_EQ((*parsed(layout))->columns.size(), 1U);
}

TEST(Arrange, PairsShortRowsOfATable) {
  const auto narrow = parsed(layout_of("table", 4, 10)).value();
  ASSERT_EQ(narrow->table.size(), 2U);
  EXPECT_EQ(narrow->table[0].size(), 2U);
  EXPECT_EQ((*parsed(layout_of("table", 4, 200)))->table.size(), 4U);
}

TEST(Arrange, LeavesThePictureFree) {
  json layout = layout_of("certificate", 4, 20);
  const double without = (*parsed(layout))->style.area.right();
  layout["pictures"] = {"照片"};
  const auto with = parsed(layout).value();
  EXPECT_LT(with->style.area.right(), without);
  EXPECT_LT(with->style.area.right(), with->pictures[0].box.x);
}

TEST(Arrange, RefusesMoreThanThePageHolds) {
  for (const char* style : {"certificate", "table", "letter", "card"}) {
    const auto layout = parsed(layout_of(style, 3, 8000));
    ASSERT_THAT(layout, fails_with("FACE_LAYOUT")) << style;
    EXPECT_EQ(layout.error().detail, "/rows: more text than the page has room for");
  }
  EXPECT_THAT(parsed(layout_of("card", 40, 20)), fails_with("FACE_LAYOUT"));
}

TEST(Arrange, IsNotMixedWithOtherRows) {
  json layout = layout_of("certificate", 1, 20);
  layout["columns"] = {{"名称"}};
  EXPECT_EQ(parsed(layout).error().detail, "/rows: not together with columns or a table");
  layout = layout_of("certificate", 1, 0);
  EXPECT_EQ(parsed(layout).error().detail, "/rows/0/longest: must be a number from 1 to 8192");
}

// What was arranged for its longest text holds it, in every style.
TEST(Arrange, HoldsWhatItPromised) {
  for (const char* style : {"certificate", "table", "letter", "card"})
    for (const int longest : {1, 30, 60, 120}) {
      const auto layout = parsed(layout_of(style, 3, longest));
      ASSERT_THAT(layout, succeeds()) << style << longest;
      const FaceData data{{{"名称", test::long_text(static_cast<std::size_t>(longest))}}, {}, {}, {}, {}, {}};
      EXPECT_THAT(Face::compose(test::fonts(), **layout, data), succeeds()) << style << longest;
    }
}

TEST(Layout, KeepsAPlaceLargeEnoughForTheLargestQrCode) {
  json layout = layout_of("card", 1, 20);
  layout["qr"] = "";
  EXPECT_THAT(parsed(layout), succeeds());
  layout["boxes"] = {{"qr", {60, 35, 13.7, 13.7}}};
  EXPECT_THAT(parsed(layout), succeeds());
  layout["boxes"] = {{"qr", {60, 35, 13.6, 13.6}}};
  EXPECT_EQ(parsed(layout).error().detail, "/qr: too small a place");
}

TEST(Face, HasQrCodesUpToASetVersion) {
  json layout = layout_of("certificate", 1, 20);
  layout["qr"] = "";
  const auto with = [&](std::size_t size) {
    return Face::compose(test::fonts(), *parsed(layout).value(),
                         {{}, {}, {}, std::string(size, 'x'), {}, {}});
  };
  EXPECT_EQ(make_qr(std::string(max_face_qr_text, 'x'))->version(), max_face_qr_version);
  EXPECT_THAT(with(max_face_qr_text), succeeds());
  EXPECT_THAT(with(max_face_qr_text + 1), fails_with("FACE_QR_TOO_LONG"));
}

} // namespace
} // namespace elicense::face
