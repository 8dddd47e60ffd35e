// SPDX-License-Identifier: Apache-2.0
// Templates are split once, when the layout is read.
#include "face/text_template.hpp"
#include <algorithm>

namespace elicense::face {
namespace {

struct Date {
  std::string_view year, month, day;
};

bool digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<Date> read_date(std::string_view value, std::string_view after_year,
                              std::string_view after_month, std::string_view after_day) {
  std::size_t month = 4 + after_year.size(), day = month + 2 + after_month.size();
  if (value.size() != day + 2 + after_day.size()) return std::nullopt;
  Date date{value.substr(0, 4), value.substr(month, 2), value.substr(day, 2)};
  bool separated = value.substr(4, after_year.size()) == after_year &&
                   value.substr(month + 2, after_month.size()) == after_month &&
                   value.substr(day + 2) == after_day;
  if (!separated || !digits(date.year) || !digits(date.month) || !digits(date.day)) return std::nullopt;
  return date;
}

std::string without_zero(std::string_view number) {
  return std::string(number.starts_with('0') ? number.substr(1) : number);
}

std::optional<DateForm> date_form(std::string_view name) {
  if (name == "full") return DateForm::full;
  if (name == "plain") return DateForm::plain;
  if (name == "dots") return DateForm::dots;
  return std::nullopt;
}

// What stands between the braces: a field, perhaps with a date form.
bool read_field(std::string_view inner, TextTemplate::Piece& piece) {
  std::size_t colon = inner.find(':');
  piece.field = inner.substr(0, colon);
  if (piece.field.empty()) return false;
  if (colon == std::string_view::npos) return true;
  auto form = date_form(inner.substr(colon + 1));
  if (form) piece.date = *form;
  return form.has_value();
}

} // namespace

std::vector<std::string> TextTemplate::fields() const {
  std::vector<std::string> names;
  for (const Piece& piece : pieces)
    if (!piece.field.empty()) names.push_back(piece.field);
  return names;
}

std::vector<TextRun> TextTemplate::filled(const std::map<std::string, std::string>& values) const {
  std::vector<TextRun> runs;
  bool any_field = false, any_value = false;
  for (const Piece& piece : pieces) {
    if (!piece.literal.empty()) runs.push_back({piece.literal, {}});
    if (piece.field.empty()) continue;
    any_field = true;
    auto value = values.find(piece.field);
    if (value == values.end() || value->second.empty()) continue;
    any_value = true;
    runs.push_back({shown_date(value->second, piece.date), piece.field});
  }
  if (any_field && !any_value) runs.clear();
  return runs;
}

std::string joined(const std::vector<TextRun>& runs) {
  std::string text;
  for (const TextRun& run : runs)
    text += run.text;
  return text;
}

std::optional<TextTemplate> parse_template(std::string_view text) {
  TextTemplate result;
  while (!text.empty()) {
    TextTemplate::Piece piece;
    std::size_t open = text.find_first_of("{}");
    piece.literal = text.substr(0, open);
    if (open == std::string_view::npos) {
      result.pieces.push_back(std::move(piece));
      break;
    }
    std::size_t end = text.find_first_of("{}", open + 1);
    bool paired = text[open] == '{' && end != std::string_view::npos && text[end] == '}';
    if (!paired || !read_field(text.substr(open + 1, end - open - 1), piece)) return std::nullopt;
    result.pieces.push_back(std::move(piece));
    text.remove_prefix(end + 1);
  }
  return result;
}

std::string shown_date(std::string_view value, DateForm form) {
  auto date = read_date(value, "-", "-", "");
  if (!date) date = read_date(value, "年", "月", "日");
  if (!date) return std::string(value);
  std::string year(date->year), month(date->month), day(date->day);
  switch (form) {
  case DateForm::full:
    return year + "年" + month + "月" + day + "日";
  case DateForm::plain:
    return year + "年" + without_zero(month) + "月" + without_zero(day) + "日";
  case DateForm::dots:
    return year + "." + month + "." + day;
  }
  return {};
}

} // namespace elicense::face
