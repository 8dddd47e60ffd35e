// SPDX-License-Identifier: Apache-2.0
// A witness (C2SP tlog-witness): remembers the last tree it cosigned of one log, and cosigns only what that
// tree grew into. A log that shows two views, or goes back, gets no second signature.
#pragma once
#include "ledger/policy.hpp"
#include "ledger/proof.hpp"
#include <mutex>

namespace elicense::ledger {

inline constexpr std::size_t max_witness_request =
    max_note_size + 8 * KiB; // 63 hashes and a line before the note

// "old N", the proof line by line, an empty line, the checkpoint (tlog-witness, add-checkpoint).
struct AddCheckpoint {
  std::uint64_t old_size = 0;
  Proof proof; // of the tree of old_size in that of the checkpoint
  std::string checkpoint;
};
Result<AddCheckpoint> parse_add_checkpoint(std::string_view body); // LEDGER_WITNESS_REQUEST
std::string write_add_checkpoint(const AddCheckpoint& request);

// Where a witness keeps the checkpoint it cosigned last, of its own instance only.
class WitnessMemory {
 public:
  virtual ~WitnessMemory() = default;
  virtual Result<std::optional<std::string>> read() const = 0; // the note
  virtual Result<void> write(const std::string& note) = 0;     // durable when it returns
};

class Witness {
 public:
  struct Parts {
    std::string name;
    std::shared_ptr<const crypto::Signer> signer;
    Policy log; // no witness is asked for
    WitnessMemory& memory;
  };
  static Result<std::unique_ptr<Witness>> open(Parts parts); // LEDGER_KEY, LEDGER_WITNESS_MEMORY

  const NoteKey& key() const { return key_; }
  std::uint64_t size() const; // of the last tree cosigned

  // The line that is added to the note; remembered before it is answered. LEDGER_WITNESS_REQUEST,
  // LEDGER_ORIGIN (another log), LEDGER_NOT_SIGNED and LEDGER_SIGNATURE_WRONG, LEDGER_WITNESS_SIZE (another
  // old size, or the same size with another root), LEDGER_PROOF_…
  Result<std::string> add(const AddCheckpoint& request, Time now);

 private:
  Witness(Parts parts, NoteKey key, TreeHead last);
  Result<void> check_log(const AddCheckpoint& request, const Checkpoint& shown) const;
  Result<void> check_growth(const AddCheckpoint& request, const TreeHead& shown) const;

  Parts parts_;
  NoteKey key_;
  TreeHead last_;
  mutable std::mutex mutex_; // two requests must not both grow from one tree
};

} // namespace elicense::ledger
