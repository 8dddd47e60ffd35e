// SPDX-License-Identifier: Apache-2.0
// Entries and tiles in SQLite: the hashes are those of the tree in memory, whatever was undone in between.
#include "ledger/tree.hpp"
#include "store/sqlite/ledger_rows.hpp"
#include "store/sqlite/writer.hpp"
#include "tests/store/sealing.hpp"
#include "tests/support/memory_book.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/temporary_folder.hpp"
#include <fstream>

namespace elicense::store {
namespace {

using test::fails_with;
using test::succeeds;

ledger::Entry entry_at(std::uint64_t second) {
  return test::entry_of(ledger::EntryKind::seal_used, Time(std::chrono::seconds(second)));
}

class LedgerRows : public testing::Test {
 protected:
  Connection open() const {
    std::ofstream(file, std::ios::app).flush();
    Connection opened(file, Access::write);
    opened.prepare_for_writing();
    EXPECT_THAT(migrate_with_keys(opened), succeeds());
    return opened;
  }
  // Entries of rising seconds, as many as make the ledger `size` long.
  void grow_to(Connection& connection, std::uint64_t size) {
    connection.execute("BEGIN");
    while (expected.size() < size) {
      const ledger::Entry entry = entry_at(expected.size());
      EXPECT_EQ(append_entry(connection, entry), expected.size());
      expected.append(tree_hash.leaf(ledger::encode_entry(entry).value()));
    }
    connection.execute("COMMIT");
  }
  ledger::Hash stored_root(Connection& connection) {
    const std::uint64_t size = ledger_size(connection);
    const StoredTiles tiles(connection);
    return ledger::Tree::load(tree_hash, size, ledger::TileHashes(tree_hash, size, tiles)).value().root();
  }
  void append_and_fail(Connection& connection, int count) {
    connection.execute("SAVEPOINT job");
    for (int i = 0; i < count; ++i)
      append_entry(connection, entry_at(1'000'000));
    connection.execute("ROLLBACK TO job; RELEASE job");
  }

  const ledger::TreeHash tree_hash;
  ledger::Tree expected{tree_hash};
  test::TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "a.db";
  Connection connection = open();
};

TEST_F(LedgerRows, AreEmptyAtFirst) {
  EXPECT_EQ(ledger_size(connection), 0U);
  EXPECT_EQ(stored_root(connection), tree_hash.empty());
  EXPECT_THAT(ledger_entries(connection, 0, 1), fails_with("LEDGER_RANGE"));
}

TEST_F(LedgerRows, AreTheTreeInMemoryAtEverySizeAroundATile) {
  for (const std::uint64_t size :
       {1U, 2U, 3U, 255U, 256U, 257U, 511U, 512U, 513U, 65'535U, 65'536U, 65'537U, 65'792U}) {
    grow_to(connection, size);
    EXPECT_EQ(ledger_size(connection), size);
    EXPECT_EQ(stored_root(connection), expected.root()) << size;
  }
}

TEST_F(LedgerRows, GiveBackEntriesAsTheyWereHashed) {
  grow_to(connection, 3);
  const auto entries = ledger_entries(connection, 1, 5).value();
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0], ledger::encode_entry(entry_at(1)).value());
  EXPECT_EQ(entries[1], ledger::encode_entry(entry_at(2)).value());
  for (const std::uint64_t outside : {std::uint64_t{3}, ledger::max_tree_size, ~std::uint64_t{0}})
    EXPECT_THAT(ledger_entries(connection, outside, 1), fails_with("LEDGER_RANGE"));
}

TEST_F(LedgerRows, FollowASavepointThatIsUndone) {
  for (const std::uint64_t size : {0U, 250U, 256U, 300U}) {
    grow_to(connection, size);
    for (const int undone : {1, 10, 300})
      append_and_fail(connection, undone);
    EXPECT_EQ(ledger_size(connection), size);
    EXPECT_EQ(stored_root(connection), expected.root()) << size;
  }
  grow_to(connection, 600);
  EXPECT_EQ(stored_root(connection), expected.root());
}

TEST_F(LedgerRows, FollowATransactionThatIsUndone) {
  grow_to(connection, 255);
  connection.execute("BEGIN");
  append_entry(connection, entry_at(1'000'000));
  connection.execute("ROLLBACK");
  grow_to(connection, 257);
  EXPECT_EQ(stored_root(connection), expected.root());
}

TEST_F(LedgerRows, AreTheSameAfterARestart) {
  grow_to(connection, 300);
  Connection other = open();
  EXPECT_EQ(stored_root(other), expected.root());
  grow_to(other, 520);
  EXPECT_EQ(stored_root(other), expected.root());
}

TEST_F(LedgerRows, AWriterUndoesTheLeafWithItsEffect) {
  grow_to(connection, 10);
  Writer writer(open(), 10);
  EXPECT_THAT(writer.run([](Connection& one) -> Result<void> {
    append_entry(one, entry_at(1'000'000));
    return fail(ErrorKind::conflict, "NO");
  }),
              fails_with("NO"));
  EXPECT_THAT(writer.run([&](Connection& one) -> Result<void> {
    EXPECT_EQ(append_entry(one, entry_at(10)), 10U);
    return {};
  }),
              succeeds());
}

TEST_F(LedgerRows, RefuseAnEntryWithoutEncodingOrAgainstItsRules) {
  ledger::Entry entry = entry_at(1);
  entry.word = "Not A Word";
  EXPECT_THROW(append_entry(connection, entry), std::invalid_argument);
  entry = entry_at(1);
  entry.digests.clear();
  EXPECT_THROW(append_entry(connection, entry), std::invalid_argument);
  EXPECT_EQ(ledger_size(connection), 0U);
}

TEST_F(LedgerRows, GiveTilesOfEverySizeThereWas) {
  grow_to(connection, 513);
  const StoredTiles tiles(connection);
  const Bytes full = tiles.read({0, 1, 256}).value();
  EXPECT_EQ(tiles.read({0, 1, 7}).value(), Bytes(full.begin(), full.begin() + 7 * 32));
  EXPECT_EQ(tiles.read({0, 2, 1})->size(), 32U);
  EXPECT_EQ(tiles.read({1, 0, 2})->size(), 64U);
  for (const ledger::Tile outside : {ledger::Tile{0, 2, 2}, {0, 3, 1}, {1, 0, 3}, {1, 1, 1}, {2, 0, 1}})
    EXPECT_THAT(tiles.read(outside), fails_with("LEDGER_RANGE"));
}

TEST_F(LedgerRows, AreAppendOnly) {
  grow_to(connection, 256);
  connection.execute("INSERT INTO ledger_checkpoints (size, note) VALUES (1, 'x')");
  for (const std::string sql :
       {"UPDATE ledger_entries SET content = x'00'", "DELETE FROM ledger_entries",
        "INSERT INTO ledger_entries VALUES (300, x'00')", "INSERT INTO ledger_entries VALUES (3, x'00')",
        "UPDATE ledger_tiles SET root = zeroblob(32)", "DELETE FROM ledger_tiles",
        "UPDATE ledger_checkpoints SET size = 2", "DELETE FROM ledger_checkpoints",
        "INSERT INTO license_leaves VALUES ('nobody', 0)"})
    EXPECT_THROW(connection.execute(sql), SqliteFailure) << sql;
}

} // namespace
} // namespace elicense::store
