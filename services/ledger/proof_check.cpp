// SPDX-License-Identifier: Apache-2.0
#include "ledger/proof_check.hpp"
#include <bit>

namespace elicense::ledger {
namespace {

Error malformed_proof(std::string detail) {
  return fail(ErrorKind::malformed, "LEDGER_PROOF_MALFORMED", std::move(detail));
}

Result<void> same(const Hash& found, const Hash& expected) {
  if (found != expected) return fail(ErrorKind::invalid, "LEDGER_PROOF_WRONG", "leads to another root");
  return {};
}

// The path from a node up to the root: `inner` steps inside the part that is as high as the tree's right edge
// is not, where the bits of the index say left or right, then `border` steps along that edge, with siblings
// on the left only.
struct Path {
  std::uint64_t index;
  std::size_t inner, border;
  std::size_t size() const { return inner + border; }
};

Path path_of(std::uint64_t index, std::uint64_t size) {
  const auto inner = static_cast<std::size_t>(std::bit_width(index ^ (size - 1)));
  const auto border = static_cast<std::size_t>(std::popcount(index >> inner));
  return {.index = index, .inner = inner, .border = border};
}

bool is_right(const Path& path, std::size_t step) {
  return step >= path.inner || (path.index >> step & 1U) != 0;
}

// 0 < from.size < to.size. The path is that of the last leaf of the old tree, from the highest perfect
// subtree that ends with it: that one is the old tree itself when its size is a power of two, else the
// proof's first.
Result<void> check_growth(const TreeHash& hash, const TreeHead& from, const TreeHead& to,
                          std::span<const Hash> proof) {
  const auto level = static_cast<std::size_t>(std::countr_zero(from.size));
  Path path = path_of(from.size - 1, to.size);
  path.index >>= level;
  path.inner -= level;
  const bool known = std::has_single_bit(from.size);
  if (proof.size() != path.size() + (known ? 0 : 1)) return malformed_proof("number of hashes");
  Hash before = known ? from.root : proof[0];
  Hash after = before;
  const auto rest = proof.subspan(known ? 0 : 1);
  for (std::size_t i = 0; i < rest.size(); ++i) {
    const bool right = is_right(path, i);
    after = right ? hash.node(rest[i], after) : hash.node(after, rest[i]);
    if (right) before = hash.node(rest[i], before);
  }
  if (const auto old = same(before, from.root); !old) return old.error();
  return same(after, to.root);
}

} // namespace

Result<void> check_inclusion(const TreeHash& hash, const Hash& leaf, std::uint64_t index,
                             const TreeHead& tree, std::span<const Hash> proof) {
  if (index >= tree.size || tree.size > max_tree_size) return malformed_proof("index or size");
  const Path path = path_of(index, tree.size);
  if (proof.size() != path.size()) return malformed_proof("number of hashes");
  Hash found = leaf;
  for (std::size_t i = 0; i < proof.size(); ++i)
    found = is_right(path, i) ? hash.node(proof[i], found) : hash.node(found, proof[i]);
  return same(found, tree.root);
}

Result<void> check_consistency(const TreeHash& hash, const TreeHead& from, const TreeHead& to,
                               std::span<const Hash> proof) {
  if (from.size == 0 || from.size > to.size || to.size > max_tree_size) return malformed_proof("sizes");
  if (from.size != to.size) return check_growth(hash, from, to, proof);
  if (!proof.empty()) return malformed_proof("number of hashes");
  return same(from.root, to.root);
}

} // namespace elicense::ledger
