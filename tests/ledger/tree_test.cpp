// SPDX-License-Identifier: Apache-2.0
// The growing tree: known roots of RFC 6962 trees, the definition for every size, and going on after a
// restart.
#include "ledger/tree.hpp"
#include "tests/support/memory_ledger.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::ledger {
namespace {

using namespace test;

// The eight leaves that Certificate Transparency logs have been tested with since RFC 6962, and their roots.
constexpr std::string_view known_leaves[] = {
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
constexpr std::string_view known_roots[] = {
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

TEST(Tree, KnownRootsWithSha256) {
  const TreeHash hash(HashAlgorithm::sha256);
  Tree tree(hash);
  EXPECT_EQ(tree.root(), hash.empty());
  for (std::size_t i = 0; i < std::size(known_leaves); ++i) {
    tree.append(hash.leaf(from_hex(known_leaves[i]).value()));
    EXPECT_EQ(to_hex(tree.root()), known_roots[i]) << i;
    EXPECT_EQ(tree.size(), i + 1);
  }
}

TEST(Tree, HasTheDefinedRootAtEverySize) {
  const TreeHash hash;
  const auto leaves = numbered_leaves(hash, 300);
  Tree tree;
  for (std::size_t size = 0; size < leaves.size(); ++size) {
    ASSERT_EQ(tree.root(), defined_root(hash, std::span(leaves).first(size))) << size;
    tree.append(leaves[size]);
  }
}

TEST(Tree, StoresEveryPerfectSubtreeOnce) {
  Tree tree;
  std::size_t stored = 0;
  for (std::uint64_t i = 0; i < 64; ++i)
    tree.append(numbered_leaf(TreeHash(), i), [&](const Node&, const Hash&) { ++stored; });
  EXPECT_EQ(stored, 2 * 64U - 1);
}

TEST(Tree, GoesOnFromTheStore) {
  MemoryLedger ledger;
  for (std::uint64_t size = 0; size < 70; ++size) {
    ledger.grow_to(size);
    Tree loaded = Tree::load(TreeHash(), size, ledger).value();
    EXPECT_EQ(loaded.root(), ledger.tree().root());
    loaded.append(numbered_leaf(TreeHash(), size));
    ledger.grow_to(size + 1);
    EXPECT_EQ(loaded.root(), ledger.tree().root()) << size;
  }
}

TEST(Tree, IsNotLoadedFromWhatIsMissingOrTooLarge) {
  MemoryLedger ledger;
  ledger.grow_to(5);
  EXPECT_THAT(Tree::load(TreeHash(), 6, ledger), fails_with("LEDGER_TEST_MISSING"));
  EXPECT_THAT(Tree::load(TreeHash(), max_tree_size + 1, ledger), fails_with("LEDGER_RANGE"));
}

// Every subtree has one and the same hash: enough to come to the largest size.
struct EqualHashes : HashSource {
  Result<std::vector<Hash>> read(std::span<const Node> nodes) const override {
    return std::vector<Hash>(nodes.size());
  }
};

TEST(Tree, EndsAtTheLargestSize) {
  Tree tree = Tree::load(TreeHash(), max_tree_size - 1, EqualHashes()).value();
  tree.append(Hash{});
  EXPECT_EQ(tree.size(), max_tree_size);
  EXPECT_NE(tree.root(), Hash{});
  EXPECT_THROW(tree.append(Hash{}), std::length_error);
}

} // namespace
} // namespace elicense::ledger
