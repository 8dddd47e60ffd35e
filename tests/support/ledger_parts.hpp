// SPDX-License-Identifier: Apache-2.0
// A small log with its keys, witnesses, checkpoints and receipts, for tests. The keys are fixed, so that
// notes made by one program are believed by another.
#pragma once
#include "ledger/entry.hpp"
#include "ledger/receipt.hpp"

namespace elicense::test {

inline constexpr std::string_view log_name = "ledger.example/1";
inline constexpr std::string_view other_log_name = "ledger.example/2";
inline constexpr std::size_t witness_count = 3;

const crypto::Signer& log_signer();
const crypto::Signer& witness_signer(std::size_t index);
const crypto::Signer& unknown_signer();
std::string witness_name(std::size_t index); // witness.example/0 …

ledger::NoteKey key_of(std::string_view name, const crypto::Signer& signer, ledger::Statement statement);
ledger::Policy::Draft policy_draft(std::size_t quorum = 0); // of the log, with all witnesses
ledger::Policy log_policy(std::size_t quorum = 0);

Time witness_time(std::size_t index);
ledger::Checkpoint small_checkpoint();                    // of seven numbered leaves
const std::string& small_text();                          // its text
std::string signed_checkpoint(std::size_t witnesses = 0); // the same, as a note
std::string with_signature(const std::string& note, const ledger::NoteSignature& signature);

ledger::Entry full_entry();                               // every role once, the longest word, a number
ledger::Entry small_entry();                              // as little as there can be
ledger::Receipt small_receipt(std::size_t witnesses = 0); // of full_entry(), the fourth of seven leaves

} // namespace elicense::test
