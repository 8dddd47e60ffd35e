// SPDX-License-Identifier: Apache-2.0
#include "tests/support/ledger_parts.hpp"
#include "tests/support/memory_ledger.hpp"
#include <array>

namespace elicense::test {
namespace {

using namespace ledger;

crypto::SoftwareSigner signer_of(std::uint8_t number) {
  const Bytes scalar(32, number);
  return crypto::SoftwareSigner(crypto::Sm2PrivateKey::from_scalar(crypto::SecretBytes(scalar)).value());
}

Hash value_of(std::size_t role) {
  return TreeHash().leaf(as_bytes("value " + std::to_string(role)));
}

} // namespace

const crypto::Signer& log_signer() {
  static const auto signer = signer_of(1);
  return signer;
}

const crypto::Signer& witness_signer(std::size_t index) {
  static const std::array signers{signer_of(2), signer_of(3), signer_of(4)};
  return signers.at(index);
}

const crypto::Signer& unknown_signer() {
  static const auto signer = signer_of(9);
  return signer;
}

std::string witness_name(std::size_t index) {
  return "witness.example/" + std::to_string(index);
}

NoteKey key_of(std::string_view name, const crypto::Signer& signer, Statement statement) {
  return NoteKey::make(std::string(name), signer.public_key(), statement).value();
}

Policy::Draft policy_draft(std::size_t quorum) {
  Policy::Draft draft{.origin = std::string(log_name),
                      .log_keys = {key_of(log_name, log_signer(), Statement::checkpoint)},
                      .witness_keys = {},
                      .quorum = quorum};
  for (std::size_t i = 0; i < witness_count; ++i)
    draft.witness_keys.push_back(key_of(witness_name(i), witness_signer(i), Statement::cosignature));
  return draft;
}

Policy log_policy(std::size_t quorum) {
  return Policy::make(policy_draft(quorum)).value();
}

Time witness_time(std::size_t index) {
  return Time(std::chrono::seconds(1'800'000'000 + static_cast<std::int64_t>(index)));
}

Checkpoint small_checkpoint() {
  MemoryLedger ledger;
  ledger.grow_to(7);
  return {.origin = std::string(log_name), .tree = {7, ledger.tree().root()}, .extensions = {}};
}

const std::string& small_text() {
  static const std::string text = write_checkpoint(small_checkpoint()).value();
  return text;
}

std::string with_signature(const std::string& note, const NoteSignature& signature) {
  return note + write_signature_line(signature);
}

namespace {

std::string sign(const Checkpoint& checkpoint, std::size_t witnesses) {
  std::string note = sign_checkpoint(checkpoint, log_signer()).value();
  const std::string text = write_checkpoint(checkpoint).value();
  for (std::size_t i = 0; i < witnesses; ++i)
    note = with_signature(note, cosign(text, witness_name(i), witness_signer(i), witness_time(i)).value());
  return note;
}

} // namespace

std::string signed_checkpoint(std::size_t witnesses) {
  return sign(small_checkpoint(), witnesses);
}

Entry full_entry() {
  Entry entry{.kind = EntryKind::override_used,
              .at = latest_entry_time,
              .digests = {},
              .references = {},
              .word = std::string(max_entry_word, 'w'),
              .number = 0xffffffff};
  for (std::uint8_t role = 1; role <= 10; ++role) {
    entry.digests.push_back({static_cast<DigestRole>(role), value_of(role)});
    entry.references.push_back({static_cast<ReferenceRole>(role), value_of(100U + role)});
  }
  return entry;
}

Entry small_entry() {
  return {.kind = EntryKind::license_issued,
          .at = Time(),
          .digests = {},
          .references = {},
          .word = {},
          .number = {}};
}

Receipt small_receipt(std::size_t witnesses) {
  const TreeHash hash;
  const Bytes leaf = encode_entry(full_entry()).value();
  MemoryLedger ledger;
  ledger.grow_to(3);
  ledger.append(hash.leaf(leaf));
  ledger.grow_to(7);
  const Checkpoint checkpoint{
      .origin = std::string(log_name), .tree = {7, ledger.tree().root()}, .extensions = {}};
  return {.index = 3,
          .extra = leaf,
          .proof = inclusion_proof(hash, ledger, 3, 7).value(),
          .checkpoint = sign(checkpoint, witnesses)};
}

} // namespace elicense::test
