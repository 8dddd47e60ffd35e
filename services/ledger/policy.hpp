// SPDX-License-Identifier: Apache-2.0
// Whom to believe: the keys of one log, and how many of which witnesses must have seen a checkpoint.
#pragma once
#include "ledger/checkpoint.hpp"

namespace elicense::ledger {

class Policy {
 public:
  struct Draft {
    std::string origin;
    std::vector<NoteKey> log_keys; // more than one while a key is replaced
    std::vector<NoteKey> witness_keys;
    std::size_t quorum = 0; // of witnesses, by name
  };
  // LEDGER_POLICY: no key of the log, a key for another statement, one key under two names or as log and
  // witness (its holder would count twice), or more witnesses asked for than named.
  static Result<Policy> make(Draft draft);

  const std::string& origin() const { return draft_.origin; }
  std::size_t quorum() const { return draft_.quorum; }
  Policy of_log() const; // the same log, no witness asked for or known
  const NoteKey* find(const NoteSignature& signature) const;

 private:
  explicit Policy(Draft draft) : draft_(std::move(draft)) {}
  Draft draft_;
};

struct Cosignature {
  std::string witness;
  Time at;
  friend bool operator==(const Cosignature&, const Cosignature&) = default;
};

struct OpenedCheckpoint {
  Checkpoint checkpoint;
  std::vector<Cosignature> cosignatures; // one a witness, its latest
};

// Signatures of unknown keys are passed over; one of a known key that does not hold refuses the whole note
// (signed-note, Signatures). LEDGER_SIGNATURE_WRONG, LEDGER_NOT_SIGNED (by the log), LEDGER_WITNESSES (too
// few), LEDGER_ORIGIN (another log), LEDGER_NOTE_…, LEDGER_CHECKPOINT_MALFORMED, SM2_UNAVAILABLE.
Result<OpenedCheckpoint> open_checkpoint(std::string_view note, const Policy& policy);

} // namespace elicense::ledger
