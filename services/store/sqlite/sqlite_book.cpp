// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/sqlite_book.hpp"
#include "store/sqlite/ledger_rows.hpp"

namespace elicense::store {

using ledger::SignedTree;

Result<std::uint64_t> SqliteBook::append(const ledger::Entry& entry) {
  std::uint64_t index = 0;
  const auto written = writer_->run([&](Connection& connection) -> Result<void> {
    index = append_entry(connection, entry);
    return {};
  });
  if (!written) return written.error();
  return index;
}

Result<std::uint64_t> SqliteBook::size() const {
  return readers_->read<std::uint64_t>(
      [](Connection& connection) -> Result<std::uint64_t> { return ledger_size(connection); });
}

Result<std::vector<Bytes>> SqliteBook::entries(std::uint64_t first, std::size_t count) const {
  return readers_->read<std::vector<Bytes>>(
      [&](Connection& connection) { return ledger_entries(connection, first, count); });
}

Result<Bytes> SqliteBook::read(const ledger::Tile& tile) const {
  return readers_->read<Bytes>([&](Connection& connection) { return StoredTiles(connection).read(tile); });
}

Result<void> SqliteBook::add_checkpoint(const SignedTree& tree) {
  return writer_->run([&](Connection& connection) -> Result<void> {
    Statement(connection, "INSERT INTO ledger_checkpoints (size, note) VALUES (?, ?)",
              static_cast<std::int64_t>(tree.size), tree.note)
        .run();
    return {};
  });
}

Result<std::optional<SignedTree>> SqliteBook::newest_checkpoint() const {
  using Found = std::optional<SignedTree>;
  return readers_->read<Found>([](Connection& connection) -> Result<Found> {
    Statement row(connection, "SELECT size, note FROM ledger_checkpoints ORDER BY sequence DESC LIMIT 1");
    if (!row.next()) return Found{};
    return Found(SignedTree{.size = static_cast<std::uint64_t>(row.integer(0)), .note = row.text(1)});
  });
}

} // namespace elicense::store
