// SPDX-License-Identifier: Apache-2.0
#include "ledger/text_forms.hpp"
#include "ledger/witness.hpp"

namespace elicense::ledger {
namespace {

constexpr std::string_view old_mark = "old ";
constexpr std::size_t max_witness_hashes = 63; // tlog-witness, add-checkpoint

Error malformed_request(const char* what) {
  return fail(ErrorKind::malformed, "LEDGER_WITNESS_REQUEST", what);
}

} // namespace

Result<AddCheckpoint> parse_add_checkpoint(std::string_view body) {
  if (body.size() > max_witness_request) return malformed_request("size");
  const auto first = take_line(body);
  if (!first || !first->starts_with(old_mark)) return malformed_request("old size");
  const auto old_size = decimal(first->substr(old_mark.size()), max_tree_size);
  if (!old_size) return malformed_request("old size");
  AddCheckpoint request{.old_size = *old_size, .proof = {}, .checkpoint = {}};
  for (auto line = take_line(body);; line = take_line(body)) {
    if (!line) return malformed_request("no empty line before the checkpoint");
    if (line->empty()) break;
    const auto hash = hash_from_base64(*line);
    if (!hash || request.proof.size() == max_witness_hashes) return malformed_request("proof");
    request.proof.push_back(*hash);
  }
  request.checkpoint = body;
  return request;
}

std::string write_add_checkpoint(const AddCheckpoint& request) {
  std::string body(old_mark);
  body += std::to_string(request.old_size) + '\n';
  for (const Hash& hash : request.proof)
    body += to_base64(hash) + '\n';
  return body + '\n' + request.checkpoint;
}

} // namespace elicense::ledger
