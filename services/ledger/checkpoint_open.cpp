// SPDX-License-Identifier: Apache-2.0
// From a note to a checkpoint that the right ones signed.
#include "ledger/policy.hpp"
#include <algorithm>
#include <map>

namespace elicense::ledger {
namespace {

Error no(std::string code, std::string detail) {
  return fail(ErrorKind::invalid, std::move(code), std::move(detail));
}

class Opening {
 public:
  explicit Opening(const std::string& text) : text_(&text) {}

  Result<void> take(const NoteKey& key, const NoteSignature& signature) {
    switch (key.statement()) {
    case Statement::checkpoint:
      break;
    case Statement::cosignature:
      return take_cosignature(key, signature);
    }
    signed_by_log_ = true; // or refused as a whole
    return check(key, *text_, signature.signature);
  }

  Result<void> take_former(const FormerKey& former, const NoteSignature& signature) {
    signed_until_ = std::min(signed_until_.value_or(former.last_size), former.last_size);
    return check(former.key, *text_, signature.signature);
  }

  bool signed_by_log() const { return signed_by_log_ || signed_until_; }
  bool by_former() const { return !signed_by_log_; }
  bool is_too_late(std::uint64_t size) const { return signed_until_ && size > *signed_until_; }
  std::vector<Cosignature> cosignatures() const {
    std::vector<Cosignature> all;
    for (const auto& [witness, at] : seen_)
      all.push_back({witness, at});
    return all;
  }

 private:
  static Result<void> check(const NoteKey& key, std::string_view message, ByteView signature) {
    const auto checked = key.key().check(as_bytes(message), signature);
    if (!checked) return checked.error();
    if (*checked != crypto::SignatureCheck::valid) return no("LEDGER_SIGNATURE_WRONG", key.name());
    return {};
  }

  Result<void> take_cosignature(const NoteKey& key, const NoteSignature& signature) {
    const auto timed = read_timed_signature(signature.signature);
    if (!timed) return no("LEDGER_SIGNATURE_WRONG", key.name());
    auto good = check(key, cosigned_message(*text_, timed->at), timed->signature);
    if (!good) return good;
    Time& latest = seen_.try_emplace(key.name(), timed->at).first->second;
    latest = std::max(latest, timed->at);
    return good;
  }

  const std::string* text_;
  bool signed_by_log_ = false;                // with a key in force
  std::optional<std::uint64_t> signed_until_; // of the former keys that signed, the smallest last size
  std::map<std::string, Time> seen_;
};

} // namespace

Result<OpenedCheckpoint> open_checkpoint(std::string_view note, const Policy& policy) {
  const auto parsed = parse_note(note);
  if (!parsed) return parsed.error();
  Opening opening(parsed->text);
  for (const NoteSignature& signature : parsed->signatures) {
    const NoteKey* key = policy.find(signature);
    const FormerKey* former = policy.find_former(signature);
    Result<void> good;
    if (key != nullptr) good = opening.take(*key, signature);
    if (former != nullptr) good = opening.take_former(*former, signature);
    if (!good) return good.error();
  }
  if (!opening.signed_by_log()) return no("LEDGER_NOT_SIGNED", policy.origin());
  auto cosignatures = opening.cosignatures();
  if (cosignatures.size() < policy.quorum())
    return no("LEDGER_WITNESSES", std::to_string(cosignatures.size()));
  auto checkpoint = parse_checkpoint(parsed->text);
  if (!checkpoint) return checkpoint.error();
  if (checkpoint->origin != policy.origin()) return no("LEDGER_ORIGIN", checkpoint->origin);
  if (opening.is_too_late(checkpoint->tree.size))
    return no("LEDGER_KEY_ENDED", "size " + std::to_string(checkpoint->tree.size));
  return OpenedCheckpoint{std::move(*checkpoint), std::move(cosignatures), opening.by_former()};
}

} // namespace elicense::ledger
