// SPDX-License-Identifier: Apache-2.0
#include "tests/support/memory_ledger.hpp"

namespace elicense::test {

using ledger::Hash;

Hash numbered_leaf(const ledger::TreeHash& hash, std::uint64_t index) {
  return hash.leaf(as_bytes(std::to_string(index)));
}

void MemoryLedger::append(const Hash& leaf) {
  tree_.append(leaf, [&](const ledger::Node& node, const Hash& hash) {
    if (levels_.size() <= node.level) levels_.resize(node.level + 1);
    if (levels_[node.level].size() != node.index) throw std::logic_error("a node out of turn");
    levels_[node.level].push_back(hash);
  });
}

void MemoryLedger::grow_to(std::uint64_t size) {
  while (tree_.size() < size)
    append(numbered_leaf(hash_, tree_.size()));
}

Result<std::vector<Hash>> MemoryLedger::read(std::span<const ledger::Node> nodes) const {
  ++reads;
  hashes_read += nodes.size();
  std::vector<Hash> hashes;
  for (const ledger::Node& node : nodes) {
    if (node.level >= levels_.size() || node.index >= levels_[node.level].size())
      return fail(ErrorKind::unavailable, "LEDGER_TEST_MISSING", "not stored");
    hashes.push_back(levels_[node.level][node.index]);
  }
  return hashes;
}

Hash defined_root(const ledger::TreeHash& hash, std::span<const Hash> leaves) {
  if (leaves.empty()) return hash.empty();
  if (leaves.size() == 1) return leaves[0];
  std::size_t k = 1;
  while (k * 2 < leaves.size())
    k *= 2;
  return hash.node(defined_root(hash, leaves.first(k)), defined_root(hash, leaves.subspan(k)));
}

std::vector<Hash> numbered_leaves(const ledger::TreeHash& hash, std::uint64_t count) {
  std::vector<Hash> leaves;
  for (std::uint64_t i = 0; i < count; ++i)
    leaves.push_back(numbered_leaf(hash, i));
  return leaves;
}

} // namespace elicense::test
