// SPDX-License-Identifier: Apache-2.0
// What the ledger says of imports. The licenses have leaves of their own.
#pragma once
#include "crypto/sm3.hpp"
#include "jobs/job.hpp"
#include "ledger/entry.hpp"

namespace elicense::jobs {

inline constexpr std::string_view complete_word = "complete"; // issued, and waiting for people

// `list`: SM3 over the identifiers of its licenses in the order of their rows, a line each.
ledger::Entry complete_leaf(const Job& job, const crypto::Sm3Digest& list, const ledger::Blinder& blinder,
                            Time at);
// By whom it was released or refused; `word` as in license/leaves.hpp.
ledger::Entry decided_leaf(const Job& job, std::string_view word, const std::string& by,
                           const ledger::Blinder& blinder, Time at);

} // namespace elicense::jobs
