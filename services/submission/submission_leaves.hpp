// SPDX-License-Identifier: Apache-2.0
// What the ledger says of submissions: digests, blinded references and a word.
#pragma once
#include "ledger/blinder.hpp"
#include "ledger/entry.hpp"
#include "submission/submission.hpp"

namespace elicense::submission {

// Its answer is the digest of the statement, which the receipt proves.
ledger::Entry received_leaf(const Submission& submission, const crypto::Sm3Digest& request,
                            const ledger::Blinder& blinder);
ledger::Entry answered_leaf(const Submission& submission, const ledger::Blinder& blinder);
ledger::Entry withdrawn_leaf(const Submission& submission, const license::Holder& by,
                             const ledger::Blinder& blinder);

} // namespace elicense::submission
