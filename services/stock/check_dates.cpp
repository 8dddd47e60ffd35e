// SPDX-License-Identifier: Apache-2.0
// Days against each other and against today. ISO dates are in order as texts are.
#include "stock/checks.hpp"
#include "stock/citizen_number.hpp"
#include <algorithm>

namespace elicense::stock {
namespace {

constexpr std::string_view earliest_birth = "1900-01-01", earliest_license = "1949-10-01"; // our own choice
constexpr std::string_view defaults[] = {"1900-01-01", "1970-01-01", "2000-01-01", "9999-12-31"};

// Days of birth, founding and the like may be older than any license.
void check_day(Draft& draft, std::size_t field, std::string_view today) {
  const FieldView& view = draft.view.fields[field];
  const std::string& day = draft.values[field];
  if (view.kind == FieldKind::day_or_word && day == draft.view.type.long_term) return;
  if (!view.may_lie_ahead && day > today) draft.find("date_future", field);
  if (day < (is_day_of_birth(view.rule.name) ? earliest_birth : earliest_license))
    draft.find("date_implausible", field);
  if (std::ranges::find(defaults, day) != std::end(defaults)) draft.find("default_date", field);
}

bool is_before(const Draft& draft, std::size_t earlier, std::size_t later) {
  return draft.is_usable(earlier) && draft.is_usable(later) && draft.values[earlier] < draft.values[later];
}

bool ends(const Draft& draft) {
  const TypeView& view = draft.view;
  return draft.is_usable(view.valid_until) && draft.values[view.valid_until] != view.type.long_term;
}

void check_validity(Draft& draft, std::string_view today) {
  const TypeView& view = draft.view;
  if (!ends(draft)) return;
  const bool before_start = is_before(draft, view.valid_until, view.valid_from);
  const bool before_issue = is_before(draft, view.valid_until, view.issue_date);
  const bool is_over = draft.values[view.valid_until] < today;
  if (before_start) draft.find_between("validity_order", view.valid_until);
  if (before_issue) draft.find_between("validity_before_issue", view.valid_until);
  if (is_over) draft.find_between("expired", view.valid_until);
}

void check_birth(Draft& draft, std::string_view today) {
  const TypeView& view = draft.view;
  if (draft.holder_code_type != "111" || !draft.is_usable(view.holder_code)) return;
  const std::string born = birth_date_of(draft.values[view.holder_code]);
  if (born > today || born < earliest_birth) draft.find("citizen_number_date", view.holder_code);
  if (draft.is_usable(view.issue_date) && draft.values[view.issue_date] < born)
    draft.find_between("birth_after_issue", view.issue_date);
}

} // namespace

void check_dates(Draft& draft, std::string_view today) {
  for (std::size_t field = 0; field < draft.values.size(); ++field)
    if (const FieldKind kind = draft.view.fields[field].kind;
        (kind == FieldKind::day || kind == FieldKind::day_or_word) && draft.is_usable(field))
      check_day(draft, field, today);
  check_validity(draft, today);
  check_birth(draft, today);
}

} // namespace elicense::stock
