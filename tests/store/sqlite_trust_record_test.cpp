// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/ledger_rows.hpp"
#include "tests/store/sealed_house.hpp"

namespace elicense::store {
namespace {

class SqliteTrustRecordTest : public SealedHouse {
 protected:
  static ledger::Hash list(const char* name) { return crypto::sm3(as_bytes(std::string_view(name))); }
  std::vector<ledger::Entry> leaves() const {
    Connection connection(file, Access::read);
    std::vector<ledger::Entry> entries;
    const auto size = ledger_size(connection);
    for (std::uint64_t i = 0; i < size; ++i)
      entries.push_back(ledger::decode_entry(ledger_entries(connection, i, 1)->front()).value());
    return entries;
  }
};

TEST_F(SqliteTrustRecordTest, ALeafForEveryOtherList) {
  for (const char* const name : {"one", "one", "two", "one"})
    ASSERT_THAT(licenses->trust_record()->in_force(list(name), now), succeeds());
  licenses.reset();
  licenses = SqliteRegister::open(file, test_sealing()).value();
  ASSERT_THAT(licenses->trust_record()->in_force(list("one"), now), succeeds());
  EXPECT_THAT(leaves(),
              testing::ElementsAre(ledger::trust_leaf(list("one"), now), ledger::trust_leaf(list("two"), now),
                                   ledger::trust_leaf(list("one"), now)));
  EXPECT_EQ(count("trust_lists"), 3);
}

TEST_F(SqliteTrustRecordTest, IsAppendOnly) {
  ASSERT_THAT(licenses->trust_record()->in_force(list("one"), now), succeeds());
  licenses.reset();
  Connection connection(file, Access::write);
  for (const char* const change : {"UPDATE trust_lists SET at = 1", "DELETE FROM trust_lists"})
    EXPECT_THROW(connection.execute(change), SqliteFailure) << change;
}

} // namespace
} // namespace elicense::store
