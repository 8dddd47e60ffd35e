// SPDX-License-Identifier: Apache-2.0
// An append-only tree as the compact range of its leaves: one hash for each set bit of its size, no
// allocation.
#pragma once
#include "ledger/nodes.hpp"
#include <stdexcept>

namespace elicense::ledger {

class Tree {
 public:
  explicit Tree(TreeHash hash = TreeHash()) : hash_(hash) {}
  // The tree of the first `size` leaves of a store. LEDGER_RANGE, and what the source says.
  static Result<Tree> load(TreeHash hash, std::uint64_t size, const HashSource& source);

  std::uint64_t size() const { return size_; }
  Hash root() const;

  // Adds one leaf. `store(Node, const Hash&)` is told the leaf and every perfect subtree it completes.
  template <class Store> void append(const Hash& leaf, Store&& store);
  void append(const Hash& leaf) {
    append(leaf, [](const Node&, const Hash&) {});
  }

 private:
  bool has(unsigned level) const { return (size_ >> level & 1U) != 0; }
  TreeHash hash_;
  std::uint64_t size_ = 0;
  std::array<Hash, max_levels> peaks_{}; // [level] counts when that bit of the size is set
};

template <class Store> void Tree::append(const Hash& leaf, Store&& store) {
  if (size_ == max_tree_size) throw std::length_error("the ledger is full");
  Hash carried = leaf;
  unsigned level = 0;
  store(Node{0, size_}, carried);
  for (; has(level); ++level) {
    carried = hash_.node(peaks_[level], carried);
    store(Node{level + 1, size_ >> (level + 1)}, carried);
  }
  peaks_[level] = carried;
  ++size_;
}

} // namespace elicense::ledger
