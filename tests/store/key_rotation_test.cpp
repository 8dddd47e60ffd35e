// SPDX-License-Identifier: Apache-2.0
#include "license/leaves.hpp"
#include "store/sqlite/ledger_rows.hpp"
#include "store/sqlite/sealed_tables.hpp"
#include "store/sqlite/sqlite_register.hpp"
#include "tests/store/register_contract.hpp"
#include "tests/store/sealing.hpp"
#include "tests/support/files.hpp"
#include "tests/support/memory_book.hpp"
#include "tests/support/temporary_folder.hpp"
#include <atomic>
#include <set>
#include <thread>

namespace elicense::store {
namespace {

class KeyRotationTest : public testing::Test {
 protected:
  license::License license(int i) const {
    license::License made;
    made.identifier = "identifier-" + std::to_string(i);
    made.reference = "reference-" + std::to_string(i);
    made.holder.name = "holder-" + std::to_string(i);
    made.registered_state = license::State::pending;
    return made;
  }
  void issue(int i) const {
    ASSERT_THAT(licenses->record_plan({license(i).reference, {}, license(i), now}), succeeds());
    license::License issued = license(i);
    issued.registered_state = license::State::valid;
    ASSERT_THAT(licenses->record_issued(issued, document(i), license::issued_leaf(issued, blinder, now)),
                succeeds());
  }
  static Bytes document(int i) { return Bytes(1000, static_cast<std::uint8_t>(i)); }
  void expect_all(int count) const {
    for (int i = 0; i < count; ++i) {
      EXPECT_EQ(licenses->find(license(i).identifier)->holder.name, license(i).holder.name);
      EXPECT_EQ(licenses->document(license(i).identifier).value(), document(i));
    }
  }
  std::int64_t count(const std::string& what) const {
    Connection connection(file, Access::read);
    Statement row(connection, "SELECT count(*) FROM " + what);
    row.next();
    return row.integer(0);
  }
  auto rotation() const { return licenses->key_rotation(); }
  void reopen() {
    licenses.reset();
    licenses = SqliteRegister::open(file, test_sealing()).value();
  }

  const ledger::Blinder& blinder = test::test_blinder();
  const Time now{std::chrono::seconds(1'780'000'000)};
  test::TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "register.db";
  std::unique_ptr<SqliteRegister> licenses = SqliteRegister::create(file, test_sealing()).value();
};

TEST_F(KeyRotationTest, GoesOnInStepsAndOverARestart) {
  for (int i = 0; i < 10; ++i)
    issue(i);
  EXPECT_FALSE(rotation()->under_way().value());
  ASSERT_THAT(rotation()->begin(now, blinder), succeeds());
  EXPECT_TRUE(rotation()->under_way().value());
  issue(10);
  EXPECT_EQ(count("licenses WHERE key_id = 2"), 10);
  const auto first = rotation()->go_on(4, now, blinder);
  ASSERT_THAT(first, succeeds());
  EXPECT_EQ(first->done, 12); // four licenses, their documents and plans
  EXPECT_EQ(first->left, 18);
  expect_all(11);
  reopen();
  expect_all(11);
  EXPECT_EQ(rotation()->go_on(4, now, blinder)->left, 6);
  EXPECT_EQ(count("data_keys WHERE state = 'retired'"), 1);
  const auto last = rotation()->go_on(4, now, blinder);
  ASSERT_THAT(last, succeeds());
  EXPECT_EQ(last->left, 0);
  EXPECT_FALSE(rotation()->under_way().value());
  EXPECT_EQ(
      count("data_keys WHERE id = 2 AND state = 'destroyed' AND wrapped = x'' AND destroyed_at = 1780000000"),
      1);
  expect_all(11);
  reopen();
  expect_all(11);
}

TEST_F(KeyRotationTest, WritesItsLeaves) {
  issue(0);
  Connection connection(file, Access::read);
  const auto before = ledger_size(connection);
  ASSERT_THAT(rotation()->begin(now, blinder), succeeds());
  ASSERT_THAT(rotation()->go_on(10, now, blinder), succeeds());
  ASSERT_THAT(rotation()->go_on(10, now, blinder), succeeds()); // nothing is left to destroy
  const auto entries = ledger_entries(connection, before, 10).value();
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(ledger::decode_entry(entries[0]).value(),
            privacy::key_leaf("made", privacy::data_key, blinder, now));
  EXPECT_EQ(ledger::decode_entry(entries[1]).value(),
            privacy::key_leaf("destroyed", privacy::data_key, blinder, now));
}

TEST_F(KeyRotationTest, LeavesNothingOfTheOldKeyInTheFiles) {
  issue(0);
  Connection connection(file, Access::read);
  Bytes wrapped, content;
  {
    Statement row(connection, "SELECT wrapped, content FROM data_keys, documents WHERE id = 2");
    ASSERT_TRUE(row.next());
    wrapped = row.blob(0);
    content = row.blob(1);
  }
  ASSERT_THAT(rotation()->begin(now, blinder), succeeds());
  ASSERT_THAT(rotation()->go_on(10, now, blinder), succeeds());
  ASSERT_THAT(licenses->ping(), succeeds());
  for (const char* const suffix : {"", "-wal"}) {
    const Bytes bytes = test::read_file(file.string() + suffix);
    EXPECT_EQ(as_text(bytes).find(as_text(wrapped)), std::string_view::npos) << suffix;
    EXPECT_EQ(as_text(bytes).find(as_text(ByteView(content).first(100))), std::string_view::npos) << suffix;
  }
}

TEST_F(KeyRotationTest, ADestroyedKeyStaysDestroyed) {
  issue(0);
  ASSERT_THAT(rotation()->begin(now, blinder), succeeds());
  ASSERT_THAT(rotation()->go_on(10, now, blinder), succeeds());
  licenses.reset();
  Connection connection(file, Access::write);
  for (const char* const change :
       {"UPDATE data_keys SET wrapped = x'00', state = 'retired' WHERE id = 2", "DELETE FROM data_keys",
        "UPDATE data_keys SET id = 9 WHERE id = 2", "UPDATE data_keys SET wrapped = x'' WHERE id = 3",
        "UPDATE licenses SET key_id = 9", "INSERT INTO documents VALUES ('identifier-0', x'00', 2)"})
    EXPECT_THROW(connection.execute(change), SqliteFailure) << change;
}

TEST_F(KeyRotationTest, StopsAtARowThatDoesNotOpen) {
  issue(0);
  issue(1);
  licenses.reset();
  Connection connection(file, Access::write);
  connection.execute("DROP TRIGGER documents_are_never_changed");
  connection.execute(
      "UPDATE documents SET content = zeroblob(length(content)) WHERE identifier = 'identifier-1'");
  reopen();
  ASSERT_THAT(rotation()->begin(now, blinder), succeeds());
  EXPECT_THAT(rotation()->go_on(10, now, blinder), fails_with("STORE_SEALED_FIELD"));
  EXPECT_EQ(count("licenses WHERE key_id = 2"), 2);
  EXPECT_THAT(licenses->find("identifier-0"), succeeds());
  issue(2); // the store is not failed
}

TEST_F(KeyRotationTest, RunsBesideReadersAndWriters) {
  for (int i = 0; i < 20; ++i)
    issue(i);
  {
    std::atomic<bool> finished = false;
    std::jthread reader([&] {
      while (!finished)
        expect_all(20);
    });
    std::jthread writer([&] {
      for (int i = 20; i < 60; ++i)
        issue(i);
    });
    for (int round = 0; round < 3; ++round) {
      ASSERT_THAT(rotation()->begin(now, blinder), succeeds());
      while (rotation()->go_on(5, now, blinder).value().left > 0) {
      }
    }
    finished = true;
  }
  expect_all(60);
}

// A table with a data key that the list does not name would keep its key for ever.
TEST_F(KeyRotationTest, KnowsEveryTableThatHasAKey) {
  Connection connection(file, Access::read);
  Statement row(connection, "SELECT DISTINCT m.name FROM sqlite_schema m JOIN "
                            "pragma_foreign_key_list(m.name) f WHERE m.type = 'table' AND "
                            "f.\"table\" = 'data_keys'");
  std::set<std::string> with_key, listed;
  while (row.next())
    with_key.insert(row.text(0));
  for (const SealedTable& table : sealed_tables())
    listed.emplace(table.name);
  EXPECT_EQ(listed, with_key);
}

} // namespace
} // namespace elicense::store
