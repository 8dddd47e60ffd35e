// SPDX-License-Identifier: Apache-2.0
// What somebody who has the files of a store sees of persons: nothing (S-ATREST).
#include "license/leaves.hpp"
#include "store/sqlite/migrations.hpp"
#include "store/sqlite/opening.hpp"
#include "tests/store/register_contract.hpp"
#include "tests/store/sealing.hpp"
#include "tests/support/canaries.hpp"
#include "tests/support/memory_book.hpp"
#include "tests/support/temporary_folder.hpp"

namespace elicense::store {
namespace {

constexpr unsigned persons = 334; // with three values each: a thousand canaries

class PersonalDataAtRest : public testing::Test {
 protected:
  PersonalDataAtRest() {
    for (unsigned i = 0; i < persons; ++i)
      for (const auto person = test::canary_person(i);
           const std::string& value : {person.name, person.number, person.address})
        canaries.add(value);
    canaries.add(license(7).reference); // who has it may see the masked page
  }
  static license::License license(unsigned i) {
    const auto person = test::canary_person(i);
    license::License made;
    made.identifier = "identifier-" + std::to_string(i);
    made.reference = "reference-of-person-" + std::to_string(i);
    made.type_code = "11100000000013127D001";
    made.number = person.number;
    made.holder = {person.name, "111", person.number};
    made.data = {{"姓名", person.name}, {"公民身份号码", person.number}, {"住址", person.address}};
    made.issued_on = "2026-03-01";
    return made;
  }
  static Bytes document(unsigned i) {
    const auto person = test::canary_person(i);
    return to_bytes(person.name + "/" + person.number + "/" + person.address);
  }
  static void issue(license::Register& licenses, unsigned i) {
    const auto key = test::canary_person(i).number + "-" + std::to_string(i); // as a careless client makes it
    ASSERT_THAT(licenses.record_plan({key, crypto::sm3(as_bytes(key)), license(i), Time{}}), succeeds());
    license::License issued = license(i);
    issued.registered_state = license::State::valid;
    issued.document_digest = crypto::sm3(document(i));
    ASSERT_THAT(licenses.record_issued(issued, document(i),
                                       license::issued_leaf(issued, test::test_blinder(), Time{})),
                succeeds());
  }
  static void expect_all_there(license::Register& licenses) {
    for (unsigned i = 0; i < persons; ++i) {
      const auto found = licenses.find(license(i).identifier);
      ASSERT_THAT(found, succeeds());
      EXPECT_EQ(found->holder.name, license(i).holder.name);
      EXPECT_EQ(found->data, license(i).data);
      EXPECT_EQ(licenses.document(found->identifier).value(), document(i));
      EXPECT_EQ(licenses.find_by_reference(found->reference)->identifier, found->identifier);
      EXPECT_EQ(licenses.find_by_number(found->type_code, found->number)->identifier, found->identifier);
    }
  }
  static void restore(Connection& connection) {
    for (const char* const column : {"sealed_number", "sealed_holder_name", "sealed_data", "valid_until",
                                     "issued_at", "holder_code_type", "type_code", "fingerprint"})
      connection.execute(std::string("UPDATE licenses SET ") + column + " = (SELECT kept." + column +
                         " FROM kept WHERE kept.identifier = licenses.identifier)");
  }
  auto open(std::uint8_t master = 0x5a) const { return SqliteRegister::open(file, test_sealing(master)); }

  // A store as the program before this one left it: everything readable, in the file and in the log.
  void make_old_store() const {
    ASSERT_THAT(create_file(file), succeeds());
    Connection connection(file, Access::write);
    connection.prepare_for_writing();
    auto old = embedded_migrations();
    std::erase_if(old, [](const Migration& migration) { return migration.number > 2; });
    ASSERT_THAT(migrate(connection, old), succeeds());
    connection.execute("BEGIN");
    for (unsigned i = 0; i < persons; ++i)
      insert_as_before(connection, license(i), document(i));
    connection.execute("COMMIT");
    connection.checkpoint(false);
    connection.execute("UPDATE licenses SET state = 'valid'"); // so that the log holds them as well
  }
  static void insert_as_before(Connection& connection, const license::License& license,
                               const Bytes& document) {
    Statement(
        connection,
        "INSERT INTO licenses (identifier, reference, type_code, type_name, number, issuer_code, "
        "issuer_name, holder_name, holder_code_type, holder_code, data, issued_at, issued_on, valid_from, "
        "valid_until, state, seal_id, document_digest) VALUES (?, ?, ?, '', ?, '', '', ?, ?, ?, ?, 0, ?, "
        "'', '', 'pending', '', ?)",
        license.identifier, license.reference, license.type_code, license.number, license.holder.name,
        license.holder.code_type, license.holder.code, license.data.dump(), license.issued_on,
        crypto::sm3(document))
        .run();
    Statement(
        connection,
        "INSERT INTO plans (idempotency_key, request_digest, identifier, planned_at, state) VALUES (?, ?, ?, "
        "0, 'done')",
        license.number + license.reference, crypto::sm3(as_bytes(license.number)), license.identifier)
        .run();
    Statement(connection, "INSERT INTO documents (identifier, content) VALUES (?, ?)", license.identifier,
              document)
        .run();
  }

  test::Canaries canaries;
  test::TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "register.db";
};

TEST_F(PersonalDataAtRest, IsInNoFileOfTheStore) {
  auto licenses = SqliteRegister::create(file, test_sealing()).value();
  for (unsigned i = 0; i < persons; ++i)
    issue(*licenses, i);
  Connection(file, Access::read).execute("VACUUM INTO '" + (folder.path() / "backup.db").string() + "'");
  ASSERT_TRUE(std::filesystem::exists(file.string() + "-wal"));
  EXPECT_EQ(canaries.found_below(folder.path()), 0U);
  expect_all_there(*licenses);
  licenses.reset();
  EXPECT_EQ(canaries.found_below(folder.path()), 0U);
}

TEST_F(PersonalDataAtRest, IsInNoFileUnderOtherKeysAndFoundAsBefore) {
  auto licenses = SqliteRegister::create(file, test_sealing()).value();
  for (unsigned i = 0; i < persons; ++i)
    issue(*licenses, i);
  const auto rotation = licenses->key_rotation();
  ASSERT_THAT(rotation->renew_index(Time{}, test::test_blinder(), [](std::int64_t, std::int64_t) {}),
              succeeds());
  ASSERT_THAT(rotation->renew_master(test_sealing(0x77).master, Time{}, test::test_blinder()), succeeds());
  EXPECT_EQ(canaries.found_below(folder.path()), 0U);
  expect_all_there(*licenses);
  licenses.reset();
  EXPECT_EQ(canaries.found_below(folder.path()), 0U);
  EXPECT_THAT(open(), fails_with("STORE_KEYS"));
  expect_all_there(*open(0x77).value());
}

TEST_F(PersonalDataAtRest, GoesFromAStoreThatWasReadable) {
  make_old_store();
  EXPECT_GE(canaries.found_below(folder.path()), std::size_t{3 * persons}); // the search finds what is there
  const auto licenses = open().value();
  EXPECT_EQ(canaries.found_below(folder.path()), 0U);
  expect_all_there(*licenses);
  EXPECT_EQ(licenses->holders()->licenses_of(license(3).holder)->size(), 1U); // 0010_holders.sql finds them
}

TEST_F(PersonalDataAtRest, IsRewrittenWhenThePowerWentBeforeThat) {
  make_old_store();
  open().value().reset();
  {
    Connection connection(file, Access::write);
    connection.execute("PRAGMA user_version = 1");
  }
  const auto licenses = open().value();
  Connection connection(file, Access::read);
  Statement version(connection, "PRAGMA user_version");
  ASSERT_TRUE(version.next());
  EXPECT_EQ(version.integer(0), 0);
}

TEST_F(PersonalDataAtRest, RepeatsOfOldRequestsAreStillKnown) {
  make_old_store();
  const auto licenses = open().value();
  const auto old = license(5);
  const license::Plan repeat{old.number + old.reference, crypto::sm3(as_bytes(old.number)), license(900),
                             Time{}};
  const auto outcome = licenses->record_plan(repeat);
  ASSERT_THAT(outcome, succeeds());
  EXPECT_EQ(outcome->kind, license::PlanOutcome::Kind::done);
  EXPECT_EQ(outcome->license.identifier, old.identifier);
}

TEST_F(PersonalDataAtRest, NeedsTheSecretItWasSealedUnder) {
  SqliteRegister::create(file, test_sealing(1)).value().reset();
  EXPECT_THAT(open(2), fails_with("STORE_KEYS"));
  EXPECT_THAT(open(1), succeeds());
}

TEST_F(PersonalDataAtRest, IsRefusedWhenAnythingOfARowWasChanged) {
  auto licenses = SqliteRegister::create(file, test_sealing()).value();
  issue(*licenses, 0);
  issue(*licenses, 1);
  licenses.reset();
  Connection connection(file, Access::write);
  connection.execute("DROP TRIGGER licenses_keep_what_was_signed; DROP TRIGGER licenses_keep_what_was_sealed;"
                     "DROP TRIGGER documents_are_never_changed");
  connection.execute(
      "CREATE TABLE kept AS SELECT * FROM licenses; CREATE TABLE papers AS SELECT * FROM documents");
  for (const std::string change :
       {"sealed_number = sealed_holder_code", "sealed_holder_name = sealed_data",
        "valid_until = '2099-01-01'", "issued_at = 1", "holder_code_type = '001'", "type_code = 'x'",
        "fingerprint = zeroblob(32)",
        "sealed_data = (SELECT sealed_data FROM kept WHERE identifier = 'identifier-1')",
        "sealed_holder_name = (SELECT sealed_holder_name FROM kept WHERE identifier = 'identifier-1')",
        "sealed_number = zeroblob(length(sealed_number))"}) {
    connection.execute("UPDATE licenses SET " + change + " WHERE identifier = 'identifier-0'");
    EXPECT_THAT(open().value()->find("identifier-0"), fails_with("STORE_SEALED_FIELD")) << change;
    restore(connection);
  }
  connection.execute("UPDATE documents SET content = (SELECT content FROM papers WHERE identifier = "
                     "'identifier-1') WHERE identifier = 'identifier-0'");
  EXPECT_THAT(open().value()->document("identifier-0"), fails_with("STORE_SEALED_FIELD"));
}

TEST_F(PersonalDataAtRest, IsFoundByIndexesAlone) {
  const auto licenses = SqliteRegister::create(file, test_sealing()).value();
  Connection connection(file, Access::read);
  for (const char* const condition :
       {"type_code = ? AND number_index = ? AND state <> 'pending' ORDER BY sequence "
        "DESC LIMIT 1",
        "key_id < ?"}) {
    Statement plan(connection, std::string("EXPLAIN QUERY PLAN SELECT * FROM licenses WHERE ") + condition);
    ASSERT_TRUE(plan.next());
    EXPECT_THAT(plan.text(3), testing::StartsWith("SEARCH licenses USING INDEX")) << condition;
  }
}

} // namespace
} // namespace elicense::store
