// SPDX-License-Identifier: Apache-2.0
#include "ledger/proof.hpp"
#include <algorithm>

namespace elicense::ledger {
namespace {

Error out_of_range() {
  return fail(ErrorKind::invalid, "LEDGER_RANGE", "no such place in the tree");
}

// The siblings on the way from the root down to leaf `index`, the root's child first.
std::vector<Span> siblings_above(std::uint64_t index, Span tree) {
  std::vector<Span> siblings;
  while (tree.size() > 1) {
    const std::uint64_t middle = tree.begin + split(tree.size());
    const bool left = index < middle;
    siblings.push_back(left ? Span{middle, tree.end} : Span{tree.begin, middle});
    (left ? tree.end : tree.begin) = middle;
  }
  return siblings;
}

// RFC 6962 2.1.2: SUBPROOF(from, D[to], true), the root's child first.
std::vector<Span> spans_between(std::uint64_t from, Span tree) {
  std::vector<Span> spans;
  bool known = true; // the verifier knows the hash of D[0:from] itself
  while (tree.end != from) {
    const std::uint64_t middle = tree.begin + split(tree.size());
    const bool left = from <= middle;
    spans.push_back(left ? Span{middle, tree.end} : Span{tree.begin, middle});
    (left ? tree.end : tree.begin) = middle;
    known = known && left;
  }
  if (!known) spans.push_back(tree);
  return spans;
}

Result<Proof> hashes_of(const TreeHash& hash, const HashSource& source, const std::vector<Span>& spans) {
  std::vector<Node> nodes;
  std::vector<std::size_t> ends; // of each span's nodes
  for (const Span& span : spans) {
    append_nodes(nodes, span);
    ends.push_back(nodes.size());
  }
  const auto hashes = source.read(nodes);
  if (!hashes) return hashes.error();
  Proof proof;
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    proof.push_back(fold(hash, std::span(*hashes).subspan(begin, end - begin)));
    begin = end;
  }
  std::ranges::reverse(proof);
  return proof;
}

} // namespace

Result<Proof> inclusion_proof(const TreeHash& hash, const HashSource& source, std::uint64_t index,
                              std::uint64_t size) {
  if (index >= size || size > max_tree_size) return out_of_range();
  return hashes_of(hash, source, siblings_above(index, {0, size}));
}

Result<Proof> consistency_proof(const TreeHash& hash, const HashSource& source, std::uint64_t from,
                                std::uint64_t to) {
  if (from == 0 || from > to || to > max_tree_size) return out_of_range();
  return hashes_of(hash, source, spans_between(from, {0, to}));
}

} // namespace elicense::ledger
