// SPDX-License-Identifier: Apache-2.0
// What rules are made of: the operations, and the kinds of values they take.
#pragma once
#include <nlohmann/json.hpp>
#include <string_view>

namespace elicense::submission {

enum class Kind { any, boolean, number, text, date, list, other };
Kind kind_of(const nlohmann::json& value); // date: a text YYYY-MM-DD that is one
bool fits(Kind given, Kind wanted);        // a date is a text, too

struct Operation {
  std::string_view name;
  std::size_t least, most; // operands
  Kind takes, gives;       // any: it depends
};
const Operation* find_operation(std::string_view name); // null: none

// An object with one member is an operation; its operands, which "var" may have bare.
bool is_operation(const nlohmann::json& rule);
std::vector<nlohmann::json> operands_of(const nlohmann::json& operation);

} // namespace elicense::submission
