// SPDX-License-Identifier: Apache-2.0
#include "ledger/witness.hpp"

namespace elicense::ledger {
namespace {

Error other_size(std::uint64_t size) {
  return fail(ErrorKind::conflict, "LEDGER_WITNESS_SIZE", std::to_string(size));
}

Result<Checkpoint> shown_by(const std::string& note) {
  const auto parsed = parse_note(note);
  if (!parsed) return fail(ErrorKind::malformed, "LEDGER_WITNESS_REQUEST", parsed.error().code);
  auto checkpoint = parse_checkpoint(parsed->text);
  if (!checkpoint) return fail(ErrorKind::malformed, "LEDGER_WITNESS_REQUEST", checkpoint.error().code);
  return checkpoint;
}

} // namespace

Witness::Witness(Parts parts, NoteKey key, TreeHead last)
    : parts_(std::move(parts)), key_(std::move(key)), last_(last) {}

Result<std::unique_ptr<Witness>> Witness::open(Parts parts) {
  auto key = NoteKey::make(parts.name, parts.signer->public_key(), Statement::cosignature);
  if (!key) return key.error();
  const auto note = parts.memory.read();
  if (!note) return note.error();
  TreeHead last;
  if (*note) {
    const auto opened = open_checkpoint(**note, parts.log);
    if (!opened) return fail(ErrorKind::unavailable, "LEDGER_WITNESS_MEMORY", opened.error().code);
    last = opened->checkpoint.tree;
  }
  return std::unique_ptr<Witness>(new Witness(std::move(parts), *std::move(key), last));
}

std::uint64_t Witness::size() const {
  const std::lock_guard lock(mutex_);
  return last_.size;
}

Result<std::string> Witness::add(const AddCheckpoint& request, Time now) {
  const auto shown = shown_by(request.checkpoint);
  if (!shown) return shown.error();
  if (auto good = check_log(request, *shown); !good) return good.error();
  const std::lock_guard lock(mutex_);
  if (auto grown = check_growth(request, shown->tree); !grown) return grown.error();
  const std::string text = parse_note(request.checkpoint)->text;
  const auto cosignature = cosign(text, parts_.name, *parts_.signer, now);
  if (!cosignature) return cosignature.error();
  if (auto kept = parts_.memory.write(request.checkpoint); !kept) return kept.error();
  last_ = shown->tree;
  return write_signature_line(*cosignature);
}

Result<void> Witness::check_log(const AddCheckpoint& request, const Checkpoint& shown) const {
  if (shown.origin != parts_.log.origin()) return fail(ErrorKind::not_found, "LEDGER_ORIGIN", shown.origin);
  const auto opened = open_checkpoint(request.checkpoint, parts_.log);
  if (!opened) return fail(ErrorKind::forbidden, opened.error().code, opened.error().detail);
  if (request.old_size > shown.tree.size)
    return fail(ErrorKind::malformed, "LEDGER_WITNESS_REQUEST", "an old size larger than the new one");
  return {};
}

Result<void> Witness::check_growth(const AddCheckpoint& request, const TreeHead& shown) const {
  if (request.old_size != last_.size) return other_size(last_.size);
  if (last_.size == shown.size && last_.size > 0 && last_ != shown) return other_size(last_.size);
  if (last_.size > 0) {
    const auto grown = check_consistency(TreeHash(), last_, shown, request.proof);
    return grown ? grown : fail(ErrorKind::invalid, grown.error().code, grown.error().detail);
  }
  if (request.proof.empty()) return {};
  return fail(ErrorKind::invalid, "LEDGER_PROOF_MALFORMED", "from the empty tree there is none");
}

} // namespace elicense::ledger
