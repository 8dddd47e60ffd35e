// SPDX-License-Identifier: Apache-2.0
#include "face/row_setter.hpp"
#include "tests/face/type_files.hpp"

namespace elicense::face {
namespace {

// Where the texts of these fields begin, in a layout of one column.
std::map<std::string, double> tops(const nlohmann::json& column, const FaceData& data) {
  const std::vector<std::string> fields = {"甲", "乙", "丙"};
  const auto layout = parse_layout({{"title", "证"}, {"columns", {column}}}, fields).value();
  Face::Drawing drawing;
  TextSetter texts(test::fonts(), layout->style, data, layout->style.body, drawing);
  RowSetter(*layout, texts, drawing).columns();
  std::map<std::string, double> tops;
  for (const TextLine& line : drawing.texts)
    if (!line.field.empty()) tops.emplace(line.field, line.baseline.y);
  return tops;
}

FaceData data_of(const std::string& middle) {
  return {.values = {{"甲", "一"}, {"乙", middle}, {"丙", "三"}},
          .pictures = {},
          .mark = {},
          .qr_text = {},
          .seal_picture = {},
          .watermark = {}};
}

const nlohmann::json three_rows = {"甲", {{"label", "乙"}, {"lines", 3}}, "丙"};

TEST(RowSetter, AShortTextLeavesNoGap) {
  const auto short_one = tops(three_rows, data_of("二"));
  EXPECT_NEAR(short_one.at("丙") - short_one.at("乙"), short_one.at("乙") - short_one.at("甲"), 0.02);
}

TEST(RowSetter, BelowAWrappedTextIsAsMuchSpaceAsBelowALine) {
  const auto one = tops(three_rows, data_of("二")), two = tops(three_rows, data_of(test::long_text(60)));
  const double size =
      page_style("certificate", *usual_size("certificate", Orientation::landscape), "gold")->size;
  EXPECT_NEAR(two.at("丙") - one.at("丙"), size * line_height, 0.05);
}

TEST(RowSetter, ATableIsRuledAndNamesItsCells) {
  const auto layout =
      parse_layout({{"title", "证"}, {"style", "table"}, {"table", {{"甲", "乙"}, "丙"}}}, {"甲", "乙", "丙"})
          .value();
  const FaceData data = data_of("二");
  Face::Drawing drawing;
  TextSetter texts(test::fonts(), layout->style, data, layout->style.body, drawing);
  RowSetter(*layout, texts, drawing).table();
  EXPECT_EQ(drawing.marks.size(), 7U); // two for each pair, and the frame
  EXPECT_EQ(drawing.texts.size(), 6U);
}

} // namespace
} // namespace elicense::face
