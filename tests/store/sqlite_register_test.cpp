// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/connection.hpp"
#include "tests/store/faulty_disk.hpp"
#include "tests/store/register_contract.hpp"
#include "tests/store/sqlite_under_test.hpp"
#include "tests/support/temporary_folder.hpp"
#include <fstream>

namespace elicense::store {
namespace {

INSTANTIATE_TEST_SUITE_P(Sqlite, RegisterContract,
                         testing::Values(RegisterUnderTest{"sqlite", make_in_a_folder_of_its_own}),
                         [](const auto& info) { return info.param.name; });

class SqliteRegisterTest : public testing::Test {
 protected:
  license::License license(const std::string& serial) const {
    license::License made;
    made.identifier = "identifier-" + serial;
    made.reference = "reference-" + serial;
    made.registered_state = license::State::pending;
    return made;
  }
  license::Plan plan(const std::string& serial) const {
    return {"key-" + serial, crypto::sm3(as_bytes(serial)), license(serial), Time{}};
  }
  void issue(license::Register& licenses, const std::string& serial) const {
    ASSERT_THAT(licenses.record_plan(plan(serial)), succeeds());
    license::License issued = license(serial);
    issued.registered_state = license::State::valid;
    const auto leaf = license::issued_leaf(issued, test::test_blinder(), Time{});
    ASSERT_THAT(licenses.record_issued(issued, document, leaf), succeeds());
  }
  auto create() const { return SqliteRegister::create(file, test_sealing()).value(); }
  auto open() const { return SqliteRegister::open(file, test_sealing()); }
  static std::filesystem::perms mode(const std::filesystem::path& path) {
    return std::filesystem::status(path).permissions();
  }

  const Bytes document = to_bytes(std::string_view("a document"));
  test::TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "register.db";
};

constexpr auto owner_only = std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;

TEST_F(SqliteRegisterTest, KeepsEverythingOverARestart) {
  auto licenses = create();
  issue(*licenses, "A");
  ASSERT_THAT(licenses->record_plan(plan("B")), succeeds());
  licenses.reset();
  licenses = open().value();
  EXPECT_THAT(licenses->find("identifier-A"), succeeds());
  EXPECT_EQ(licenses->document("identifier-A").value(), document);
  EXPECT_EQ(licenses->record_plan(plan("A"))->kind, license::PlanOutcome::Kind::done);
  EXPECT_EQ(licenses->record_plan(plan("B"))->kind, license::PlanOutcome::Kind::open);
  EXPECT_EQ(licenses->open_plans()->size(), 1U);
  EXPECT_EQ(licenses->leaves("identifier-A")->size(), 1U);
}

TEST_F(SqliteRegisterTest, GivesLicensesFromBeforeTheLedgerTheirLeavesOnce) {
  auto licenses = create();
  for (const char* const serial : {"A", "B"})
    issue(*licenses, serial);
  ASSERT_THAT(licenses->record_plan(plan("C")), succeeds());
  licenses.reset();
  {
    Connection connection(file, Access::write); // as 0002 left it
    connection.execute("PRAGMA foreign_keys = OFF; DROP TRIGGER entries_are_never_deleted;"
                       "DROP TRIGGER license_leaves_are_never_deleted; DELETE FROM license_leaves; DELETE "
                       "FROM ledger_entries");
  }
  licenses = open().value();
  EXPECT_THAT(licenses->leaves("identifier-B"), fails_with("LICENSE_NOT_FOUND"));
  const auto leaf_of = [](const license::License& one) {
    return license::issued_leaf(one, test::test_blinder(), Time{});
  };
  for (int twice = 0; twice < 2; ++twice)
    ASSERT_THAT(licenses->adopt(leaf_of), succeeds());
  EXPECT_EQ(licenses->leaves("identifier-A").value(), std::vector<std::uint64_t>{0});
  EXPECT_EQ(licenses->leaves("identifier-B").value(), std::vector<std::uint64_t>{1});
  EXPECT_THAT(licenses->leaves("identifier-C"), fails_with("LICENSE_NOT_FOUND"));
  EXPECT_EQ(licenses->book().size().value(), 2U);
}

TEST_F(SqliteRegisterTest, CreatesAFileForItsOwnerOnly) {
  const auto licenses = create();
  issue(*licenses, "A");
  for (const char* const suffix : {"", "-wal", "-shm", ".lock"})
    EXPECT_EQ(mode(file.string() + suffix), owner_only) << suffix;
}

TEST_F(SqliteRegisterTest, NeverCreatesOverAFile) {
  create();
  EXPECT_THAT(SqliteRegister::create(file, test_sealing()), fails_with("STORE_EXISTS"));
  EXPECT_THAT(SqliteRegister::create(folder.path() / "none" / "register.db", test_sealing()),
              fails_with("STORE_UNAVAILABLE"));
}

TEST_F(SqliteRegisterTest, MustExistToBeOpened) {
  EXPECT_THAT(open(), fails_with("STORE_MISSING"));
  EXPECT_FALSE(std::filesystem::exists(file));
  std::filesystem::create_directory(file);
  EXPECT_THAT(open(), fails_with("STORE_MISSING"));
}

TEST_F(SqliteRegisterTest, RefusesAFileThatOthersMayRead) {
  create();
  std::filesystem::permissions(file, owner_only | std::filesystem::perms::group_read);
  EXPECT_THAT(open(), fails_with("STORE_PERMISSIONS"));
  std::filesystem::permissions(file, owner_only);
  EXPECT_THAT(open(), succeeds());
}

TEST_F(SqliteRegisterTest, RefusesAFileThatIsNoRegister) {
  for (const std::string& content : {std::string(), std::string(5000, 'x')}) {
    std::ofstream(file) << content;
    std::filesystem::permissions(file, owner_only);
    EXPECT_THAT(open(), fails_with("STORE_FOREIGN")) << content.size();
  }
  std::ofstream(file, std::ios::trunc).flush();
  Connection(file, Access::write).execute("CREATE TABLE t (x)");
  EXPECT_THAT(open(), fails_with("STORE_FOREIGN"));
}

TEST_F(SqliteRegisterTest, IsOpenedOnce) {
  auto licenses = create();
  EXPECT_THAT(open(), fails_with("STORE_LOCKED"));
  licenses.reset();
  EXPECT_THAT(open(), succeeds());
}

TEST_F(SqliteRegisterTest, RefusesANewerOrForeignSchema) {
  create();
  Connection(file, Access::write).execute("INSERT INTO migrations VALUES (9999, '9999_later.sql', '')");
  EXPECT_THAT(open(), fails_with("STORE_SCHEMA_NEWER"));
  Connection(file, Access::write).execute("DELETE FROM migrations WHERE number = 9999");
  Connection(file, Access::write).execute("UPDATE migrations SET checksum = 'other' WHERE number = 1");
  EXPECT_THAT(open(), fails_with("STORE_SCHEMA_CHANGED"));
}

TEST_F(SqliteRegisterTest, ItsRowsCannotBeRewritten) {
  auto licenses = create();
  issue(*licenses, "A");
  ASSERT_THAT(licenses->record_plan(plan("B")), succeeds());
  licenses.reset();
  Connection connection(file, Access::write);
  for (const std::string sql :
       {"INSERT INTO events VALUES (1, 0, 'issued', 'identifier-A', zeroblob(32))",
        "DELETE FROM license_leaves", "UPDATE documents SET content = x'00'", "DELETE FROM documents",
        "DELETE FROM licenses", "UPDATE licenses SET sealed_data = x'00'",
        "UPDATE licenses SET fingerprint = zeroblob(32)", "UPDATE licenses SET identifier = 'other'",
        "UPDATE licenses SET state = 'unheard of'", "DELETE FROM plans",
        "UPDATE plans SET state = 'open' WHERE identifier = 'identifier-A'",
        "INSERT INTO documents VALUES ('identifier-of-nobody', x'00')"})
    EXPECT_THROW(connection.execute(sql), SqliteFailure) << sql;
}

TEST_F(SqliteRegisterTest, PingTellsThatNothingCanBeWritten) {
  const FaultyDisk disk;
  const auto licenses = create();
  issue(*licenses, "A");
  EXPECT_THAT(licenses->ping(), succeeds());
  FaultyDisk::write_answer = SQLITE_FULL;
  EXPECT_THAT(licenses->ping(), fails_with("STORE_FULL"));
  FaultyDisk::write_answer = SQLITE_OK;
  EXPECT_THAT(licenses->ping(), succeeds());
  FaultyDisk::sync_answer = SQLITE_IOERR_FSYNC;
  EXPECT_THAT(licenses->ping(), fails_with("STORE_FAILED"));
  FaultyDisk::sync_answer = SQLITE_OK;
  EXPECT_THAT(licenses->ping(), fails_with("STORE_FAILED"));
  EXPECT_THAT(licenses->find("identifier-A"), succeeds()); // reading goes on
}

TEST_F(SqliteRegisterTest, AnswersReadersWhenTheFileIsBroken) {
  const auto licenses = create();
  issue(*licenses, "A");
  Connection other(file, Access::write);
  other.execute("ALTER TABLE documents RENAME TO moved");
  EXPECT_THAT(licenses->document("identifier-A"), fails_with("STORE_UNAVAILABLE"));
}

} // namespace
} // namespace elicense::store
