// SPDX-License-Identifier: Apache-2.0
// Tiles of a tree (C2SP tlog-tiles): 256 hashes side by side at every eighth level, under names that never
// change their content.
#pragma once
#include "ledger/nodes.hpp"

namespace elicense::ledger {

inline constexpr unsigned tile_height = 8, tile_width = 1U << tile_height;
inline constexpr unsigned max_tile_level = 63; // tlog-tiles, Merkle Tree: <L> is between 0 and 63
inline constexpr std::uint64_t max_tile_index = max_tree_size / tile_width - 1;

struct Tile {
  unsigned level = 0;
  std::uint64_t index = 0;
  unsigned width = tile_width; // below 256: the rightmost tile of a tree, for the time being
  friend bool operator==(const Tile&, const Tile&) = default;
};

std::string tile_path(const Tile& tile);             // tile/<L>/<N>[.p/<W>]
Result<Tile> parse_tile_path(std::string_view path); // LEDGER_TILE_PATH unless it is what tile_path() writes

// The tile that a tree of `size` leaves keeps a node in, or the hashes below it; for a node inside the tree.
Tile tile_of(const Node& node, std::uint64_t size);

// What a store or a folder of files has to answer: the 32 * width bytes of a tile.
class TileSource {
 public:
  virtual ~TileSource() = default;
  virtual Result<Bytes> read(const Tile& tile) const = 0;
};

// The hashes of the tree of `size` leaves out of its tiles, each tile read once a question. LEDGER_RANGE
// outside that tree, LEDGER_TILE_MALFORMED for a tile of another length, and what the source says.
class TileHashes final : public HashSource {
 public:
  TileHashes(TreeHash hash, std::uint64_t size, const TileSource& tiles)
      : hash_(hash), size_(size), tiles_(&tiles) {}
  Result<std::vector<Hash>> read(std::span<const Node> nodes) const override;

 private:
  TreeHash hash_;
  std::uint64_t size_;
  const TileSource* tiles_;
};

} // namespace elicense::ledger
