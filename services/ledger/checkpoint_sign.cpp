// SPDX-License-Identifier: Apache-2.0
// Signing checkpoints, as the log and as a witness.
#include "ledger/checkpoint.hpp"

namespace elicense::ledger {
namespace {

constexpr std::size_t timestamp_size = 8;

Result<NoteSignature> signature_of(const NoteKey& key, std::string_view message,
                                   const crypto::Signer& signer) {
  auto signature = signer.sign(as_bytes(message));
  if (!signature) return signature.error();
  return NoteSignature{.name = key.name(), .key_id = key.id(), .signature = std::move(*signature)};
}

std::uint64_t seconds_of(Time at) {
  return static_cast<std::uint64_t>(at.time_since_epoch().count());
}

} // namespace

Result<std::string> sign_checkpoint(const Checkpoint& checkpoint, const crypto::Signer& signer) {
  auto text = write_checkpoint(checkpoint);
  if (!text) return text.error();
  const auto key = NoteKey::make(checkpoint.origin, signer.public_key(), Statement::checkpoint);
  if (!key) return key.error();
  auto signature = signature_of(*key, *text, signer);
  if (!signature) return signature.error();
  return write_note({.text = std::move(*text), .signatures = {std::move(*signature)}});
}

std::string cosigned_message(std::string_view checkpoint_text, Time at) {
  std::string message(cosignature_header);
  message += "time " + std::to_string(seconds_of(at)) + '\n';
  return message.append(checkpoint_text);
}

Result<NoteSignature> cosign(std::string_view checkpoint_text, const std::string& name,
                             const crypto::Signer& signer, Time at) {
  if (at < Time()) return fail(ErrorKind::invalid, "LEDGER_COSIGNATURE_TIME");
  if (const auto checkpoint = parse_checkpoint(checkpoint_text); !checkpoint) return checkpoint.error();
  const auto key = NoteKey::make(name, signer.public_key(), Statement::cosignature);
  if (!key) return key.error();
  auto signature = signature_of(*key, cosigned_message(checkpoint_text, at), signer);
  if (!signature) return signature;
  Bytes timed;
  append_number(timed, seconds_of(at), timestamp_size);
  append(timed, signature->signature);
  signature->signature = std::move(timed);
  return signature;
}

std::optional<TimedSignature> read_timed_signature(ByteView timed) {
  if (timed.size() <= timestamp_size || timed[0] > 0x7f) return std::nullopt; // at most 2^63 - 1
  std::int64_t seconds = 0;
  for (const std::uint8_t byte : timed.first(timestamp_size))
    seconds = seconds << 8 | byte;
  return TimedSignature{.at = Time(std::chrono::seconds(seconds)),
                        .signature = timed.subspan(timestamp_size)};
}

} // namespace elicense::ledger
