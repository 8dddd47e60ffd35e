// SPDX-License-Identifier: Apache-2.0
// The schema keyword "pattern" by RE2: linear in the text and without recursion, in characters instead of
// bytes. valijson itself uses std::regex, which recurses once per byte.
#pragma once
#include "crypto/result.hpp"
#include <memory>
#include <nlohmann/json.hpp>
#include <valijson/constraint_builder.hpp>

namespace elicense::license {

inline constexpr const char* pattern_keyword =
    "x-pattern"; // what "pattern" is renamed to before valijson reads it

// TYPE_INVALID, with the place: a pattern that RE2 does not know, or patternProperties.
Result<void> check_patterns(const nlohmann::json& schema);

nlohmann::json with_patterns_renamed(nlohmann::json schema);

// Gives valijson the constraint for pattern_keyword.
std::unique_ptr<const valijson::ConstraintBuilder> pattern_constraints();

} // namespace elicense::license
