// SPDX-License-Identifier: Apache-2.0
// Hashes out of tiles: the same as those of the whole tree, each tile read once, and bad tiles told.
#include "ledger/proof.hpp"
#include "ledger/proof_check.hpp"
#include "ledger/tile.hpp"
#include "tests/support/memory_ledger.hpp"
#include "tests/support/memory_tiles.hpp"
#include "tests/support/result_matchers.hpp"
#include <set>

namespace elicense::ledger {
namespace {

using namespace test;

struct Tiled {
  TreeHash hash;
  MemoryTiles tiles;
  MemoryLedger all;
  Tree tree;
  explicit Tiled(std::uint64_t size) {
    all.grow_to(size);
    while (tree.size() < size)
      tree.append(numbered_leaf(hash, tree.size()),
                  [&](const Node& node, const Hash& one) { tiles.store(node, one); });
  }
  TileHashes hashes() const { return {hash, tree.size(), tiles}; }
};

const Tiled& large() { // the standard's example: 70,000 leaves fill three levels
  static const Tiled made(70'000);
  return made;
}

TEST(TileOf, IsTheStandardsExample) {
  const std::uint64_t size = 70'000;
  EXPECT_EQ(tile_of({0, 69'999}, size), (Tile{0, 273, 112}));
  EXPECT_EQ(tile_of({0, 69'887}, size), (Tile{0, 272, 256}));
  EXPECT_EQ(tile_of({8, 255}, size), (Tile{1, 0, 256}));
  EXPECT_EQ(tile_of({8, 272}, size), (Tile{1, 1, 17}));
  EXPECT_EQ(tile_of({16, 0}, size), (Tile{2, 0, 1}));
  EXPECT_EQ(tile_of({0, 255}, 256), (Tile{0, 0, 256}));
  EXPECT_EQ(tile_of({8, 0}, 256), (Tile{1, 0, 1}));
}

TEST(TileOf, NodesBetweenTilesStandInTheTileBelow) {
  EXPECT_EQ(tile_of({7, 1}, 256), (Tile{0, 0, 256}));
  EXPECT_EQ(tile_of({7, 2}, 400), (Tile{0, 1, 144}));
  EXPECT_EQ(tile_of({15, 1}, 70'000), (Tile{1, 0, 256}));
}

TEST(TileHashes, AreThoseOfTheWholeTree) {
  const Tiled tiled(600);
  std::vector<Node> nodes;
  for (unsigned level = 0; level <= 9; ++level)
    for (std::uint64_t index = 0; index < 600U >> level; ++index)
      nodes.push_back({level, index});
  EXPECT_EQ(tiled.hashes().read(nodes).value(), tiled.all.read(nodes).value());
}

TEST(TileHashes, ProveAndLoadTheTree) {
  const TreeHead head{70'000, large().tree.root()};
  const TileHashes hashes = large().hashes();
  EXPECT_EQ(Tree::load(TreeHash(), head.size, hashes)->root(), head.root);
  for (const std::uint64_t index : {0U, 255U, 256U, 65'535U, 65'536U, 69'887U, 69'888U, 69'999U}) {
    const Proof proof = inclusion_proof(TreeHash(), hashes, index, head.size).value();
    EXPECT_THAT(check_inclusion(TreeHash(), numbered_leaf(TreeHash(), index), index, head, proof),
                succeeds());
    const Proof growth = consistency_proof(TreeHash(), hashes, index + 1, head.size).value();
    EXPECT_EQ(growth, consistency_proof(TreeHash(), large().all, index + 1, head.size).value());
  }
}

TEST(TileHashes, ReadEachTileOnceAndFewOfThem) {
  large().tiles.read_paths.clear();
  ASSERT_THAT(inclusion_proof(TreeHash(), large().hashes(), 300, 70'000), succeeds());
  const auto& paths = large().tiles.read_paths;
  EXPECT_EQ(std::set(paths.begin(), paths.end()).size(), paths.size());
  EXPECT_LE(paths.size(), 5U);
}

TEST(TileHashes, OfASmallerTreeComeFromItsOwnTiles) {
  const TileHashes smaller(TreeHash(), 300, large().tiles);
  MemoryLedger ledger;
  ledger.grow_to(300);
  EXPECT_EQ(Tree::load(TreeHash(), 300, smaller)->root(), ledger.tree().root());
  EXPECT_THAT(smaller.read(std::vector{Node{0, 300}}), fails_with("LEDGER_RANGE"));
}

TEST(TileHashes, EndWithTheTree) {
  const TileHashes hashes = large().hashes();
  for (const Node& node : {Node{0, 70'000}, Node{1, 35'000}, Node{17, 0}, Node{max_levels, 0}, Node{64, 0},
                           Node{~0U, 0}, Node{0, ~std::uint64_t{0}}})
    EXPECT_THAT(hashes.read(std::vector{node}), fails_with("LEDGER_RANGE"))
        << node.level << '/' << node.index;
}

TEST(TileHashes, TellTilesOfAnotherLength) {
  struct Short : TileSource {
    std::size_t size;
    explicit Short(std::size_t bytes) : size(bytes) {}
    Result<Bytes> read(const Tile&) const override { return Bytes(size); }
  };
  const auto read = [](std::size_t bytes) {
    const Short tiles(bytes);
    return TileHashes(TreeHash(), 3, tiles).read(std::vector{Node{0, 1}});
  };
  for (const std::size_t bytes : {0U, 32U, 95U, 97U, 128U})
    EXPECT_THAT(read(bytes), fails_with("LEDGER_TILE_MALFORMED"));
  EXPECT_THAT(read(96), succeeds());
}

TEST(TileHashes, SayWhatTheSourceSays) {
  const MemoryTiles none;
  EXPECT_THAT(TileHashes(TreeHash(), 3, none).read(std::vector{Node{0, 1}}),
              fails_with("LEDGER_TEST_MISSING"));
}

TEST(TileHashes, SpoiledTilesGiveProofsThatDoNotHold) {
  Tiled tiled(300);
  tiled.tiles.content({.level = 0, .index = 0})[40] ^= 1;
  const Proof proof = inclusion_proof(TreeHash(), tiled.hashes(), 200, 300).value();
  EXPECT_THAT(
      check_inclusion(TreeHash(), numbered_leaf(TreeHash(), 200), 200, {300, tiled.tree.root()}, proof),
      fails_with("LEDGER_PROOF_WRONG"));
}

} // namespace
} // namespace elicense::ledger
