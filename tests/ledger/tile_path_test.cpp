// SPDX-License-Identifier: Apache-2.0
// Names of tiles: the examples of C2SP tlog-tiles, and one name for one tile.
#include "ledger/tile.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::ledger {
namespace {

using namespace test;

TEST(TilePath, KnownNames) {
  const std::vector<std::pair<Tile, std::string>> known = {
      {{0, 0}, "tile/0/000"},
      {{0, 5, 112}, "tile/0/005.p/112"},
      {{1, 999}, "tile/1/999"},
      {{1, 1000}, "tile/1/x001/000"},
      {{0, 1234067}, "tile/0/x001/x234/067"}, // the standard's example
      {{63, 1234067, 1}, "tile/63/x001/x234/067.p/1"},
      {{2, 1, 255}, "tile/2/001.p/255"},
      {{0, max_tile_index}, "tile/0/x018/x014/x398/x509/x481/983"}};
  for (const auto& [tile, path] : known) {
    EXPECT_EQ(tile_path(tile), path);
    EXPECT_EQ(parse_tile_path(path).value(), tile) << path;
  }
}

TEST(TilePath, HasOneFormOnly) {
  for (const std::string_view path : {"",
                                      "tile",
                                      "tile/",
                                      "tile/0",
                                      "tile/0/",
                                      "tile//000",
                                      "/tile/0/000",
                                      "tile/0/000/",
                                      "tile/0/00",
                                      "tile/0/0000",
                                      "tile/00/000",
                                      "tile/01/000",
                                      "tile/64/000",
                                      "tile/-1/000",
                                      "tile/0/x000/000",
                                      "tile/0/001/000",
                                      "tile/0/x001",
                                      "tile/0/x001/x000",
                                      "tile/0/x001000",
                                      "tile/0/X001/000",
                                      "tile/0/000.p/0",
                                      "tile/0/000.p/256",
                                      "tile/0/000.p/01",
                                      "tile/0/000.p/",
                                      "tile/0/000.p",
                                      "tile/0/000.p/1/",
                                      "tile/0/000.p/1.p/1",
                                      "tile/0/x001.p/1/000",
                                      "tile/0/../000",
                                      "tile/entries/000",
                                      "tile/0/000\n",
                                      "tile/0/x018/x014/x398/x509/x481/984",
                                      "tile/0/x999/x999/x999/x999/x999/x999/x999/999"})
    EXPECT_THAT(parse_tile_path(path), fails_with("LEDGER_TILE_PATH")) << path;
}

TEST(TilePath, ReadsBackWhatItWrites) {
  for (std::uint64_t index = 0; index <= max_tile_index / 3; index = index * 3 + 1)
    for (const unsigned width : {1U, 99U, 256U})
      EXPECT_EQ(parse_tile_path(tile_path({7, index, width})).value(), (Tile{7, index, width}));
}

} // namespace
} // namespace elicense::ledger
