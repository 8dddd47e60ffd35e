// SPDX-License-Identifier: Apache-2.0
// What the receipt of a submission is about: one line of JSON, kept as it was signed. It holds no personal
// data but what the identifier of a license says. Its id cannot be guessed, so nobody finds a statement by
// its digest in the ledger.
#pragma once
#include "submission/submission.hpp"

namespace elicense::submission {

inline constexpr std::string_view statement_format = "elicense/submission@1";

std::string statement_of(const Submission& submission);

} // namespace elicense::submission
