// SPDX-License-Identifier: Apache-2.0
// Where the stored hashes of a tree stand. Stored are the perfect subtrees only: they never change again.
#pragma once
#include "ledger/tree_hash.hpp"
#include <span>

namespace elicense::ledger {

// Sizes stay far from the end of 64 bits, so that sums of them cannot overflow.
inline constexpr std::uint64_t max_tree_size = std::uint64_t{1} << 62;
inline constexpr unsigned max_levels = 63; // 0 … 62

// The hash over the leaves [index * 2^level, (index + 1) * 2^level).
struct Node {
  unsigned level = 0;
  std::uint64_t index = 0;
  friend bool operator==(const Node&, const Node&) = default;
};

// Leaves [begin, end): a subtree as RFC 6962 splits them, perfect or not.
struct Span {
  std::uint64_t begin = 0, end = 0;
  std::uint64_t size() const { return end - begin; }
};

// What a store has to answer: the hashes of perfect subtrees. An error says why it could not.
class HashSource {
 public:
  virtual ~HashSource() = default;
  virtual Result<std::vector<Hash>> read(std::span<const Node> nodes) const = 0; // in the order asked
};

// The largest power of two smaller than `size` (RFC 6962 2.1); for size > 1.
std::uint64_t split(std::uint64_t size);

// The perfect subtrees of a span from left to right. `begin` must be a multiple of the first one's size, as
// it is for every span that split() makes.
void append_nodes(std::vector<Node>& nodes, Span span);

// The hash over a span, given the hashes of its perfect subtrees.
Hash fold(const TreeHash& hash, std::span<const Hash> subtrees);

} // namespace elicense::ledger
