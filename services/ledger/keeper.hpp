// SPDX-License-Identifier: Apache-2.0
// Who signs for the ledger: a checkpoint when it has grown, never of a tree that does not begin with the last
// one it signed; and receipts.
#pragma once
#include "ledger/book.hpp"
#include "ledger/receipt.hpp"
#include <mutex>

namespace elicense::ledger {

inline constexpr std::chrono::seconds checkpoint_interval{1}; // of activity
inline constexpr std::uint64_t checkpoint_entries = 1000;     // new leaves that do not wait for it

class Keeper {
 public:
  struct Parts {
    Book& book;
    std::shared_ptr<const crypto::Signer> signer;
    std::string origin;                 // and name of the signer's key
    std::vector<FormerKey> former = {}; // whose checkpoints may be stored before the first of the signer's
  };
  // LEDGER_KEY for an origin that cannot be one
  static Result<std::unique_ptr<Keeper>> open(Parts parts);

  const NoteKey& key() const { return key_; }
  const Policy& policy() const { return policy_; }
  // The newest signed tree; signs the present one when there is none. LEDGER_FORKED: what is stored is not
  // what was signed before; nothing is signed until it is restored.
  Result<SignedTree> newest();
  Result<SignedTree>
  covering(std::uint64_t size); // with at least so many leaves. LEDGER_RANGE, LEDGER_FORKED
  Result<void> keep(Time now);  // signs when it is due; to be called often
  // The first checkpoint of a key, behind the last one of a former key; nothing when it was made before.
  // LEDGER_FORKED
  Result<void> succeed();

  // A checkpoint of ours that witnesses signed, for who asks for checkpoints and receipts; the largest is
  // remembered. LEDGER_ROLLED_BACK when the book does not begin with its tree, and what open_checkpoint()
  // says of the note.
  Result<void> remember_witnessed(const std::string& note);
  // The newest signed tree, as witnesses signed it when they did: for everybody. LEDGER_FORKED
  Result<SignedTree> published();

  // The leaf, its proof and a checkpoint over both, as witnesses signed it when one of theirs covers the
  // leaf; checked before it leaves. LEDGER_RANGE, LEDGER_FORKED
  Result<Receipt> receipt(std::uint64_t index);
  Result<Proof> consistency(std::uint64_t from, std::uint64_t to) const; // LEDGER_RANGE

 private:
  Keeper(Parts parts, NoteKey key, Policy policy);
  Result<SignedTree> witnessed_or_covering(std::uint64_t size);
  Result<TreeHead> check_not_behind(std::string_view note) const;
  Result<OpenedCheckpoint> opened(const SignedTree& tree) const;
  Result<TreeHead> stored(std::uint64_t size) const;
  Result<void> check_growth(const TreeHead& last, const TreeHead& present) const;
  Result<SignedTree> sign(const std::optional<SignedTree>& last, std::uint64_t size);
  Result<SignedTree> sign_grown(const std::optional<TreeHead>& last, std::uint64_t size);

  Parts parts_;
  NoteKey key_;
  Policy policy_; // to believe nobody but the own key, and those before it
  TreeHash hash_;
  std::mutex mutex_; // one signs at a time
  Time last_signed_{};
  mutable std::mutex witnessed_mutex_; // of what is below
  SignedTree witnessed_;
};

} // namespace elicense::ledger
