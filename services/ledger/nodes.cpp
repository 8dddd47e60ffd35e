// SPDX-License-Identifier: Apache-2.0
#include "ledger/nodes.hpp"
#include <bit>

namespace elicense::ledger {

std::uint64_t split(std::uint64_t size) {
  return std::bit_floor(size - 1);
}

void append_nodes(std::vector<Node>& nodes, Span span) {
  while (span.begin < span.end) {
    const auto level = static_cast<unsigned>(std::bit_width(span.size()) - 1);
    nodes.push_back({.level = level, .index = span.begin >> level});
    span.begin += std::uint64_t{1} << level;
  }
}

Hash fold(const TreeHash& hash, std::span<const Hash> subtrees) {
  if (subtrees.empty()) return hash.empty();
  Hash folded = subtrees.back();
  for (std::size_t i = subtrees.size() - 1; i-- > 0;)
    folded = hash.node(subtrees[i], folded);
  return folded;
}

} // namespace elicense::ledger
