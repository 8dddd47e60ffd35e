// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/migrations.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/temporary_folder.hpp"
#include <fstream>

namespace elicense::store {
namespace {

using test::fails_with;
using test::succeeds;

const Migration first{1, "0001_a.sql", "CREATE TABLE a (x); CREATE TABLE b (x);"};
const Migration second{2, "0002_c.sql", "CREATE TABLE c (x); INSERT INTO a VALUES (1);"};

class Migrations : public testing::Test {
 protected:
  static Connection open(const std::filesystem::path& file) {
    std::ofstream(file).flush();
    Connection opened(file, Access::write);
    opened.prepare_for_writing();
    return opened;
  }
  std::int64_t count(const std::string& table) {
    Statement row(connection, "SELECT count(*) FROM " + table);
    row.next();
    return row.integer(0);
  }
  test::TemporaryFolder folder;
  Connection connection = open(folder.path() / "a.db");
};

TEST_F(Migrations, AreEmbeddedInOrderWithoutGaps) {
  const auto embedded = embedded_migrations();
  ASSERT_FALSE(embedded.empty());
  for (std::size_t i = 0; i < embedded.size(); ++i)
    EXPECT_EQ(embedded[i].number, static_cast<std::int64_t>(i) + 1) << embedded[i].name;
  EXPECT_EQ(embedded[0].name, "0001_register.sql");
}

TEST_F(Migrations, AreAppliedOnce) {
  EXPECT_THAT(migrate(connection, {first, second}), succeeds());
  EXPECT_THAT(migrate(connection, {first, second}), succeeds());
  EXPECT_EQ(count("a"), 1);
}

TEST_F(Migrations, GoOnFromWhereTheFileStands) {
  EXPECT_THAT(migrate(connection, {first}), succeeds());
  EXPECT_THAT(migrate(connection, {first, second}), succeeds());
  EXPECT_EQ(count("a"), 1);
  EXPECT_EQ(count("migrations"), 2);
}

TEST_F(Migrations, RefuseANewerFile) {
  EXPECT_THAT(migrate(connection, {first, second}), succeeds());
  EXPECT_THAT(migrate(connection, {first}), fails_with("STORE_SCHEMA_NEWER"));
}

TEST_F(Migrations, RefuseAnotherHistory) {
  EXPECT_THAT(migrate(connection, {first}), succeeds());
  Migration edited = first;
  edited.sql = "CREATE TABLE a (x);";
  EXPECT_THAT(migrate(connection, {edited, second}), fails_with("STORE_SCHEMA_CHANGED"));
  EXPECT_THAT(migrate(connection, {second}), fails_with("STORE_SCHEMA_CHANGED"));
  EXPECT_EQ(count("migrations"), 1);
}

TEST_F(Migrations, LeaveNothingOfOneThatFails) {
  const Migration broken{2, "0002_broken.sql", "CREATE TABLE c (x); CREATE TABLE a (x);"};
  EXPECT_THROW(static_cast<void>(migrate(connection, {first, broken})), SqliteFailure);
  connection.execute("ROLLBACK");
  EXPECT_EQ(count("sqlite_schema WHERE name = 'c'"), 0);
  EXPECT_EQ(count("migrations"), 1);
}

} // namespace
} // namespace elicense::store
