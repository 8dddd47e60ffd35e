// SPDX-License-Identifier: Apache-2.0
#include "face/layout_rows.hpp"
#include "face/arrange.hpp"
#include "face/text_fit.hpp"
#include <algorithm>

namespace elicense::face {

using nlohmann::json;

// "名称" is short for {"label": "名称", "text": "{名称}"}.
Row RowReader::row(const json& value, const std::string& at, const PageStyle& style) {
  Row read;
  read.size = style.size;
  read.min_size = style.min_size;
  if (value.is_string()) {
    read.label = value.get<std::string>();
    read.text = reader_.words('{' + read.label + '}', at);
    return read;
  }
  if (!reader_.known_keys(value, at, {"label", "text", "lines", "longest", "size", "min_size"})) return read;
  read.label = reader_.text(value, at, "label", "");
  read.text = reader_.words(reader_.text(value, at, "text", '{' + read.label + '}'), at + "/text");
  read.lines = static_cast<int>(reader_.number(value, at, "lines", 1, max_row_lines, 1));
  read.longest = static_cast<int>(reader_.number(value, at, "longest", 1, max_field_text, 1));
  read.size = reader_.number(value, at, "size", 1, 30, style.size);
  read.min_size = reader_.number(value, at, "min_size", 1, read.size, std::min(style.min_size, read.size));
  return read;
}

std::vector<Row> RowReader::rows(const json& value, const std::string& at, const PageStyle& style) {
  std::vector<Row> read;
  if (!value.is_array() || value.empty()) {
    reader_.wrong(at, "must be a list of rows");
    return read;
  }
  for (std::size_t i = 0; i < value.size() && !reader_.failed(); ++i)
    read.push_back(row(value[i], at + '/' + std::to_string(i), style));
  count_ += read.size();
  if (count_ > max_layout_rows) reader_.wrong(at, "more than " + std::to_string(max_layout_rows) + " rows");
  return read;
}

void RowReader::read_placed(const json& root, Layout& layout) {
  if (root.contains("columns") && root.contains("table"))
    reader_.wrong("/table", "not together with columns");
  if (const json* columns = reader_.list(root, "", "columns")) read_columns(*columns, layout);
  if (const json* table = reader_.list(root, "", "table")) read_table(*table, layout);
}

void RowReader::read_table(const json& table, Layout& layout) {
  int lines = 0;
  for (std::size_t i = 0; i < table.size() && !reader_.failed(); ++i) {
    std::string at = "/table/" + std::to_string(i);
    layout.table.push_back(table[i].is_array() ? rows(table[i], at, layout.style)
                                               : std::vector{row(table[i], at, layout.style)});
    const auto& pairs = layout.table.back();
    if (pairs.size() > 2) reader_.wrong(at, "more than 2 pairs in a row");
    for (const Row& row : pairs)
      if (row.lines != pairs.front().lines) reader_.wrong(at, "pairs of different height");
    if (!pairs.empty()) lines += pairs.front().lines;
  }
  if (lines * layout.style.min_pitch > layout.style.area.height)
    reader_.wrong("/table", "too many lines for the area");
}

void RowReader::read_columns(const json& columns, Layout& layout) {
  if (columns.size() > 3) reader_.wrong("/columns", "more than 3 columns");
  for (std::size_t i = 0; i < columns.size() && !reader_.failed(); ++i) {
    std::string at = "/columns/" + std::to_string(i);
    layout.columns.push_back(rows(columns[i], at, layout.style));
    int lines = 0;
    for (const Row& row : layout.columns.back())
      lines += row.lines;
    if (lines * layout.style.min_pitch > layout.style.area.height)
      reader_.wrong(at, "too many lines for the area");
  }
}

void RowReader::read_arranged(const json& root, Layout& layout) {
  const auto found = root.find("rows");
  if (found == root.end()) return;
  if (!layout.columns.empty() || !layout.table.empty())
    return reader_.wrong("/rows", "not together with columns or a table");
  const std::vector<Row> read = rows(*found, "/rows", layout.style);
  if (!reader_.failed() && !arrange(read, layout))
    reader_.wrong("/rows", "more text than the page has room for");
}

} // namespace elicense::face
