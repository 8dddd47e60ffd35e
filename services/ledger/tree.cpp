// SPDX-License-Identifier: Apache-2.0
#include "ledger/tree.hpp"

namespace elicense::ledger {

Result<Tree> Tree::load(TreeHash hash, std::uint64_t size, const HashSource& source) {
  if (size > max_tree_size) return fail(ErrorKind::invalid, "LEDGER_RANGE", "size of the tree");
  std::vector<Node> nodes;
  append_nodes(nodes, {0, size});
  const auto hashes = source.read(nodes);
  if (!hashes) return hashes.error();
  Tree tree(hash);
  tree.size_ = size;
  for (std::size_t i = 0; i < nodes.size(); ++i)
    tree.peaks_[nodes[i].level] = hashes->at(i);
  return tree;
}

Hash Tree::root() const {
  std::array<Hash, max_levels> subtrees;
  std::size_t count = 0;
  for (unsigned level = max_levels; level-- > 0;)
    if (has(level)) subtrees[count++] = peaks_[level];
  return fold(hash_, std::span(subtrees).first(count));
}

} // namespace elicense::ledger
