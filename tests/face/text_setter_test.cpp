// SPDX-License-Identifier: Apache-2.0
#include "face/text_setter.hpp"
#include "tests/face/type_files.hpp"

namespace elicense::face {
namespace {

struct Page {
  PageStyle style = page_style("letter", *usual_size("letter", Orientation::portrait), "gold").value();
  FaceData data = {.values = {{"名称", "示例"}},
                   .pictures = {},
                   .mark = {},
                   .qr_text = {},
                   .seal_picture = {},
                   .watermark = {}};
  Face::Drawing drawing;
  TextSetter texts{test::fonts(), style, data, style.body, drawing};
};

TextStyle plain(Align align = Align::left) {
  return {Typeface::serif, {}, 5, 2.5, align};
}

double end_of(const TextLine& line) {
  return line.baseline.x + line.width;
}

TEST(TextSetter, SetsFieldsAndFixedWordsAsObjectsOfTheirOwn) {
  Page page;
  page.texts.put(parse_template("名为{名称}。").value(), {10, 10, 100, 10}, plain());
  ASSERT_EQ(page.drawing.texts.size(), 3U);
  EXPECT_EQ(page.drawing.texts[0].field, "");
  EXPECT_EQ(page.drawing.texts[1].field, "名称");
  EXPECT_EQ(to_utf8(page.drawing.texts[1].characters), "示例");
  EXPECT_EQ(page.drawing.texts[0].baseline.x, 10);
  EXPECT_EQ(page.drawing.texts[1].baseline.x, 20); // after two characters of 5 mm
}

TEST(TextSetter, AlignsWithinTheBox) {
  const auto set = [](Align align) {
    Page page;
    page.texts.put_fixed("四个大字", {10, 10, 100, 10}, plain(align));
    return page.drawing.texts.at(0);
  };
  EXPECT_EQ(set(Align::left).baseline.x, 10);
  EXPECT_EQ(set(Align::center).baseline.x, 50);
  EXPECT_EQ(set(Align::right).baseline.x, 90);
  EXPECT_EQ(set(Align::spread).baseline.x, 10);
  EXPECT_NEAR(end_of(set(Align::spread)), 110, 0.1);
}

TEST(TextSetter, AFieldWithoutAValueSetsNothing) {
  Page page;
  page.texts.put(parse_template("至{没有}").value(), {10, 10, 100, 10}, plain());
  Row row;
  row.label = "名";
  row.text = parse_template("{没有}").value();
  page.texts.put_pair(row, {10, 10, 100, 10}, plain());
  EXPECT_TRUE(page.drawing.texts.empty());
}

TEST(TextSetter, RemembersTheFirstThingWrong) {
  Page page;
  page.texts.put_fixed(test::long_text(500), {10, 10, 10, 5}, plain());
  page.texts.put_fixed("😀", {10, 10, 100, 10}, plain());
  ASSERT_TRUE(page.texts.error());
  EXPECT_EQ(page.texts.error()->code, "FACE_TEXT_OVERFLOW");
}

} // namespace
} // namespace elicense::face
