// SPDX-License-Identifier: Apache-2.0
// A row on its way to an assessment: its values by field, and what was found so far.
#pragma once
#include "stock/assessment.hpp"
#include "stock/type_view.hpp"

namespace elicense::stock {

struct Draft {
  explicit Draft(const TypeView& type) : view(type), values(type.fields.size()), faulty(type.fields.size()) {}

  const TypeView& view;
  std::vector<std::string> values; // by field; empty: not given
  std::vector<bool> faulty;        // by field: what rests on its value is not asked
  std::vector<Finding> findings;
  std::string holder_code_type;
  std::vector<std::string> other_code_types;
  std::string former_number, former_date;
  std::vector<std::string> attachments;

  // A rule of grade C makes the field faulty.
  void find(std::string_view rule_id, std::size_t field, std::string detail = {}, std::string before = {});
  // The field has no fault by itself: it disagrees with others.
  void find_between(std::string_view rule_id, std::size_t field, std::string detail = {});
  void find_elsewhere(std::string_view rule_id, std::string place, std::string detail = {},
                      std::string before = {});
  bool is_usable(std::size_t field) const { // given, and without a fault
    return field != no_field && !values[field].empty() && !faulty[field];
  }
};

} // namespace elicense::stock
