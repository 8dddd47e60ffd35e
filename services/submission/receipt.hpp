// SPDX-License-Identifier: Apache-2.0
// The receipt of a submission, one text that an archive files in place of paper: a first line, the statement
// in one line, and the ledger's receipt of the leaf that has the statement's digest.
#pragma once
#include "ledger/entry.hpp"
#include "ledger/receipt.hpp"

namespace elicense::submission {

inline constexpr std::string_view submission_receipt_header = "elicense/submission-receipt@v1";
inline constexpr std::size_t max_statement = 256 * KiB;

struct SubmissionReceipt {
  std::string statement; // as it was signed
  ledger::Receipt proof; // carries its leaf
};

std::string write_submission_receipt(const SubmissionReceipt& receipt);
bool is_submission_receipt(std::string_view text); // by its first line
// SUBMISSION_RECEIPT_MALFORMED, and as ledger::parse_receipt()
Result<SubmissionReceipt> parse_submission_receipt(std::string_view text);

struct ProvenSubmission {
  ledger::ProvenLeaf leaf;
  ledger::Entry entry;
};
// Offline: that the leaf is in a tree the policy's log signed, and is about this very statement.
// SUBMISSION_RECEIPT_OTHER: it is about something else. And as ledger::check_receipt(), decode_entry()
Result<ProvenSubmission> check_submission_receipt(const SubmissionReceipt& receipt,
                                                  const ledger::Policy& policy);

// Whether the statement names this file: the document of a license, or an annotated copy.
bool names_file(std::string_view statement, ByteView file);

} // namespace elicense::submission
