// SPDX-License-Identifier: Apache-2.0
#include "ledger/nodes.hpp"
#include "tests/support/memory_ledger.hpp"
#include <gmock/gmock.h>

namespace elicense::ledger {

void PrintTo(const Node& node, std::ostream* out) {
  *out << node.level << '/' << node.index;
}

namespace {

using namespace test;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<Node> nodes_of(std::uint64_t begin, std::uint64_t end) {
  std::vector<Node> nodes;
  append_nodes(nodes, {begin, end});
  return nodes;
}

TEST(Nodes, SplitIsTheLargestPowerOfTwoBelow) {
  const std::vector<std::pair<std::uint64_t, std::uint64_t>> known = {
      {2, 1}, {3, 2}, {4, 2}, {5, 4}, {8, 4}, {9, 8}, {max_tree_size, max_tree_size / 2}};
  for (const auto& [size, left] : known)
    EXPECT_EQ(split(size), left) << size;
}

TEST(Nodes, OfASpanArePerfectFromLeftToRight) {
  EXPECT_THAT(nodes_of(0, 0), IsEmpty());
  EXPECT_THAT(nodes_of(0, 1), ElementsAre(Node{0, 0}));
  EXPECT_THAT(nodes_of(0, 8), ElementsAre(Node{3, 0}));
  EXPECT_THAT(nodes_of(0, 7), ElementsAre(Node{2, 0}, Node{1, 2}, Node{0, 6}));
  EXPECT_THAT(nodes_of(8, 11), ElementsAre(Node{1, 4}, Node{0, 10}));
  EXPECT_THAT(nodes_of(0, max_tree_size), ElementsAre(Node{max_levels - 1, 0}));
}

TEST(Nodes, FoldIsTheDefinedRoot) {
  const TreeHash hash;
  EXPECT_EQ(fold(hash, {}), hash.empty());
  MemoryLedger ledger;
  ledger.grow_to(40);
  const auto leaves = numbered_leaves(hash, 40);
  for (std::uint64_t size = 0; size <= 40; ++size)
    EXPECT_EQ(fold(hash, ledger.read(nodes_of(0, size)).value()),
              defined_root(hash, std::span(leaves).first(size)));
}

} // namespace
} // namespace elicense::ledger
