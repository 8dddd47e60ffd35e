// SPDX-License-Identifier: Apache-2.0
#include "face/drawing.hpp"
#include "face/text_fit.hpp"
#include "tests/face/type_files.hpp"

namespace elicense::face {
namespace {

MeasuredText measured(const std::string& text) {
  return measure(test::fonts().loaded().at(Typeface::serif), read_utf8(text).value()).value();
}

std::vector<std::string> lines(const std::string& text, double width) {
  std::vector<std::string> out;
  for (const MeasuredText& line : break_lines(measured(text), width))
    out.push_back(to_utf8(line.characters));
  return out;
}

using Lines = std::vector<std::string>;

TEST(BreakLines, BreaksBetweenIdeographs) {
  EXPECT_EQ(lines("一二三四五", 2), (Lines{"一二", "三四", "五"}));
  EXPECT_EQ(lines("一二三四五", 5), (Lines{"一二三四五"}));
  EXPECT_EQ(lines("", 5), Lines{});
}

TEST(BreakLines, KeepsClosingMarksOffTheBeginning) {
  EXPECT_EQ(lines("一二三，四", 3), (Lines{"一二", "三，四"}));
  EXPECT_EQ(lines("一二三）。四", 3), (Lines{"一二", "三）。", "四"}));
}

TEST(BreakLines, KeepsOpeningMarksOffTheEnd) {
  EXPECT_EQ(lines("一二（三）", 3), (Lines{"一二", "（三）"}));
}

TEST(BreakLines, KeepsNumbersAndWordsWhole) {
  EXPECT_EQ(lines("编号640100", 4), (Lines{"编号", "640100"}));
  EXPECT_EQ(lines("Noto Serif", 4), (Lines{"Noto", "Serif"}));
}

TEST(BreakLines, CutsAWordThatIsWiderThanTheLine) {
  Lines cut = lines("00000000000000000000", 3);
  EXPECT_GT(cut.size(), 3U);
  std::string all;
  for (const std::string& line : cut)
    all += line;
  EXPECT_EQ(all, "00000000000000000000");
}

TEST(BreakLines, EndsEvenIfNoCharacterFits) {
  EXPECT_EQ(lines("一二", 0.1), (Lines{"一", "二"}));
}

TEST(BreakLines, StartsANewLineAtALineFeed) {
  EXPECT_EQ(lines("一\n二", 5), (Lines{"一", "二"}));
  EXPECT_EQ(lines("一\n\n二", 5), (Lines{"一", "", "二"}));
}

TEST(BreakLines, LosesNothingOfALongText) {
  std::string text = test::long_text(700), all;
  for (const std::string& line : lines(text, 11.3))
    all += line;
  EXPECT_EQ(all, text);
}

TEST(Fit, KeepsTheSizeWhenThereIsRoom) {
  auto fitted = fit(measured("一二三四"), 20, 10, 5, 2);
  ASSERT_TRUE(fitted);
  EXPECT_EQ(fitted->size, 5);
  EXPECT_EQ(fitted->lines.size(), 1U);
}

TEST(Fit, WrapsBeforeItShrinks) {
  auto fitted = fit(measured("一二三四"), 10, 5 + 5 * line_height, 5, 2);
  ASSERT_TRUE(fitted);
  EXPECT_EQ(fitted->size, 5);
  EXPECT_EQ(fitted->lines.size(), 2U);
}

TEST(Fit, ShrinksToTheSmallestSizeAndNoFurther) {
  EXPECT_EQ(fit(measured("一二三四"), 8, 2.5, 5, 2)->size, 2);
  EXPECT_FALSE(fit(measured("一二三四"), 7.9, 2.5, 5, 2));
}

TEST(Fit, LeavesNoCharacterAloneInTheLastLine) {
  const auto fitted = fit(measured("一二三四五六七八九十零"), 50, 20, 5, 2); // ten of 5 mm in a line
  ASSERT_TRUE(fitted);
  EXPECT_EQ(fitted->lines.size(), 1U);
  EXPECT_LE(fitted->size, 50.0 / 11);
  EXPECT_EQ(fit(measured("一二三四五六七八九十零一二"), 50, 20, 5, 2)->size, 5); // three are not alone
  EXPECT_EQ(fit(measured("一二三四五零"), 25, 20, 5, 4.5)->size, 5);             // that would be too small
}

TEST(Fit, HasALimitOfCharacters) {
  MeasuredText most{std::u32string(max_field_text, U'一'), std::vector<double>(max_field_text, 1.0), 0};
  EXPECT_TRUE(fit(most, 1000, 1000, 5, 2));
  most.characters += U'一';
  most.advances.push_back(1);
  EXPECT_FALSE(fit(most, 1000, 1000, 5, 2));
}

TEST(Measure, KnowsTheWidthOfIdeographs) {
  EXPECT_EQ(measured("一二三").width(), 3);
  EXPECT_LT(measured("111").width(), 2);
}

TEST(Measure, RefusesWhatTheFontLacks) {
  for (const char* text : {"\x01", "\t", "😀", "\u0e01"})
    EXPECT_FALSE(measure(test::fonts().loaded().at(Typeface::serif), read_utf8(text).value())) << text;
}

TEST(ReadUtf8, ReadsEveryLength) {
  EXPECT_EQ(read_utf8("a©中𠀀"), U"a©中𠀀");
  EXPECT_EQ(to_utf8(U"a©中𠀀"), "a©中𠀀");
}

TEST(ReadUtf8, RefusesWhatIsNotUtf8) {
  for (const char* text : {"\x80", "\xC0\x80", "\xC2", "\xE4\xB8", "\xE0\x80\x80", "\xED\xA0\x80",
                           "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xF0\x80\x80\x80", "\xE4\x41\x41"})
    EXPECT_FALSE(read_utf8(text)) << testing::PrintToString(text);
}

} // namespace
} // namespace elicense::face
