// SPDX-License-Identifier: Apache-2.0
// Whom to believe: the keys of one log, and how many of which witnesses must have seen a checkpoint.
#pragma once
#include "ledger/checkpoint.hpp"

namespace elicense::ledger {

// A key that was replaced. What it signed stays good; a larger tree with its signature was made by somebody
// who should not have it any more.
struct FormerKey {
  NoteKey key;
  std::uint64_t last_size = 0; // of the tree whose last leaf says that it was replaced
};

class Policy {
 public:
  struct Draft {
    std::string origin;
    std::vector<NoteKey> log_keys; // in force
    std::vector<NoteKey> witness_keys;
    std::size_t quorum = 0;                  // of witnesses, by name
    std::vector<FormerKey> former_keys = {}; // of the log
  };
  // LEDGER_POLICY: no key of the log, a key for another statement, one key under two names or as log and
  // witness (its holder would count twice), a former key that is another's, or more witnesses asked for than
  // named.
  static Result<Policy> make(Draft draft);

  const std::string& origin() const { return draft_.origin; }
  std::size_t quorum() const { return draft_.quorum; }
  const std::vector<NoteKey>& log_keys() const { return draft_.log_keys; }
  const std::vector<FormerKey>& former_keys() const { return draft_.former_keys; }
  Policy of_log() const;                                     // the same log, no witness asked for or known
  const NoteKey* find(const NoteSignature& signature) const; // in force, or a witness's
  const FormerKey* find_former(const NoteSignature& signature) const;

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
  bool by_former = false;                // of the log only former keys signed it
};

// Signatures of unknown keys are passed over; one of a known key that does not hold refuses the whole note
// (signed-note, Signatures). LEDGER_SIGNATURE_WRONG, LEDGER_NOT_SIGNED (by the log), LEDGER_WITNESSES (too
// few), LEDGER_ORIGIN (another log), LEDGER_KEY_ENDED (a former key under a larger tree than it may have
// signed), LEDGER_NOTE_…, LEDGER_CHECKPOINT_MALFORMED, SM2_UNAVAILABLE.
Result<OpenedCheckpoint> open_checkpoint(std::string_view note, const Policy& policy);

} // namespace elicense::ledger
