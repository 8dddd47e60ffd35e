// SPDX-License-Identifier: Apache-2.0
// A leaf costs one row, and every 256th a tile.
#include "store/sqlite/ledger_rows.hpp"
#include "ledger/kind_rules.hpp"
#include "ledger/tree.hpp"

namespace elicense::store {
namespace {

using ledger::Hash;
using ledger::Tile;
using ledger::tile_width;

const ledger::TreeHash tree_hash;

std::int64_t number(std::uint64_t value) {
  return static_cast<std::int64_t>(value);
}

Bytes encoded(const ledger::Entry& entry) {
  auto content = ledger::encode_entry(entry);
  if (!content) throw std::invalid_argument(content.error().code + ' ' + content.error().detail);
  if (const auto good = ledger::check_kind_rules(entry); !good)
    throw std::invalid_argument(good.error().code + ' ' + good.error().detail);
  return *std::move(content);
}

std::uint64_t insert_entry(Connection& connection, ByteView content) {
  Statement row(connection,
                "INSERT INTO ledger_entries SELECT ifnull(max(leaf) + 1, 0), ? FROM ledger_entries "
                "RETURNING leaf",
                content);
  row.next();
  const auto index = static_cast<std::uint64_t>(row.integer(0));
  row.run();
  return index;
}

// Leaf hashes come from the entries, those of a higher level are the roots of full tiles below.
Bytes collect(Connection& connection, const Tile& tile) {
  const std::int64_t first = number(tile.index * tile_width), end = first + tile.width;
  Bytes hashes;
  if (tile.level == 0) {
    Statement rows(connection,
                   "SELECT content FROM ledger_entries WHERE leaf >= ? AND leaf < ? ORDER BY leaf", first,
                   end);
    while (rows.next())
      append(hashes, tree_hash.leaf(rows.blob(0)));
    return hashes;
  }
  Statement rows(connection,
                 "SELECT root FROM ledger_tiles WHERE level = ? AND tile >= ? AND tile < ? ORDER BY tile",
                 std::int64_t{tile.level} - 1, first, end);
  while (rows.next())
    append(hashes, rows.digest(0));
  return hashes;
}

Hash root_of(ByteView hashes) {
  ledger::Tree tree(tree_hash);
  for (; !hashes.empty(); hashes = hashes.subspan(sizeof(Hash))) {
    Hash hash;
    std::ranges::copy(hashes.first(sizeof(Hash)), hash.begin());
    tree.append(hash);
  }
  return tree.root();
}

void insert_tile(Connection& connection, const Tile& tile) {
  const Bytes hashes = collect(connection, tile);
  Statement(connection, "INSERT INTO ledger_tiles VALUES (?, ?, ?, ?)", std::int64_t{tile.level},
            number(tile.index), root_of(hashes), hashes)
      .run();
}

// `count` hashes of level 0 fill a tile when they are a multiple of 256; that tile's root may fill one above.
void insert_full_tiles(Connection& connection, std::uint64_t count) {
  for (unsigned level = 0; count % tile_width == 0; ++level) {
    count /= tile_width;
    insert_tile(connection, {.level = level, .index = count - 1});
  }
}

} // namespace

std::uint64_t append_entry(Connection& connection, const ledger::Entry& entry) {
  const auto content = encoded(entry);
  const std::uint64_t index = insert_entry(connection, content);
  insert_full_tiles(connection, index + 1);
  return index;
}

std::uint64_t ledger_size(Connection& connection) {
  Statement row(connection, "SELECT ifnull(max(leaf) + 1, 0) FROM ledger_entries");
  row.next();
  return static_cast<std::uint64_t>(row.integer(0));
}

Result<std::vector<Bytes>> ledger_entries(Connection& connection, std::uint64_t first, std::size_t count) {
  std::vector<Bytes> entries;
  Statement rows(connection, "SELECT content FROM ledger_entries WHERE leaf >= ? ORDER BY leaf LIMIT ?",
                 number(std::min(first, ledger::max_tree_size)), number(count));
  while (rows.next())
    entries.push_back(rows.blob(0));
  if (entries.empty()) return fail(ErrorKind::not_found, "LEDGER_RANGE", "no such entry");
  return entries;
}

Result<Bytes> StoredTiles::read(const Tile& tile) const {
  Statement full(*connection_, "SELECT hashes FROM ledger_tiles WHERE level = ? AND tile = ?",
                 std::int64_t{tile.level}, number(tile.index));
  const std::size_t size = tile.width * sizeof(Hash);
  Bytes hashes = full.next() ? full.blob(0) : collect(*connection_, tile);
  if (hashes.size() < size) return fail(ErrorKind::not_found, "LEDGER_RANGE", "no such tile");
  hashes.resize(size);
  return hashes;
}

} // namespace elicense::store
