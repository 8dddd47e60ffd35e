// SPDX-License-Identifier: Apache-2.0
#include "face/watermark.hpp"

#include "tests/face/type_files.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::face {
namespace {

using test::fails_with;
using test::succeeds;

Face::Drawing page(double width, double height) {
  Face::Drawing drawing;
  drawing.width = width;
  drawing.height = height;
  return drawing;
}

Result<void> set(const std::vector<std::string>& lines, Face::Drawing& drawing) {
  return set_watermark(test::fonts(), lines, drawing);
}

TEST(Watermark, SetsEachLineInBothHalves) {
  auto drawing = page(210, 297);
  ASSERT_THAT(set({"仅用于：设立登记", "办件编号：1"}, drawing), succeeds());
  ASSERT_EQ(drawing.watermark.size(), 4U);
  EXPECT_LT(drawing.watermark[0].baseline.y, drawing.height / 2 + 40);
  EXPECT_GT(drawing.watermark[2].baseline.y, drawing.height / 2);
  EXPECT_EQ(drawing.watermark[0].characters, drawing.watermark[2].characters);
}

const std::vector<std::string> words = {"仅用于：内资有限责任公司设立登记（新设）办理",
                                        "办件编号：2026-000017", "使用单位：示例市公安局",
                                        "有效期至：2027年02月26日 18:24"};

TEST(Watermark, StaysOnThePage) {
  for (const auto& [width, height] :
       {std::pair{210.0, 297.0}, std::pair{297.0, 210.0}, std::pair{86.0, 54.0}}) {
    auto drawing = page(width, height);
    ASSERT_THAT(set(words, drawing), succeeds());
    for (const TextLine& line : drawing.watermark) {
      EXPECT_GE(line.baseline.x, 0);
      EXPECT_LE(line.baseline.x + line.width * std::cos(watermark_slant), width);
      EXPECT_LE(line.baseline.y, height);
      EXPECT_GE(line.baseline.y + line.width * std::sin(watermark_slant), line.size);
    }
  }
}

TEST(Watermark, LaysNoLineOverAnother) {
  for (const auto& [width, height] :
       {std::pair{210.0, 297.0}, std::pair{297.0, 210.0}, std::pair{86.0, 54.0}}) {
    auto drawing = page(width, height);
    ASSERT_THAT(set(words, drawing), succeeds());
    double last = -1e9; // how far down, across the lines
    for (const TextLine& line : drawing.watermark) {
      const double down =
          line.baseline.y * std::cos(watermark_slant) - line.baseline.x * std::sin(watermark_slant);
      EXPECT_GT(down - last, 1.2 * line.size) << width;
      last = down;
    }
  }
}

TEST(Watermark, IsOneBlockOnACard) {
  auto drawing = page(86, 54);
  ASSERT_THAT(set(words, drawing), succeeds());
  EXPECT_EQ(drawing.watermark.size(), words.size());
  EXPECT_GT(drawing.watermark.front().size, 2.5);
}

TEST(Watermark, GoesOnInTheNextLine) {
  auto drawing = page(210, 297);
  std::string text;
  for (std::size_t i = 0; i < max_watermark_line + 10; ++i)
    text += "长";
  ASSERT_THAT(set({text}, drawing), succeeds());
  EXPECT_EQ(drawing.watermark.size(), 4U);
}

TEST(Watermark, IsNothingWithoutWords) {
  auto drawing = page(210, 297);
  ASSERT_THAT(set({}, drawing), succeeds());
  EXPECT_TRUE(drawing.watermark.empty());
}

TEST(Watermark, RefusesWhatItCannotShow) {
  auto drawing = page(210, 297);
  EXPECT_THAT(set({"\xff"}, drawing), fails_with("FACE_TEXT_ENCODING"));
  EXPECT_THAT(set({"\xf3\xb0\x80\x80"}, drawing), fails_with("FACE_GLYPH_MISSING"));
  EXPECT_THAT(set(std::vector<std::string>(max_watermark_lines + 1, "行"), drawing),
              fails_with("FACE_TEXT_OVERFLOW"));
  auto small = page(40, 40);
  EXPECT_THAT(set({std::string(59, 'W')}, small), fails_with("FACE_TEXT_OVERFLOW"));
}

} // namespace
} // namespace elicense::face
