// SPDX-License-Identifier: Apache-2.0
#include "ledger/keeper.hpp"
#include "ledger/tree.hpp"

namespace elicense::ledger {
namespace {

Error forked(std::string detail) {
  return fail(ErrorKind::unavailable, "LEDGER_FORKED", std::move(detail));
}

bool is_due(std::uint64_t grown, Time now, Time last) {
  return grown >= checkpoint_entries || (grown > 0 && now - last >= checkpoint_interval);
}

} // namespace

Keeper::Keeper(Parts parts, NoteKey key, Policy policy)
    : parts_(std::move(parts)), key_(std::move(key)), policy_(std::move(policy)) {}

Result<std::unique_ptr<Keeper>> Keeper::open(Parts parts) {
  auto key = NoteKey::make(parts.origin, parts.signer->public_key(), Statement::checkpoint);
  if (!key) return key.error();
  auto policy = Policy::make({.origin = parts.origin,
                              .log_keys = {*key},
                              .witness_keys = {},
                              .quorum = 0,
                              .former_keys = parts.former});
  if (!policy) return policy.error();
  return std::unique_ptr<Keeper>(new Keeper(std::move(parts), *std::move(key), *std::move(policy)));
}

Result<SignedTree> Keeper::newest() {
  return covering(0);
}

Result<SignedTree> Keeper::covering(std::uint64_t size) {
  const std::lock_guard lock(mutex_);
  const auto last = parts_.book.newest_checkpoint();
  if (!last) return last.error();
  if (*last && (*last)->size >= size) return **last;
  const auto present = parts_.book.size();
  if (!present) return present.error();
  if (*present < size) return fail(ErrorKind::not_found, "LEDGER_RANGE", "not that long yet");
  return sign(*last, *present);
}

Result<void> Keeper::keep(Time now) {
  const std::lock_guard lock(mutex_);
  const auto last = parts_.book.newest_checkpoint();
  if (!last) return last.error();
  const auto present = parts_.book.size();
  if (!present) return present.error();
  const std::uint64_t signed_size = *last ? (*last)->size : 0;
  if (*present < signed_size) return forked("shorter than what was signed");
  if (!is_due(*present - signed_size, now, last_signed_)) return {};
  if (auto made = sign(*last, *present); !made) return made.error();
  last_signed_ = now;
  return {};
}

// Whoever stole a former key could store a checkpoint under it: only succeed() goes on from one.
Result<SignedTree> Keeper::sign(const std::optional<SignedTree>& last, std::uint64_t size) {
  if (!last) return sign_grown(std::nullopt, size);
  const auto checkpoint = opened(*last);
  if (!checkpoint) return checkpoint.error();
  if (checkpoint->by_former) return forked("the newest checkpoint is by a former key");
  return sign_grown(checkpoint->checkpoint.tree, size);
}

Result<void> Keeper::succeed() {
  const std::lock_guard lock(mutex_);
  const auto last = parts_.book.newest_checkpoint();
  if (!last) return last.error();
  const auto present = parts_.book.size();
  if (!present) return present.error();
  std::optional<TreeHead> before;
  if (*last) {
    const auto checkpoint = opened(**last);
    if (!checkpoint) return checkpoint.error();
    if (!checkpoint->by_former) return {};
    before = checkpoint->checkpoint.tree;
  }
  const auto made = sign_grown(before, *present);
  return made ? Result<void>() : Result<void>(made.error());
}

Result<SignedTree> Keeper::sign_grown(const std::optional<TreeHead>& last, std::uint64_t size) {
  const auto tree = stored(size);
  if (!tree) return tree.error();
  if (last) {
    if (auto grown = check_growth(*last, *tree); !grown) return grown.error();
  }
  auto note = sign_checkpoint({.origin = parts_.origin, .tree = *tree, .extensions = {}}, *parts_.signer);
  if (!note) return note.error();
  SignedTree made{.size = size, .note = *std::move(note)};
  if (auto added = parts_.book.add_checkpoint(made); !added) return added.error();
  return made;
}

Result<OpenedCheckpoint> Keeper::opened(const SignedTree& tree) const {
  auto checkpoint = open_checkpoint(tree.note, policy_);
  if (!checkpoint) return forked("the stored checkpoint: " + checkpoint.error().code);
  return checkpoint;
}

Result<TreeHead> Keeper::stored(std::uint64_t size) const {
  const auto tree = Tree::load(hash_, size, TileHashes(hash_, size, parts_.book));
  if (!tree) return tree.error();
  return TreeHead{.size = size, .root = tree->root()};
}

Result<void> Keeper::check_growth(const TreeHead& last, const TreeHead& present) const {
  if (last.size > present.size) return forked("shorter than what was signed");
  if (last.size == 0) return {};
  const auto proof =
      consistency_proof(hash_, TileHashes(hash_, present.size, parts_.book), last.size, present.size);
  if (!proof) return proof.error();
  if (!check_consistency(hash_, last, present, *proof)) return forked("other entries than those signed");
  return {};
}

Result<TreeHead> Keeper::check_not_behind(std::string_view note) const {
  const auto opened = open_checkpoint(note, policy_);
  if (!opened) return opened.error();
  const TreeHead& witnessed = opened->checkpoint.tree;
  const auto present = parts_.book.size();
  if (!present) return present.error();
  const std::string sizes =
      std::to_string(*present) + " entries, " + std::to_string(witnessed.size) + " witnessed";
  if (*present < witnessed.size) return fail(ErrorKind::conflict, "LEDGER_ROLLED_BACK", sizes);
  const auto tree = stored(witnessed.size);
  if (!tree) return tree.error();
  if (*tree != witnessed)
    return fail(ErrorKind::conflict, "LEDGER_ROLLED_BACK", sizes + ", of other content");
  return witnessed;
}

Result<void> Keeper::remember_witnessed(const std::string& note) {
  const auto tree = check_not_behind(note);
  if (!tree) return tree.error();
  const std::lock_guard lock(witnessed_mutex_);
  if (tree->size >= witnessed_.size) witnessed_ = {.size = tree->size, .note = note};
  return {};
}

Result<SignedTree> Keeper::published() {
  const auto tree = newest();
  return tree ? witnessed_or_covering(tree->size) : tree;
}

Result<SignedTree> Keeper::witnessed_or_covering(std::uint64_t size) {
  {
    const std::lock_guard lock(witnessed_mutex_);
    if (size > 0 && witnessed_.size >= size) return witnessed_;
  }
  return covering(size);
}

Result<Receipt> Keeper::receipt(std::uint64_t index) {
  if (index >= max_tree_size) return fail(ErrorKind::not_found, "LEDGER_RANGE", "no such entry");
  auto tree = witnessed_or_covering(index + 1);
  if (!tree) return tree.error();
  auto leaf = parts_.book.entries(index, 1);
  if (!leaf) return leaf.error();
  auto proof = inclusion_proof(hash_, TileHashes(hash_, tree->size, parts_.book), index, tree->size);
  if (!proof) return proof.error();
  Receipt receipt{.index = index,
                  .extra = std::move(leaf->front()),
                  .proof = *std::move(proof),
                  .checkpoint = std::move(tree->note)};
  if (auto proven = check_receipt(receipt, policy_); !proven) return forked(proven.error().code);
  return receipt;
}

Result<Proof> Keeper::consistency(std::uint64_t from, std::uint64_t to) const {
  const auto present = parts_.book.size();
  if (!present) return present.error();
  if (to > *present) return fail(ErrorKind::not_found, "LEDGER_RANGE", "not that long yet");
  return consistency_proof(hash_, TileHashes(hash_, to, parts_.book), from, to);
}

} // namespace elicense::ledger
