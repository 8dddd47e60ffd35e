// SPDX-License-Identifier: Apache-2.0
#include "stock/type_view.hpp"
#include "stock/citizen_number.hpp"
#include <algorithm>

namespace elicense::stock {
namespace {

// As schemas/license-fields.json spells them.
constexpr std::string_view citizen_pattern = "^[0-9]{17}[0-9X]$";
constexpr std::string_view credit_pattern = "^[0-9A-HJ-NPQRTUWXY]{18}$";
constexpr std::string_view either_pattern = "^([0-9]{17}[0-9X]|[0-9A-HJ-NPQRTUWXY]{18})$";

// What types call the day of issue, the likeliest first.
constexpr std::string_view issue_dates[] = {
    "发证日期",     "签发日期", "核发日期",     "颁发日期", "填发日期", "发卡日期", "发证时间",
    "批准日期",     "核准日期", "登记日期",     "备案日期", "开具日期", "授予日期", "取得时间",
    "初始注册日期", "注册日期", "初次领证日期", "成立日期", "毕业日期"};
constexpr std::string_view ahead[] = {"复审", "下次", "年检", "截止", "期满"};

FieldKind kind_of(const license::FieldRule& rule, const license::LicenseType& type) {
  if (rule.is_picture) return FieldKind::picture;
  if (rule.name == type.valid_until_field && !type.long_term.empty()) return FieldKind::day_or_word;
  if (rule.is_day || rule.name == type.valid_from_field || rule.name == type.valid_until_field)
    return FieldKind::day;
  if (!rule.list.empty()) return FieldKind::listed;
  const bool is_code =
      !rule.pattern.empty() || rule.name == type.number_field || rule.name == type.holder_code_field;
  return is_code ? FieldKind::code : FieldKind::text;
}

CodeKind code_of(const std::string& pattern) {
  if (pattern == citizen_pattern) return CodeKind::citizen;
  if (pattern == credit_pattern) return CodeKind::credit;
  return pattern == either_pattern ? CodeKind::either : CodeKind::none;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool may_lie_ahead(const std::string& name, const license::LicenseType& type) {
  return name == type.valid_until_field ||
         std::ranges::any_of(ahead, [&](std::string_view word) { return contains(name, word); });
}

// Of somebody: the line for complaints is the same on every license.
bool is_phone(std::string_view name) {
  const auto has = [name](std::string_view word) { return contains(name, word); };
  return (has("电话") || has("手机")) && !has("投诉") && !has("举报") && !has("监督") && !has("服务");
}

FieldView view_of(const license::FieldRule& rule, const license::LicenseType& type) {
  return {rule, kind_of(rule, type), code_of(rule.pattern), is_phone(rule.name),
          may_lie_ahead(rule.name, type)};
}

std::size_t issue_date_of(const TypeView& view) {
  for (const std::string_view name : issue_dates)
    if (const std::size_t field = view.find(name);
        field != no_field && view.fields[field].kind == FieldKind::day)
      return field;
  return no_field;
}

} // namespace

TypeView::TypeView(const license::LicenseType& license_type) : type(license_type) {
  const license::FieldRules rules = license::field_rules(type);
  schema_is_complete = rules.complete;
  for (const license::FieldRule& rule : rules.fields)
    fields.push_back(view_of(rule, type));
  number = find(type.number_field);
  holder_name = find(type.holder_name_field);
  holder_code = find(type.holder_code_field);
  valid_from = find(type.valid_from_field);
  valid_until = find(type.valid_until_field);
  issue_date = issue_date_of(*this);
  const std::string example = type.example.value(type.holder_code_field, "");
  if (!license::check_citizen_number(example)) return;
  if (type.example.value("出生日期", "") == birth_date_of(example)) birth_date = find("出生日期");
  if (type.example.value("性别", "") == sex_of(example)) sex = find("性别");
}

std::size_t TypeView::find(std::string_view name) const {
  const auto found = std::ranges::find_if(fields, [&](const auto& field) { return field.rule.name == name; });
  return found == fields.end() ? no_field : static_cast<std::size_t>(found - fields.begin());
}

} // namespace elicense::stock
