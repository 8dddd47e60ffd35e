// SPDX-License-Identifier: Apache-2.0
// Mandates that were given before they had places in the status lists.
#include "store/sqlite/opening.hpp"
#include "tests/store/sealed_house.hpp"

namespace elicense::store {
namespace {

constexpr std::int64_t last_without = 22;

class MandateStatusMigration : public testing::Test {
 protected:
  MandateStatusMigration() {
    connection.prepare_for_writing();
    connection.execute("PRAGMA foreign_keys = OFF"); // rows of a few tables alone
    add_sealing_functions(connection, keys);
    add_first_keys(connection, keys, sealing);
    auto old = embedded_migrations();
    std::erase_if(old, [](const Migration& one) { return one.number > last_without; });
    migrate(connection, old).value();
  }
  void add_license(const std::string& identifier, int status_number) {
    Statement(connection,
              "INSERT INTO licenses (identifier, reference, type_code, type_name, issuer_code, issuer_name, "
              "holder_code_type, issued_at, issued_on, valid_from, valid_until, state, seal_id, "
              "document_digest, status_number, key_id) SELECT ?1, ?1, '', '', '', '', '', 0, '', '', '', "
              "'valid', '', zeroblob(32), ?2, id FROM data_keys WHERE purpose = 'data' AND state = 'active'",
              identifier, std::int64_t{status_number})
        .run();
  }
  void add_mandate(const std::string& id) {
    Statement(connection,
              "INSERT INTO mandates (id, kind, holder_index, agent_index, idempotency_key, request_digest, "
              "used, until, key_id, sealed, leaf) VALUES (?1, 'relative', x'', x'', ?1, x'', 1, 100, 1, x'', "
              "0)",
              id)
        .run();
  }
  std::vector<std::int64_t> numbers() {
    Statement row(connection, "SELECT status_number FROM mandates ORDER BY sequence");
    std::vector<std::int64_t> found;
    while (row.next())
      found.push_back(row.integer(0));
    return found;
  }

  test::TemporaryFolder folder;
  const Sealing sealing = test_sealing();
  const Keys keys{Keyring::first(sealing)};
  Connection connection{[this] {
                          const auto file = folder.path() / "register.db";
                          create_file(file).value();
                          return file;
                        }(),
                        Access::write};
};

TEST_F(MandateStatusMigration, TheyStandBehindAllLicenses) {
  add_license("a", 0);
  add_license("b", 9);
  for (const char* const id : {"m", "n", "o"})
    add_mandate(id);
  connection.execute("DELETE FROM mandates WHERE id = 'n'");
  migrate(connection, embedded_migrations()).value();
  EXPECT_EQ(numbers(), (std::vector<std::int64_t>{10, 11}));
  EXPECT_THROW(add_license("c", 11), SqliteFailure) << "nobody else has their places";
  add_license("d", 12);
}

TEST_F(MandateStatusMigration, InAStoreWithoutLicensesTheyAreTheFirst) {
  add_mandate("m");
  migrate(connection, embedded_migrations()).value();
  EXPECT_EQ(numbers(), std::vector<std::int64_t>{0});
  connection.execute("UPDATE mandates SET used = 2, used_up_at = 50");
  EXPECT_THROW(connection.execute("UPDATE mandates SET used_up_at = NULL"), SqliteFailure);
  EXPECT_THROW(connection.execute("UPDATE mandates SET status_number = 5"), SqliteFailure);
}

} // namespace
} // namespace elicense::store
