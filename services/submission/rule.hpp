// SPDX-License-Identifier: Apache-2.0
// Rules as data: a small, total subset of JsonLogic and CertLogic (docs/submission.md). A rule that cannot be
// decided is an error, and an error is never a yes.
#pragma once
#include "crypto/result.hpp"
#include <nlohmann/json.hpp>
#include <set>
#include <string>

namespace elicense::submission {

inline constexpr std::size_t max_rule_depth = 12;  // operations and lists inside each other
inline constexpr std::size_t max_rule_values = 64; // operations, lists and constants
inline constexpr std::size_t max_rule_text = 200;  // bytes of one constant or path
inline constexpr std::int64_t max_rule_days = 36'600, max_rule_months = 1'200; // or years, added to a date

// Whether it is a rule at all, and may say yes or no. RULE_INVALID with the JSON pointer and what is wrong
Result<void> check_rule(const nlohmann::json& rule);

// What it reads: "license.remaining_days", "case.spouse"; of rules only.
std::set<std::string> reads_of(const nlohmann::json& rule);

// RULE_INVALID; RULE_MISSING with the path that the context has not; RULE_TYPE with the operation whose
// operands are none of its kind
Result<bool> evaluate(const nlohmann::json& rule, const nlohmann::json& context);

} // namespace elicense::submission
