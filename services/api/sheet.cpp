// SPDX-License-Identifier: Apache-2.0
#include "api/sheet.hpp"

#include "api/answer.hpp"

namespace elicense::api {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF", line_end = "\r\n";

std::string cell_text(const nlohmann::ordered_json& row, const std::string& column) {
  const auto found = row.find(column);
  if (found == row.end() || found->is_null()) return {};
  return found->is_string() ? found->get<std::string>() : found->dump();
}

// A spreadsheet takes what begins so for a formula.
bool is_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

std::string quoted(std::string text) {
  if (is_formula(text)) text.insert(0, "'");
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text)
    out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

} // namespace

std::string csv_of(const Sheet& sheet) {
  std::string text(byte_order_mark);
  const auto line = [&](const auto& cell) {
    for (std::size_t i = 0; i < sheet.columns.size(); ++i)
      text += (i == 0 ? "" : ",") + quoted(cell(sheet.columns[i]));
    text += line_end;
  };
  line([](const std::string& column) { return column; });
  for (const auto& row : sheet.rows)
    line([&](const std::string& column) { return cell_text(row, column); });
  return text;
}

http::Response sheet_answer(const http::Request& request, const Sheet& sheet,
                            const nlohmann::ordered_json& more) {
  const auto format = request.query_value("format").value_or("json");
  if (format == "csv")
    return file_answer("text/csv; charset=utf-8", to_bytes(csv_of(sheet)), sheet.name + ".csv");
  if (format != "json")
    return problem(request, fail(ErrorKind::malformed, "REQUEST_FIELDS", "format is json or csv"));
  nlohmann::ordered_json body = {{sheet.name, sheet.rows}};
  body.update(more);
  return json_answer(200, body);
}

} // namespace elicense::api
