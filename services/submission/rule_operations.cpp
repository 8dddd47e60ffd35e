// SPDX-License-Identifier: Apache-2.0
#include "submission/rule_operations.hpp"
#include "crypto/time.hpp"
#include "submission/rule.hpp"
#include <algorithm>
#include <array>

namespace elicense::submission {
namespace {

constexpr std::size_t any_number = max_rule_values;

constexpr std::array operations = {
    Operation{"var", 1, 2, Kind::any, Kind::any}, // the path, and what counts where it leads to nothing
    Operation{"if", 3, 3, Kind::any, Kind::any},
    Operation{"and", 1, any_number, Kind::boolean, Kind::boolean},
    Operation{"or", 1, any_number, Kind::boolean, Kind::boolean},
    Operation{"!", 1, 1, Kind::boolean, Kind::boolean},
    Operation{"===", 2, 2, Kind::any, Kind::boolean},
    Operation{"!==", 2, 2, Kind::any, Kind::boolean},
    Operation{"in", 2, 2, Kind::any, Kind::boolean},
    Operation{"<", 2, 3, Kind::number, Kind::boolean},
    Operation{"<=", 2, 3, Kind::number, Kind::boolean},
    Operation{">", 2, 3, Kind::number, Kind::boolean},
    Operation{">=", 2, 3, Kind::number, Kind::boolean},
    Operation{"before", 2, 3, Kind::date, Kind::boolean},
    Operation{"not-after", 2, 3, Kind::date, Kind::boolean},
    Operation{"after", 2, 3, Kind::date, Kind::boolean},
    Operation{"not-before", 2, 3, Kind::date, Kind::boolean},
    Operation{"plusTime", 3, 3, Kind::any, Kind::date}, // a date, a number, "day", "month" or "year"
};

} // namespace

Kind kind_of(const nlohmann::json& value) {
  if (value.is_boolean()) return Kind::boolean;
  if (value.is_number_integer()) return Kind::number;
  if (value.is_array()) return Kind::list;
  if (!value.is_string()) return Kind::other;
  return from_date(value.get_ref<const std::string&>()) ? Kind::date : Kind::text;
}

bool fits(Kind given, Kind wanted) {
  if (given == Kind::any || wanted == Kind::any) return given != Kind::other;
  return given == wanted || (given == Kind::date && wanted == Kind::text);
}

const Operation* find_operation(std::string_view name) {
  const auto found = std::ranges::find(operations, name, &Operation::name);
  return found == operations.end() ? nullptr : &*found;
}

bool is_operation(const nlohmann::json& rule) {
  return rule.is_object() && rule.size() == 1;
}

std::vector<nlohmann::json> operands_of(const nlohmann::json& operation) {
  const auto& operands = operation.front();
  if (operands.is_array()) return operands.get<std::vector<nlohmann::json>>();
  return {operands};
}

} // namespace elicense::submission
