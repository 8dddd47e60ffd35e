// SPDX-License-Identifier: Apache-2.0
#include "stock/draft.hpp"

namespace elicense::stock {

void Draft::find(std::string_view rule_id, std::size_t field, std::string detail, std::string before) {
  find_elsewhere(rule_id, view.fields[field].rule.name, std::move(detail), std::move(before));
  if (rule(rule_id).grade == Grade::c) faulty[field] = true;
}

void Draft::find_between(std::string_view rule_id, std::size_t field, std::string detail) {
  find_elsewhere(rule_id, view.fields[field].rule.name, std::move(detail));
}

void Draft::find_elsewhere(std::string_view rule_id, std::string place, std::string detail,
                           std::string before) {
  findings.push_back({rule(rule_id).id, std::move(place), std::move(detail), std::move(before)});
}

} // namespace elicense::stock
