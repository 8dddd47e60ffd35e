// SPDX-License-Identifier: Apache-2.0
// Tiles in memory, for tests: kept by their names, as a folder of files would.
#pragma once
#include "ledger/tile.hpp"
#include <map>

namespace elicense::test {

class MemoryTiles : public ledger::TileSource {
 public:
  // Told every node of a growing tree; keeps those that stand in tiles.
  void store(const ledger::Node& node, const ledger::Hash& hash);
  // LEDGER_TEST_MISSING for a tile that is not there, or not as wide yet.
  Result<Bytes> read(const ledger::Tile& tile) const override;
  Bytes& content(const ledger::Tile& tile); // to spoil it

  mutable std::vector<std::string> read_paths;

 private:
  std::map<std::string, Bytes> tiles_; // by the path of the full tile
};

} // namespace elicense::test
