// SPDX-License-Identifier: Apache-2.0
// What can be said of one value without looking at another.
#include "crypto/time.hpp"
#include "stock/checks.hpp"
#include "stock/text.hpp"
#include <algorithm>
#include <array>
#include <cctype>

namespace elicense::stock {
namespace {

using license::FieldFault;

constexpr std::size_t old_registration_size = 15, organization_code_size = 9;

// --- form

std::string_view rule_of(FieldFault fault) {
  switch (fault) {
  case FieldFault::too_short:
    return "too_short";
  case FieldFault::too_long:
    return "too_long";
  case FieldFault::not_printable:
    return "not_printable";
  case FieldFault::pattern:
    return "pattern";
  case FieldFault::not_listed:
    return "not_listed";
  case FieldFault::not_a_day:
    break;
  }
  return "date_malformed";
}

// Registration numbers of companies before 2015 had 15 digits, organization codes nine characters.
bool is_old_code(std::string_view value) {
  std::string code(value);
  std::erase(code, '-');
  return (code.size() == old_registration_size && has_digits_only(code)) ||
         (code.size() == organization_code_size && has_digits_only(code.substr(0, code.size() - 1)));
}

std::string_view rule_of_code(CodeKind kind, std::string_view value) {
  if (kind == CodeKind::citizen) return "citizen_number_malformed";
  if (kind == CodeKind::credit) return is_old_code(value) ? "credit_code_old" : "credit_code_malformed";
  return "pattern";
}

bool is_day_or_word(const Draft& draft, const std::string& value) {
  return value == draft.view.type.long_term || from_date(value);
}

void check_form(Draft& draft, std::size_t field) {
  const FieldView& view = draft.view.fields[field];
  const std::string& value = draft.values[field];
  if (const auto fault = view.rule.fault(value)) {
    draft.find(fault == FieldFault::pattern ? rule_of_code(view.code, value) : rule_of(*fault), field);
  } else if (view.kind == FieldKind::day
                 ? !from_date(value).has_value()
                 : view.kind == FieldKind::day_or_word && !is_day_or_word(draft, value)) {
    draft.find("date_malformed", field);
  } else if (view.code == CodeKind::citizen) {
    if (const auto good = license::check_citizen_number(value); !good)
      draft.find(rule_of_error(good.error().code), field);
  } else if (view.code == CodeKind::credit) {
    if (const auto good = license::check_credit_code(value); !good)
      draft.find(rule_of_error(good.error().code), field);
  }
}

// --- damage

bool is_private(char32_t c) {
  return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

// UTF-8 or GBK that was read as Latin-1: two letters above ASCII side by side.
bool is_latin_pair(char32_t a, char32_t b) {
  const bool both = a >= 0x80 && a <= 0xFF && b >= 0x80 && b <= 0xFF;
  return both && (a >= 0xC0 || b >= 0xC0);
}

bool is_lost_pair(char32_t a, char32_t b) {
  return a == '?' && b == '?';
}

void check_damage(Draft& draft, std::size_t field) {
  const std::string& value = draft.values[field];
  constexpr std::array<std::string_view, 4> traces{"\xEF\xBF\xBD", "锟斤拷", "烫烫", "屯屯"};
  const bool has_trace = std::ranges::any_of(
      traces, [&](std::string_view trace) { return value.find(trace) != std::string::npos; });
  if (has_trace || any_pair(value, is_lost_pair) || any_pair(value, is_latin_pair))
    draft.find("encoding_damage", field);
  if (any_character(value, is_private)) draft.find("private_character", field);
}

// --- fill-ins

constexpr std::array<std::string_view, 24> fill_ins{
    "无",       "暂无", "没有", "空",   "不详", "不明",    "未知",     "未填",
    "待补",     "待定", "同上", "略",   "测试", "样例",    "测试单位", "测试公司",
    "测试用户", "test", "null", "none", "n/a",  "unknown", "xxx",      "-"};
constexpr std::size_t suspicious_run = 4;

// 1111, 0000-0000, XXXX: one character, whatever separates it.
bool is_one_character(std::string_view value) {
  std::string characters(value);
  std::erase_if(characters, [](char c) { return c == '-' || c == ' ' || c == '*'; });
  if (characters.empty()) return !value.empty(); // dashes and stars only
  return characters.size() >= suspicious_run && has_only_ascii(characters) &&
         characters.find_first_not_of(characters.front()) == std::string::npos;
}

bool is_fill_in(std::string value) {
  if (is_one_character(value)) return true;
  std::ranges::transform(value, value.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const std::size_t end = value.find_last_not_of("0123456789"); // 测试1, test02
  return std::ranges::find(fill_ins, value.substr(0, end + 1)) != fill_ins.end() && end != std::string::npos;
}

void check_fill_in(Draft& draft, std::size_t field) {
  const TypeView& view = draft.view;
  if (view.fields[field].kind == FieldKind::listed || !is_fill_in(draft.values[field])) return;
  if (field == view.number || field == view.holder_name || field == view.holder_code)
    draft.find("placeholder_identity", field);
  else if (view.fields[field].rule.required)
    draft.find("placeholder", field);
}

} // namespace

void check_field(Draft& draft, std::size_t field) {
  if (draft.values[field].empty()) {
    if (draft.view.fields[field].rule.required) draft.find("required_missing", field);
    return;
  }
  check_form(draft, field);
  if (draft.view.fields[field].kind == FieldKind::picture) return;
  check_damage(draft, field);
  check_fill_in(draft, field);
}

} // namespace elicense::stock
