// SPDX-License-Identifier: Apache-2.0
#include "stock/normalise.hpp"
#include "crypto/time.hpp"
#include "stock/citizen_number.hpp"
#include "stock/text.hpp"
#include <algorithm>
#include <array>

namespace elicense::stock {
namespace {

constexpr std::array<std::string_view, 7> no_end_words{"长期",       "长期有效", "永久",  "永久有效",
                                                       "无固定期限", "无期限",   "无限期"};

char32_t visible(char32_t c) { // zero-width characters, soft hyphen, byte order mark
  const bool is_hidden = (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF || c == 0xAD;
  return is_hidden ? 0 : c;
}

char32_t half_width(char32_t c) {
  if (c == 0x3000) return ' ';
  const bool is_letter_or_digit =
      (c >= 0xFF10 && c <= 0xFF19) || (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A);
  const bool is_mark = c == 0xFF0D || c == 0xFF0E || c == 0xFF0F;
  return is_letter_or_digit || is_mark ? c - 0xFEE0 : c;
}

char32_t without_blank(char32_t c) {
  return c == ' ' || c == '\t' || c == 0xA0 || c == 0x3000 ? 0 : c;
}

char32_t capital(char32_t c) {
  return c >= 'a' && c <= 'z' ? c - ('a' - 'A') : c;
}

char32_t without_return(char32_t c) {
  return c == '\r' ? 0 : c;
}

// The value becomes `after`, and that is said.
void rewrite(Draft& draft, std::size_t field, std::string_view rule_id, std::string after) {
  std::string& value = draft.values[field];
  if (after == value) return;
  draft.find(rule_id, field, {}, value);
  value = std::move(after);
}

void unify_code(Draft& draft, std::size_t field) {
  const FieldView& view = draft.view.fields[field];
  std::string& value = draft.values[field];
  rewrite(draft, field, "width_changed", to_half_width(value));
  if (view.rule.pattern.empty() || !view.rule.fault(value)) return;
  rewrite(draft, field, "blanks_removed", changed(value, without_blank));
  if (view.rule.fault(value)) rewrite(draft, field, "case_changed", changed(value, capital));
  if (view.code != CodeKind::citizen) return;
  if (auto extended = extended_citizen_number(value))
    rewrite(draft, field, "citizen_number_extended", *std::move(extended));
}

void unify_day(Draft& draft, std::size_t field) {
  if (auto day = read_day(draft.values[field])) rewrite(draft, field, "date_rewritten", *std::move(day));
}

void unify_end(Draft& draft, std::size_t field) {
  if (std::ranges::find(no_end_words, draft.values[field]) == no_end_words.end())
    return unify_day(draft, field);
  rewrite(draft, field, "long_term_rewritten", draft.view.type.long_term);
}

// Takes one or two digits, or four for a year, off the front.
std::optional<int> take_number(std::string_view& text, std::size_t least, std::size_t most) {
  std::size_t size = 0;
  while (size < std::min(most, text.size()) && text[size] >= '0' && text[size] <= '9')
    ++size;
  if (size < least) return std::nullopt;
  const int number = std::stoi(std::string(text.substr(0, size)));
  text.remove_prefix(size);
  return number;
}

bool take_one_of(std::string_view& text, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words)
    if (text.starts_with(word)) {
      text.remove_prefix(word.size());
      return true;
    }
  return false;
}

std::string without_midnight(std::string_view text) {
  for (const std::string_view midnight :
       {"00:00:00.000", "00:00:00.0", "00:00:00", "0:00:00", "00:00", "0:00"})
    if (text.ends_with(midnight)) {
      std::string_view day = text.substr(0, text.size() - midnight.size());
      if (day.ends_with(' ') || day.ends_with('T')) return std::string(day.substr(0, day.size() - 1));
    }
  return std::string(text);
}

struct Day {
  int year, month, day;
};

std::optional<Day> take_day(std::string_view text) {
  const auto year = take_number(text, 4, 4);
  if (!year) return std::nullopt;
  const bool compact = text.size() == 4 && has_digits_only(text);
  if (!compact && !take_one_of(text, {"-", ".", "/", "年"})) return std::nullopt;
  const auto month = take_number(text, compact ? 2 : 1, 2);
  if (!month || (!compact && !take_one_of(text, {"-", ".", "/", "月"}))) return std::nullopt;
  const auto day = take_number(text, compact ? 2 : 1, 2);
  take_one_of(text, {"日"});
  if (!day || !text.empty()) return std::nullopt;
  return Day{*year, *month, *day};
}

std::string two_digits(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

} // namespace

std::string to_half_width(std::string_view text) {
  return has_only_ascii(text) ? std::string(text) : changed(text, half_width);
}

std::optional<std::string> read_day(std::string_view text) {
  if (from_date(text)) return std::string(text);
  const auto day = take_day(changed(without_midnight(to_half_width(text)), without_blank));
  if (!day) return std::nullopt;
  std::string iso = std::to_string(day->year) + "-" + two_digits(day->month) + "-" + two_digits(day->day);
  if (!from_date(iso)) return std::nullopt;
  return iso;
}

void normalise(Draft& draft, std::size_t field) {
  const FieldView& view = draft.view.fields[field];
  std::string& value = draft.values[field];
  if (!has_only_ascii(value)) rewrite(draft, field, "invisible_removed", changed(value, visible));
  rewrite(draft, field, "trimmed", std::string(trimmed(value)));
  if (value.find('\r') != std::string::npos)
    rewrite(draft, field, "line_break_changed", changed(value, without_return));
  switch (view.kind) {
  case FieldKind::text:
  case FieldKind::listed:
  case FieldKind::picture:
    break;
  case FieldKind::code:
    unify_code(draft, field);
    break;
  case FieldKind::day:
    unify_day(draft, field);
    break;
  case FieldKind::day_or_word:
    unify_end(draft, field);
    break;
  }
}

} // namespace elicense::stock
