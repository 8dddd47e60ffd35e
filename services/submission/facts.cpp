// SPDX-License-Identifier: Apache-2.0
#include "submission/facts.hpp"
#include <algorithm>

namespace elicense::submission {
namespace {

using nlohmann::json;

Error wrong(const std::string& detail) {
  return fail(ErrorKind::invalid, "CASE_FACTS", detail);
}

bool is_name(std::string_view name) { // may be part of a path
  return !name.empty() && name.size() <= max_fact_name && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

bool is_text(const json& value) {
  return value.is_string() && value.get_ref<const std::string&>().size() <= max_fact_text;
}

bool is_fact(const json& value) {
  if (value.is_array()) return value.size() <= max_fact_list && std::ranges::all_of(value, is_text);
  return is_text(value) || value.is_boolean() || value.is_number_integer();
}

} // namespace

Result<void> check_facts(const json& facts) {
  if (!facts.is_object()) return wrong("an object is needed");
  if (facts.size() > max_facts) return wrong("more than " + std::to_string(max_facts));
  for (const auto& [name, value] : facts.items()) {
    if (!is_name(name)) return wrong("a name has to be small letters, digits and _");
    if (!is_fact(value)) return wrong(name);
  }
  return {};
}

} // namespace elicense::submission
