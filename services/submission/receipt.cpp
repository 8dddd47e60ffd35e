// SPDX-License-Identifier: Apache-2.0
#include "submission/receipt.hpp"

#include "crypto/sm3.hpp"
#include "submission/statement.hpp"
#include "json/strict_json.hpp"

#include <algorithm>

namespace elicense::submission {
namespace {

Error malformed(const char* detail) {
  return fail(ErrorKind::malformed, "SUBMISSION_RECEIPT_MALFORMED", detail);
}

std::string_view line_of(std::string_view text) { // without its end
  return text.substr(0, text.find('\n'));
}

} // namespace

std::string write_submission_receipt(const SubmissionReceipt& receipt) {
  return std::string(submission_receipt_header) + '\n' + receipt.statement + '\n' +
         ledger::write_receipt(receipt.proof);
}

bool is_submission_receipt(std::string_view text) {
  return line_of(text) == submission_receipt_header;
}

Result<SubmissionReceipt> parse_submission_receipt(std::string_view text) {
  if (!is_submission_receipt(text)) return malformed("first line");
  text.remove_prefix(std::min(submission_receipt_header.size() + 1, text.size()));
  const std::string_view statement = line_of(text);
  if (statement.empty() || statement.size() > max_statement || statement.size() == text.size())
    return malformed("statement");
  auto proof = ledger::parse_receipt(text.substr(statement.size() + 1));
  if (!proof) return proof.error();
  return SubmissionReceipt{.statement = std::string(statement), .proof = *std::move(proof)};
}

Result<ProvenSubmission> check_submission_receipt(const SubmissionReceipt& receipt,
                                                  const ledger::Policy& policy) {
  auto leaf = ledger::check_receipt(receipt.proof, policy);
  if (!leaf) return leaf.error();
  auto entry = ledger::decode_entry(receipt.proof.extra);
  if (!entry) return entry.error();
  const ledger::Fact<ledger::DigestRole> wanted{ledger::DigestRole::answer,
                                                crypto::sm3(as_bytes(receipt.statement))};
  if (entry->kind != ledger::EntryKind::submission_received ||
      std::ranges::find(entry->digests, wanted) == entry->digests.end())
    return fail(ErrorKind::invalid, "SUBMISSION_RECEIPT_OTHER");
  return ProvenSubmission{.leaf = *std::move(leaf), .entry = *std::move(entry)};
}

bool names_file(std::string_view statement, ByteView file) {
  const auto json = parse_strict_json(statement);
  if (!json || !json->is_object() || !json->contains("materials")) return false;
  const std::string digest = to_hex(crypto::sm3(file));
  return std::ranges::any_of((*json)["materials"], [&](const nlohmann::json& material) {
    return material.value("document_sm3", "") == digest || material.value("copy_sm3", "") == digest;
  });
}

} // namespace elicense::submission
