// SPDX-License-Identifier: Apache-2.0
#include "face/layout_rows.hpp"
#include <gtest/gtest.h>

namespace elicense::face {
namespace {

using nlohmann::json;

const std::vector<std::string> two_fields = {"名称", "住所"};

Layout blank_layout() {
  Layout layout;
  layout.style =
      page_style("certificate", *usual_size("certificate", Orientation::landscape), "gold").value();
  return layout;
}

TEST(LayoutRows, AFieldIsShortForItsRow) {
  LayoutReader reader(two_fields);
  const PageStyle style = blank_layout().style;
  const Row row = RowReader(reader).row("名称", "", style);
  EXPECT_EQ(row.label, "名称");
  EXPECT_EQ(row.text.fields(), std::vector<std::string>{"名称"});
  EXPECT_EQ(row.lines, 1);
  EXPECT_EQ(row.size, style.size);
}

TEST(LayoutRows, ARowSaysItsOwnSizes) {
  LayoutReader reader(two_fields);
  const json value = {{"label", "地址"}, {"text", "{住所}"}, {"lines", 3}, {"size", 4}, {"min_size", 3}};
  const Row row = RowReader(reader).row(value, "", blank_layout().style);
  EXPECT_FALSE(reader.failed());
  EXPECT_EQ(row.label, "地址");
  EXPECT_EQ(row.lines, 3);
  EXPECT_EQ(row.size, 4);
  EXPECT_EQ(row.min_size, 3);
}

TEST(LayoutRows, StandInColumnsOrATableOrAreArranged) {
  const auto read = [](const json& root) {
    LayoutReader reader(two_fields);
    RowReader rows(reader);
    Layout layout = blank_layout();
    rows.read_placed(root, layout);
    if (!reader.failed()) rows.read_arranged(root, layout);
    return reader.failed()
               ? reader.error().detail
               : std::to_string(layout.columns.size()) + " " + std::to_string(layout.table.size());
  };
  const json two = json::array({"名称", "住所"});
  EXPECT_EQ(read({{"columns", json::array({two, two})}}), "2 0");
  EXPECT_EQ(read({{"table", {two, "住所"}}}), "0 2");
  EXPECT_EQ(read({{"rows", two}}), "1 0");
  EXPECT_EQ(read({{"columns", json::array({two})}, {"table", json::array({two})}}),
            "/table: not together with columns");
  EXPECT_EQ(read({{"columns", json::array({two})}, {"rows", two}}),
            "/rows: not together with columns or a table");
  EXPECT_EQ(read({{"columns", json::array({two, two, two, two})}}), "/columns: more than 3 columns");
}

} // namespace
} // namespace elicense::face
