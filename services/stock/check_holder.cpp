// SPDX-License-Identifier: Apache-2.0
// The holder: which code it is, and whether the other fields agree with it.
#include "crypto/utf8.hpp"
#include "license/holder_fields.hpp"
#include "stock/checks.hpp"
#include "stock/citizen_number.hpp"
#include "stock/text.hpp"
#include <algorithm>
#include <array>

namespace elicense::stock {
namespace {

constexpr std::string_view credit_type = "001", citizen_type = "111";
constexpr std::size_t longest_short_name = 3; // characters; no organization has so few

// Words that names of organizations end with.
constexpr std::array<std::string_view, 30> organization_ends{
    "公司", "厂",     "店",     "中心",   "学校", "医院",   "诊所", "合作社", "事务所", "研究院",
    "协会", "基金会", "委员会", "管理局", "银行", "工作室", "商行", "经营部", "服务部", "门市部",
    "餐厅", "酒店",   "宾馆",   "饭店",   "超市", "药房",   "集团", "企业",   "幼儿园", "大学"};

// Where a type takes both, the check characters say which it is; where neither fits, its letters do.
std::string code_type_of(const std::vector<std::string>& accepted, std::string_view code) {
  if (!license::stands_in(credit_type, accepted) || !license::stands_in(citizen_type, accepted))
    return accepted.front();
  if (license::check_citizen_number(code)) return std::string(citizen_type);
  if (license::check_credit_code(code)) return std::string(credit_type);
  const bool has_letters = !has_digits_only(code.substr(0, code.empty() ? 0 : code.size() - 1));
  return std::string(has_letters ? credit_type : citizen_type);
}

void check_code(Draft& draft) {
  const TypeView& view = draft.view;
  const auto good = license::check_holder(
      {draft.values[view.holder_name], draft.holder_code_type, draft.values[view.holder_code]});
  if (!good)
    draft.find(rule_of_error(good.error().code),
               good.error().code == "HOLDER_NAME" ? view.holder_name : view.holder_code);
}

bool is_organization_name(std::string_view name) {
  return std::ranges::any_of(organization_ends, [&](std::string_view end) { return name.ends_with(end); });
}

void check_kind(Draft& draft) {
  const std::string& name = draft.values[draft.view.holder_name];
  const auto* const code_type = license::find_holder_code_type(draft.holder_code_type);
  if (code_type == nullptr) return;
  const bool fits = code_type->natural_person
                        ? !is_organization_name(name)
                        : crypto::count_characters(name) > longest_short_name || is_organization_name(name);
  if (!fits) draft.find_between("name_code_kind", draft.view.holder_name);
}

void check_person(Draft& draft) {
  const TypeView& view = draft.view;
  const std::string& number = draft.values[view.holder_code];
  if (draft.holder_code_type != citizen_type) return;
  if (draft.is_usable(view.birth_date) && draft.values[view.birth_date] != birth_date_of(number))
    draft.find_between("birth_date_mismatch", view.birth_date);
  if (draft.is_usable(view.sex) && draft.values[view.sex] != sex_of(number))
    draft.find_between("sex_mismatch", view.sex);
}

std::vector<std::string> texts_in(const Draft& draft, std::size_t field) {
  if (draft.values[field].empty()) return {};
  const license::FieldRule& rule = draft.view.fields[field].rule;
  return license::texts_of({{rule.name, rule.value(draft.values[field])}}, rule.name);
}

void check_other(Draft& draft, const license::HolderFields& fields, const std::string& name,
                 const std::string& code) {
  const std::size_t name_field = draft.view.find(fields.name), code_field = draft.view.find(fields.code);
  if (!draft.is_usable(name_field) || !draft.is_usable(code_field)) return;
  const auto good = license::check_holder({name, draft.other_code_types.back(), code});
  if (!good)
    draft.find(rule_of_error(good.error().code),
               good.error().code == "HOLDER_NAME" ? name_field : code_field);
}

void check_others(Draft& draft) {
  for (const license::HolderFields& fields : draft.view.type.other_holders) {
    const auto names = texts_in(draft, draft.view.find(fields.name)),
               codes = texts_in(draft, draft.view.find(fields.code));
    if (names.size() != codes.size())
      draft.find_elsewhere("schema", fields.code, "not as many as in " + fields.name);
    for (std::size_t i = 0; i < codes.size(); ++i) {
      draft.other_code_types.push_back(code_type_of(fields.code_types, codes[i]));
      if (names.size() == codes.size()) check_other(draft, fields, names[i], codes[i]);
    }
  }
}

} // namespace

std::string_view rule_of_error(std::string_view code) {
  constexpr std::pair<std::string_view, std::string_view> rules[] = {
      {"HOLDER_NAME", "holder_name"},
      {"CITIZEN_NUMBER_MALFORMED", "citizen_number_malformed"},
      {"CITIZEN_NUMBER_DATE", "citizen_number_date"},
      {"CITIZEN_NUMBER_CHECK", "citizen_number_check"},
      {"CREDIT_CODE_MALFORMED", "credit_code_malformed"},
      {"CREDIT_CODE_CHECK", "credit_code_check"}};
  for (const auto& [error, rule] : rules)
    if (code == error) return rule;
  return "holder_code";
}

void check_holder(Draft& draft) {
  const TypeView& view = draft.view;
  draft.holder_code_type = code_type_of(view.type.holder_code_types, draft.values[view.holder_code]);
  check_others(draft);
  if (!draft.is_usable(view.holder_name) || !draft.is_usable(view.holder_code)) return;
  check_code(draft);
  if (!draft.is_usable(view.holder_name) || !draft.is_usable(view.holder_code)) return;
  check_kind(draft);
  check_person(draft);
}

} // namespace elicense::stock
