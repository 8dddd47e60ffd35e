// SPDX-License-Identifier: Apache-2.0
// The facts of a case: what rules read below "case.", as whoever asks says them.
#pragma once
#include "crypto/result.hpp"
#include <nlohmann/json.hpp>

namespace elicense::submission {

inline constexpr std::size_t max_facts = 40;
inline constexpr std::size_t max_fact_name = 40, max_fact_text = 200; // bytes
inline constexpr std::size_t max_fact_list = 20;

// An object of texts, whole numbers, truth values and lists of texts. CASE_FACTS names the fact, never its
// value
Result<void> check_facts(const nlohmann::json& facts);

} // namespace elicense::submission
