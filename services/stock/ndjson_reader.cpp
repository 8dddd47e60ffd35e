// SPDX-License-Identifier: Apache-2.0
// Where a line ends is certain whatever it holds, so that the reader never stops early.
#include "stock/ndjson_reader.hpp"
#include "stock/text.hpp"
#include "json/strict_json.hpp"

namespace elicense::stock {
namespace {

using nlohmann::json;

constexpr JsonLimits limits{
    .size = max_record_size, .depth = 1, .values = max_columns + 1, .fractions = false};

// Nothing: neither a text nor a whole number.
std::optional<std::string> text_of(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_integer()) return value.dump();
  if (value.is_null()) return "";
  return std::nullopt;
}

} // namespace

Result<std::optional<Row>> NdjsonReader::next() {
  while (const auto line = next_line()) {
    if (!line->too_large && trimmed(line->text).empty()) continue;
    buffer_.count_row();
    taken_ = buffer_.point();
    return std::optional<Row>(read(*line));
  }
  return std::optional<Row>();
}

std::optional<NdjsonReader::Line> NdjsonReader::next_line() {
  const std::size_t size = buffer_.rest().find('\n');
  if (size != std::string_view::npos) return take_line(size, 1);
  if (buffer_.rest().size() > max_record_size) {
    too_large_ = true;
    buffer_.drop(buffer_.rest().size());
  }
  if (!finished_ || (buffer_.rest().empty() && !too_large_)) return std::nullopt;
  return take_line(buffer_.rest().size(), 0);
}

NdjsonReader::Line NdjsonReader::take_line(std::size_t size, std::size_t line_break) {
  const bool too_large = too_large_ || size > max_record_size;
  Line line{std::string(too_large ? std::string_view() : buffer_.rest().substr(0, size)), start_, too_large};
  buffer_.drop(size + line_break);
  too_large_ = false;
  start_ = buffer_.point();
  return line;
}

Row NdjsonReader::read(const Line& line) {
  Row row;
  row.number = taken_.rows;
  row.line = line.start.line;
  row.offset = line.start.offset;
  if (line.too_large) {
    refuse(row, "row_too_large", std::to_string(max_record_size) + " bytes");
  } else {
    read_object(line.text, row);
  }
  return row;
}

void NdjsonReader::read_object(std::string_view text, Row& row) {
  const auto object = parse_strict_json(text, limits);
  if (!object) return refuse(row, "row_json", object.error().code + " " + object.error().detail);
  if (!object->is_object()) return refuse(row, "row_json", "not an object");
  std::vector<std::string> names;
  for (const auto& [name, value] : object->items()) {
    auto cell = text_of(value);
    if (!cell || name.size() > max_column_name)
      return refuse(row, "row_json", "neither a text nor a whole number");
    if (cell->size() > max_cell_size)
      return refuse(row, "row_too_large", std::to_string(max_cell_size) + " bytes in a cell");
    names.push_back(name);
    row.cells.push_back(*std::move(cell));
  }
  share_columns(row, std::move(names));
}

void NdjsonReader::share_columns(Row& row, std::vector<std::string> names) {
  if (!columns_ || *columns_ != names)
    columns_ = std::make_shared<const std::vector<std::string>>(std::move(names));
  row.columns = columns_;
}

} // namespace elicense::stock
