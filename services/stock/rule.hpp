// SPDX-License-Identifier: Apache-2.0
// The rules of the quality passport (schemas/stock-rules.tsv): stable ids, the grade a finding leaves, and
// what to tell a person.
#pragma once
#include <span>
#include <string_view>

namespace elicense::stock {

enum class Grade {
  a, // clean
  b, // usable: something was normalised, or is worth a look
  c, // quarantine: not issued
};
std::string_view to_text(Grade grade); // "A"

struct Rule {
  std::string_view id;               // citizen_number_check
  Grade grade = Grade::c;            // at best, with a finding of this rule
  std::string_view chinese, english; // what is wrong
  std::string_view next_step_chinese, next_step_english;
};

std::span<const Rule> rules();              // in the order of the file
const Rule* find_rule(std::string_view id); // null: no such rule
const Rule& rule(std::string_view id);      // throws std::out_of_range: ids in the code are ours

} // namespace elicense::stock
