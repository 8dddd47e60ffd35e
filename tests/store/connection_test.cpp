// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/connection.hpp"
#include "tests/support/temporary_folder.hpp"
#include <fstream>

namespace elicense::store {
namespace {

class ConnectionTest : public testing::Test {
 protected:
  ConnectionTest() { std::ofstream(file).flush(); }
  Connection writer() const {
    Connection connection(file, Access::write);
    connection.prepare_for_writing();
    return connection;
  }
  test::TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "a.db";
};

std::int64_t pragma(Connection& connection, const std::string& name) {
  Statement row(connection, "PRAGMA " + name);
  EXPECT_TRUE(row.next());
  return row.integer(0);
}

Trouble trouble(const std::function<void()>& call) {
  try {
    call();
  } catch (const SqliteFailure& failure) {
    return failure.trouble;
  }
  throw std::logic_error("it did not fail");
}

TEST_F(ConnectionTest, WriterLogsAndSyncsEveryCommit) {
  Connection connection = writer();
  Statement mode(connection, "PRAGMA journal_mode");
  ASSERT_TRUE(mode.next());
  EXPECT_EQ(mode.text(0), "wal");
  EXPECT_EQ(pragma(connection, "synchronous"), 2);
}

TEST_F(ConnectionTest, NobodyCheckpointsByItselfOrMapsTheFile) {
  Connection connection = writer();
  connection.execute("CREATE TABLE t (x)");
  Connection reader(file, Access::read);
  for (Connection* const each : {&connection, &reader}) {
    EXPECT_EQ(pragma(*each, "wal_autocheckpoint"), 0);
    EXPECT_EQ(pragma(*each, "mmap_size"), 0);
    EXPECT_EQ(pragma(*each, "foreign_keys"), 1);
    EXPECT_EQ(pragma(*each, "trusted_schema"), 0);
  }
}

TEST_F(ConnectionTest, ASecondUseOfAStatementBeginsAnew) {
  Connection connection = writer();
  connection.execute("CREATE TABLE t (x); INSERT INTO t VALUES (1), (2)");
  const std::string_view all = "SELECT x FROM t ORDER BY x", given = "SELECT coalesce(?, 0)";
  {
    Statement rows(connection, all), other_rows(connection, all), value(connection, given, 7);
    ASSERT_TRUE(rows.next() && other_rows.next() && rows.next() && value.next());
    EXPECT_EQ(rows.integer(0), 2);
    EXPECT_EQ(other_rows.integer(0), 1);
  }
  Statement rows(connection, all), value(connection, given);
  ASSERT_TRUE(rows.next() && value.next());
  EXPECT_EQ(rows.integer(0), 1);
  EXPECT_EQ(value.integer(0), 0);
}

TEST_F(ConnectionTest, GivesBackWhatWasBound) {
  Connection connection = writer();
  connection.execute("CREATE TABLE t (a, b, c, d)");
  const Bytes blob{0, 1, 255, 0};
  Statement(connection, "INSERT INTO t VALUES (?, ?, ?, ?)", std::string("证照\0照", 10), -5, ByteView(blob),
            "")
      .run();
  EXPECT_EQ(connection.changes(), 1);
  Statement row(connection, "SELECT a, b, c, d, typeof(d) FROM t");
  ASSERT_TRUE(row.next());
  EXPECT_EQ(row.text(0), std::string("证照\0照", 10));
  EXPECT_EQ(row.integer(1), -5);
  EXPECT_EQ(row.blob(2), blob);
  EXPECT_EQ(row.text(3), "");
  EXPECT_EQ(row.text(4), "text");
  EXPECT_FALSE(row.next());
}

TEST_F(ConnectionTest, RefusesADigestOfAnotherSize) {
  Connection connection = writer();
  Statement row(connection, "SELECT x'00', zeroblob(32)");
  ASSERT_TRUE(row.next());
  EXPECT_THROW(row.digest(0), SqliteFailure);
  EXPECT_EQ(row.digest(1), crypto::Sm3Digest{});
}

TEST_F(ConnectionTest, ReaderCannotWrite) {
  writer().execute("CREATE TABLE t (x)");
  Connection reader(file, Access::read);
  EXPECT_THROW(reader.execute("INSERT INTO t VALUES (1)"), SqliteFailure);
}

TEST_F(ConnectionTest, TellsTroublesApart) {
  Connection connection = writer();
  connection.execute("CREATE TABLE t (x UNIQUE); INSERT INTO t VALUES (1)");
  EXPECT_EQ(trouble([&] { connection.execute("INSERT INTO t VALUES (1)"); }), Trouble::constraint);
  EXPECT_EQ(trouble([&] { connection.execute("no SQL"); }), Trouble::other);
  connection.execute("PRAGMA max_page_count = 4");
  EXPECT_EQ(trouble([&] { connection.execute("INSERT INTO t VALUES (zeroblob(100000))"); }), Trouble::full);
}

TEST_F(ConnectionTest, KnowsAFileThatIsNoDatabase) {
  std::ofstream(file) << std::string(4096, 'x');
  EXPECT_EQ(trouble([&] { writer(); }), Trouble::foreign);
}

TEST_F(ConnectionTest, NeverMakesAFile) {
  EXPECT_THROW(Connection(folder.path() / "b.db", Access::write), SqliteFailure);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "b.db"));
}

TEST_F(ConnectionTest, MovesTheLogIntoTheFileWhenTold) {
  Connection connection = writer();
  connection.execute("CREATE TABLE t (x); INSERT INTO t VALUES (zeroblob(100000))");
  const auto log = file.string() + "-wal";
  EXPECT_GT(connection.wal_pages(), 20U);
  const auto before = std::filesystem::file_size(file);
  connection.checkpoint(false);
  EXPECT_GT(std::filesystem::file_size(file), before);
  EXPECT_GT(std::filesystem::file_size(log), 0U);
  connection.checkpoint_and_truncate();
  EXPECT_EQ(std::filesystem::file_size(log), 0U);
}

} // namespace
} // namespace elicense::store
