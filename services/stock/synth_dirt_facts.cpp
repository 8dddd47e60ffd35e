// SPDX-License-Identifier: Apache-2.0
// Values that are well written and wrong.
#include "stock/calendar.hpp"
#include "stock/citizen_number.hpp"
#include "stock/synth_dirt.hpp"
#include "stock/text.hpp"
#include <algorithm>

namespace elicense::stock {
namespace {

// Puts a value into the first field that suits.
template <class Suits>
bool put(SynthDraft& row, const DirtContext& context, std::string value, std::string_view rule, Suits suits) {
  const std::size_t field = field_where(context.view, suits);
  if (field == no_field) return false;
  row.values[field] = std::move(value);
  return expect(row, rule);
}

bool is_plain_text(const FieldView& field) {
  return field.kind == FieldKind::text && field.rule.list.empty();
}

bool empty_required(SynthDraft& row, const DirtContext& context) {
  return put(row, context, "", "required_missing",
             [](const FieldView& field) { return field.rule.required; });
}

bool cut_short(SynthDraft& row, const DirtContext& context) {
  return put(row, context, "甲", "too_short",
             [](const FieldView& field) { return is_plain_text(field) && field.rule.shortest > 1; });
}

bool stretch(SynthDraft& row, const DirtContext& context) {
  const std::size_t field = field_where(
      context.view, [](const FieldView& each) { return is_plain_text(each) && each.rule.longest > 0; });
  if (field == no_field) return false;
  row.values[field].clear();
  for (std::size_t i = 0; i <= context.view.fields[field].rule.longest; ++i)
    row.values[field] += i % 2 == 0 ? "长" : "文";
  return expect(row, "too_long");
}

bool break_pattern(SynthDraft& row, const DirtContext& context) {
  return put(row, context, "#", "pattern", [](const FieldView& field) {
    const bool has_own_rule = field.code == CodeKind::citizen || field.code == CodeKind::credit;
    return field.kind == FieldKind::code && !field.rule.pattern.empty() && !has_own_rule;
  });
}

bool leave_list(SynthDraft& row, const DirtContext& context) {
  return put(row, context, "表外的值", "not_listed",
             [](const FieldView& field) { return field.kind == FieldKind::listed; });
}

bool is_day(const FieldView& field) {
  return field.kind == FieldKind::day;
}

bool is_past_day(const FieldView& field) {
  return is_day(field) && !field.may_lie_ahead;
}

bool invent_day(SynthDraft& row, const DirtContext& context) {
  return put(row, context, "2019-02-30", "date_malformed", is_day);
}

bool lie_ahead(SynthDraft& row, const DirtContext& context) {
  const std::string later = to_iso(to_days(context.values.today()) + std::chrono::days(20));
  return put(row, context, later, "date_future", is_past_day);
}

bool lie_far_back(SynthDraft& row, const DirtContext& context) {
  return put(row, context, "1850-01-02", "date_implausible", is_past_day);
}

bool use_default(SynthDraft& row, const DirtContext& context) {
  return put(row, context, "1970-01-01", "default_date", is_past_day);
}

bool end_before_start(SynthDraft& row, const DirtContext& context) {
  const TypeView& view = context.view;
  if (view.valid_from == no_field || view.valid_until == no_field || view.valid_from == view.valid_until)
    return false;
  row.values[view.valid_until] = "1990-05-05";
  return expect(row, "validity_order");
}

bool end_before_issue(SynthDraft& row, const DirtContext& context) {
  const TypeView& view = context.view;
  if (view.issue_date == no_field || view.valid_until == no_field) return false;
  row.values[view.valid_until] = "1990-05-05";
  return expect(row, "validity_before_issue");
}

bool expire(SynthDraft& row, const DirtContext& context) {
  if (context.view.valid_until == no_field) return false;
  row.values[context.view.valid_until] = to_iso(to_days(context.values.today()) - std::chrono::days(5));
  return expect(row, "expired");
}

// --- the holder

bool has_code(const DirtContext& context, CodeKind kind) {
  return context.view.fields[context.view.holder_code].code == kind;
}

std::string& code(SynthDraft& row, const DirtContext& context) {
  return row.values[context.view.holder_code];
}

bool break_citizen_number(SynthDraft& row, const DirtContext& context) {
  if (!has_code(context, CodeKind::citizen)) return false;
  code(row, context).pop_back();
  return expect(row, "citizen_number_malformed");
}

bool break_birth_in_number(SynthDraft& row, const DirtContext& context) {
  if (!has_code(context, CodeKind::citizen)) return false;
  code(row, context).replace(10, 2, "13");
  return expect(row, "citizen_number_date");
}

// Another check character, whichever there is.
void spoil_check(std::string& text) {
  text.back() = text.back() == '1' ? '2' : '1';
}

bool break_citizen_check(SynthDraft& row, const DirtContext& context) {
  if (!has_code(context, CodeKind::citizen)) return false;
  spoil_check(code(row, context));
  return expect(row, "citizen_number_check");
}

bool break_credit_code(SynthDraft& row, const DirtContext& context) {
  if (!has_code(context, CodeKind::credit)) return false;
  code(row, context).replace(10, 1, "I");
  return expect(row, "credit_code_malformed");
}

bool break_credit_check(SynthDraft& row, const DirtContext& context) {
  if (!has_code(context, CodeKind::credit)) return false;
  spoil_check(code(row, context));
  return expect(row, "credit_code_check");
}

bool use_old_code(SynthDraft& row, const DirtContext& context) {
  if (!has_code(context, CodeKind::credit)) return false;
  code(row, context) = "990000100000123";
  return expect(row, "credit_code_old");
}

bool move_birth(SynthDraft& row, const DirtContext& context) {
  if (context.view.birth_date == no_field) return false;
  std::string& born = row.values[context.view.birth_date];
  born = to_iso(to_days(born) + std::chrono::days(1));
  return expect(row, "birth_date_mismatch");
}

bool swap_sex(SynthDraft& row, const DirtContext& context) {
  if (context.view.sex == no_field) return false;
  std::string& sex = row.values[context.view.sex];
  sex = sex == "男" ? "女" : "男";
  return expect(row, "sex_mismatch");
}

bool be_born_later(SynthDraft& row, const DirtContext& context) {
  const TypeView& view = context.view;
  if (view.issue_date == no_field || view.fields[view.holder_code].code != CodeKind::citizen) return false;
  row.values[view.issue_date] = "1949-12-31";
  return expect(row, "birth_after_issue");
}

bool swap_kind(SynthDraft& row, const DirtContext& context) {
  const bool is_person = license::check_citizen_number(code(row, context)).has_value();
  if (!is_person && !license::check_credit_code(code(row, context))) return false;
  row.values[context.view.holder_name] = is_person ? "示例贸易有限公司" : "诸葛样";
  return expect(row, "name_code_kind");
}

bool fill_in_name(SynthDraft& row, const DirtContext& context) {
  row.values[context.view.holder_name] = "测试";
  return expect(row, "placeholder_identity");
}

bool fill_in(SynthDraft& row, const DirtContext& context) {
  const TypeView& view = context.view;
  for (std::size_t field = 0; field < view.fields.size(); ++field) {
    const license::FieldRule& rule = view.fields[field].rule;
    if (!is_plain_text(view.fields[field]) || !rule.required || rule.fault("暂无") ||
        field == view.holder_name)
      continue;
    row.values[field] = "暂无";
    return expect(row, "placeholder");
  }
  return false;
}

constexpr Dirt fact_dirt[] = {{"required_missing", empty_required},
                              {"too_short", cut_short},
                              {"too_long", stretch},
                              {"pattern", break_pattern},
                              {"not_listed", leave_list},
                              {"date_malformed", invent_day},
                              {"date_future", lie_ahead},
                              {"date_implausible", lie_far_back},
                              {"default_date", use_default},
                              {"validity_order", end_before_start},
                              {"validity_before_issue", end_before_issue},
                              {"expired", expire},
                              {"citizen_number_malformed", break_citizen_number},
                              {"citizen_number_date", break_birth_in_number},
                              {"citizen_number_check", break_citizen_check},
                              {"credit_code_malformed", break_credit_code},
                              {"credit_code_check", break_credit_check},
                              {"credit_code_old", use_old_code},
                              {"birth_date_mismatch", move_birth},
                              {"sex_mismatch", swap_sex},
                              {"birth_after_issue", be_born_later},
                              {"name_code_kind", swap_kind},
                              {"placeholder_identity", fill_in_name},
                              {"placeholder", fill_in}};

} // namespace

std::span<const Dirt> dirt_of_facts() {
  return fact_dirt;
}

} // namespace elicense::stock
