// SPDX-License-Identifier: Apache-2.0
// Hashes out of tiles: what stands in a tile is copied, what stands between two levels of tiles is hashed
// again.
#include "ledger/tile.hpp"
#include <algorithm>
#include <map>

namespace elicense::ledger {
namespace {

using TileRow = std::array<Hash, tile_width>;

// The hash over `count` hashes from `at`, a power of two of them.
Hash perfect(const TreeHash& hash, ByteView tile, std::size_t at, std::size_t count) {
  TileRow row;
  for (std::size_t i = 0; i < count; ++i)
    std::ranges::copy(tile.subspan((at + i) * sizeof(Hash), sizeof(Hash)), row[i].begin());
  for (; count > 1; count /= 2)
    for (std::size_t i = 0; i < count / 2; ++i)
      row[i] = hash.node(row[2 * i], row[2 * i + 1]);
  return row[0];
}

bool is_inside(const Node& node, std::uint64_t size) {
  return node.level < max_levels && node.index < size >> node.level;
}

// The tiles of one question.
class Reading {
 public:
  explicit Reading(const TileSource& tiles) : tiles_(&tiles) {}

  Result<ByteView> read(const Tile& tile) {
    const auto [found, is_new] = read_.try_emplace({tile.level, tile.index});
    if (!is_new) return ByteView(found->second);
    auto content = tiles_->read(tile);
    if (!content) return content.error();
    if (content->size() != tile.width * sizeof(Hash))
      return fail(ErrorKind::internal, "LEDGER_TILE_MALFORMED", tile_path(tile));
    found->second = std::move(*content);
    return ByteView(found->second);
  }

 private:
  const TileSource* tiles_;
  std::map<std::pair<unsigned, std::uint64_t>, Bytes> read_;
};

} // namespace

Tile tile_of(const Node& node, std::uint64_t size) {
  const unsigned level = node.level / tile_height;
  const std::uint64_t index = node.index >> (tile_height - node.level % tile_height);
  const std::uint64_t rest = (size >> (level * tile_height)) - index * tile_width;
  return {.level = level,
          .index = index,
          .width = static_cast<unsigned>(std::min<std::uint64_t>(rest, tile_width))};
}

Result<std::vector<Hash>> TileHashes::read(std::span<const Node> nodes) const {
  Reading reading(*tiles_);
  std::vector<Hash> hashes;
  hashes.reserve(nodes.size());
  for (const Node& node : nodes) {
    if (!is_inside(node, size_)) return fail(ErrorKind::invalid, "LEDGER_RANGE", "outside the tree");
    const Tile tile = tile_of(node, size_);
    const auto content = reading.read(tile);
    if (!content) return content.error();
    const std::size_t count = std::size_t{1} << node.level % tile_height;
    const auto at = static_cast<std::size_t>(node.index * count - tile.index * tile_width);
    hashes.push_back(perfect(hash_, *content, at, count));
  }
  return hashes;
}

} // namespace elicense::ledger
