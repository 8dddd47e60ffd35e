// SPDX-License-Identifier: Apache-2.0
// A ledger in memory, for tests: its leaves, every hash of it, and the roots by the words of RFC 6962.
#pragma once
#include "ledger/tree.hpp"

namespace elicense::test {

// Leaf i of the trees in tests is its number, in decimal.
ledger::Hash numbered_leaf(const ledger::TreeHash& hash, std::uint64_t index);

class MemoryLedger : public ledger::HashSource {
 public:
  explicit MemoryLedger(ledger::TreeHash hash = ledger::TreeHash()) : hash_(hash), tree_(hash) {}

  void append(const ledger::Hash& leaf);
  void grow_to(std::uint64_t size); // with numbered leaves
  const ledger::Tree& tree() const { return tree_; }
  // LEDGER_TEST_MISSING for what is not stored. Counts how often and how much was read.
  Result<std::vector<ledger::Hash>> read(std::span<const ledger::Node> nodes) const override;

  mutable std::size_t reads = 0, hashes_read = 0;

 private:
  ledger::TreeHash hash_;
  ledger::Tree tree_;
  std::vector<std::vector<ledger::Hash>> levels_;
};

// MTH(D[begin:end]) of RFC 6962 section 2.1, word for word.
ledger::Hash defined_root(const ledger::TreeHash& hash, std::span<const ledger::Hash> leaves);
std::vector<ledger::Hash> numbered_leaves(const ledger::TreeHash& hash, std::uint64_t count);

} // namespace elicense::test
