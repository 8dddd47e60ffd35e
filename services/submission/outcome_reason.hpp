// SPDX-License-Identifier: Apache-2.0
// The reason why paper was demanded is listed for auditors (应免未免): it says why, and of nobody.
#pragma once
#include "license/register.hpp"
#include "submission/submission.hpp"

namespace elicense::submission {

inline constexpr std::size_t max_digits_in_reason = 10; // in a row: a telephone number has 11

// SUBMISSION_REASON_PERSONAL: a longer number, or name or code of a holder of what was given. STORE_…
Result<void> check_names_nobody(std::string_view reason, const Submission& submission,
                                license::Register& licenses);

} // namespace elicense::submission
