// SPDX-License-Identifier: Apache-2.0
#include "tests/support/memory_tiles.hpp"

namespace elicense::test {
namespace {

std::string key_of(ledger::Tile tile) {
  tile.width = ledger::tile_width;
  return tile_path(tile);
}

} // namespace

void MemoryTiles::store(const ledger::Node& node, const ledger::Hash& hash) {
  if (node.level % ledger::tile_height != 0) return;
  Bytes& tile =
      content({.level = node.level / ledger::tile_height, .index = node.index / ledger::tile_width});
  if (tile.size() != node.index % ledger::tile_width * hash.size()) throw std::logic_error("out of turn");
  tile.insert(tile.end(), hash.begin(), hash.end());
}

Result<Bytes> MemoryTiles::read(const ledger::Tile& tile) const {
  read_paths.push_back(tile_path(tile));
  const auto found = tiles_.find(key_of(tile));
  const std::size_t size = tile.width * sizeof(ledger::Hash);
  if (found == tiles_.end() || found->second.size() < size)
    return fail(ErrorKind::not_found, "LEDGER_TEST_MISSING", tile_path(tile));
  return to_bytes(ByteView(found->second).first(size));
}

Bytes& MemoryTiles::content(const ledger::Tile& tile) {
  return tiles_[key_of(tile)];
}

} // namespace elicense::test
