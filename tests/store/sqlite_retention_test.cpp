// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/ledger_rows.hpp"
#include "tests/store/sealed_house.hpp"
#include "tests/support/files.hpp"

namespace elicense::store {
namespace {

using std::chrono::days;

class SqliteRetentionTest : public SealedHouse {
 protected:
  void record_access(Time at) const {
    privacy::Access access;
    access.at = at;
    access.holder = zhang;
    const auto leaf = test::entry_of(ledger::EntryKind::license_read, at);
    ASSERT_THAT(licenses->access_log()->record({{access, leaf}}), succeeds());
  }
  Bytes sealed_document(const std::string& identifier) const {
    Connection connection(file, Access::read);
    Statement row(connection, "SELECT content FROM documents WHERE identifier = ?", identifier);
    row.next();
    return row.blob(0);
  }
  std::unique_ptr<privacy::Retention> retention = licenses->retention();
};

TEST_F(SqliteRetentionTest, ErasesALicenseTheDayAfterItsTime) {
  issue(license("A", zhang, "2026-01-30")); // 30 days before 2026-03-01
  issue(license("B", zhang, "2026-01-29"));
  issue(license("C", zhang, std::string(license::no_end)));
  issue(license("D", zhang));
  plan(license("E", zhang, "2020-01-01")); // open: it may still be issued
  const privacy::RetentionRules rules{.ended_licenses = days(30), .voided_plans = {}, .accesses = {}};
  EXPECT_EQ(retention->due(rules, now)->licenses, 1);
  EXPECT_EQ(retention->erase(rules, now, 10, blinder)->licenses, 1);
  EXPECT_THAT(licenses->find("identifier-B"), fails_with("LICENSE_ERASED"));
  EXPECT_THAT(licenses->find_by_reference("reference-B"), fails_with("LICENSE_ERASED"));
  EXPECT_THAT(licenses->document("identifier-B"), fails_with("LICENSE_ERASED"));
  EXPECT_THAT(licenses->find_by_number("11100000000013127D001", "number-B"), fails_with("LICENSE_NOT_FOUND"));
  for (const char* const kept : {"identifier-A", "identifier-C", "identifier-D"})
    EXPECT_THAT(licenses->document(kept), succeeds()) << kept;
  EXPECT_EQ(licenses->holders()->licenses_of(zhang)->size(), 3U);
  EXPECT_EQ(licenses->open_plans()->size(), 1U);
}

TEST_F(SqliteRetentionTest, ADryRunAndNoRulesChangeNothing) {
  issue(license("A", zhang, "2020-01-01"));
  record_access(now - days(10'000));
  EXPECT_EQ(retention->due({}, now)->all(), 0);
  EXPECT_EQ(retention->erase({}, now, 10, blinder)->all(), 0);
  EXPECT_EQ(retention->due({.ended_licenses = days(1), .voided_plans = {}, .accesses = days(1)}, now)->all(),
            2);
  EXPECT_THAT(licenses->find("identifier-A"), succeeds());
}

TEST_F(SqliteRetentionTest, ErasesWhatWasNeverIssued) {
  plan(license("A", zhang));
  ASSERT_THAT(licenses->void_plan("identifier-A", "SELF_CHECK_FAILED",
                                  license::voided_leaf("identifier-A", "SELF_CHECK_FAILED", blinder, now)),
              succeeds());
  const privacy::RetentionRules rules{.ended_licenses = {}, .voided_plans = days(30), .accesses = {}};
  EXPECT_EQ(retention->erase(rules, now + days(30), 10, blinder)->plans, 0);
  EXPECT_EQ(retention->erase(rules, now + days(30) + std::chrono::seconds(1), 10, blinder)->plans, 1);
  EXPECT_EQ(count("licenses WHERE holder_index = x'' AND sealed_data = x''"), 1);
}

TEST_F(SqliteRetentionTest, DeletesOldAccesses) {
  record_access(now - days(31));
  record_access(now - days(30));
  const privacy::RetentionRules rules{.ended_licenses = {}, .voided_plans = {}, .accesses = days(30)};
  EXPECT_EQ(retention->erase(rules, now, 10, blinder)->accesses, 1);
  EXPECT_EQ(licenses->access_log()->of_holder(zhang, 0, 10)->size(), 1U);
}

TEST_F(SqliteRetentionTest, LeavesOfALicenseWhatNamesNobody) {
  issue(license("A", zhang, "2020-01-01"));
  EXPECT_THAT(licenses->find_erased("identifier-A"), fails_with("LICENSE_NOT_FOUND"));
  const privacy::RetentionRules rules{.ended_licenses = days(1), .voided_plans = {}, .accesses = {}};
  ASSERT_EQ(retention->erase(rules, now, 10, blinder)->licenses, 1);
  const auto left = licenses->find_erased("identifier-A");
  ASSERT_THAT(left, succeeds());
  EXPECT_EQ(left->type_code, "11100000000013127D001");
  EXPECT_EQ(left->valid_until, "2020-01-01");
  EXPECT_EQ(left->document_digest, crypto::sm3(document));
  EXPECT_EQ(left->registered_state, license::State::valid);
  EXPECT_EQ(left->holder.name + left->holder.code + left->number + left->reference, "");
  EXPECT_THAT(licenses->find_erased("identifier-X"), fails_with("LICENSE_NOT_FOUND"));
}

TEST_F(SqliteRetentionTest, APlanThatWasErasedIsNoErasedLicense) {
  plan(license("A", zhang));
  ASSERT_THAT(licenses->void_plan("identifier-A", "SELF_CHECK_FAILED",
                                  license::voided_leaf("identifier-A", "SELF_CHECK_FAILED", blinder, now)),
              succeeds());
  const privacy::RetentionRules rules{.ended_licenses = {}, .voided_plans = days(1), .accesses = {}};
  ASSERT_EQ(retention->erase(rules, now + days(2), 10, blinder)->plans, 1);
  EXPECT_THAT(licenses->find_erased("identifier-A"), fails_with("LICENSE_NOT_FOUND"));
  EXPECT_EQ(count("plans WHERE key_id IS NULL AND sealed_key = x'' AND sealed_request = x''"), 1);
}

TEST_F(SqliteRetentionTest, GoesInStepsWithALeafForEveryLicense) {
  for (const char* const serial : {"A", "B", "C"})
    issue(license(serial, zhang, "2020-01-01"));
  record_access(now - days(31));
  const privacy::RetentionRules rules{.ended_licenses = days(1), .voided_plans = {}, .accesses = days(30)};
  Connection connection(file, Access::read);
  const std::uint64_t before = ledger_size(connection);
  EXPECT_EQ(retention->erase(rules, now, 2, blinder)->all(), 3);
  EXPECT_EQ(retention->erase(rules, now, 2, blinder)->all(), 1);
  EXPECT_EQ(retention->erase(rules, now, 2, blinder)->all(), 0);
  const auto entries = ledger_entries(connection, before, 10).value();
  ASSERT_EQ(entries.size(), 4U);
  EXPECT_EQ(ledger::decode_entry(entries[0]).value(), license::erased_leaf("identifier-A", blinder, now));
  EXPECT_EQ(ledger::decode_entry(entries[2])->word, "accesses");
  EXPECT_EQ(ledger::decode_entry(entries[2])->number, 1U);
  EXPECT_EQ(licenses->leaves("identifier-C")->size(), 2U);
}

TEST_F(SqliteRetentionTest, LeavesNoSealedValueInTheFiles) {
  issue(license("A", zhang, "2020-01-01"));
  const Bytes sealed = sealed_document("identifier-A");
  ASSERT_EQ(
      retention->erase({.ended_licenses = days(1), .voided_plans = {}, .accesses = {}}, now, 10, blinder)
          ->licenses,
      1);
  ASSERT_THAT(licenses->ping(), succeeds()); // after the log was emptied
  for (const char* const suffix : {"", "-wal"})
    EXPECT_EQ(as_text(test::read_file(file.string() + suffix)).find(as_text(sealed)), std::string_view::npos)
        << suffix;
}

TEST_F(SqliteRetentionTest, ErasedRowsRotateWithTheOthers) {
  issue(license("A", zhang, "2020-01-01"));
  issue(license("B", li));
  ASSERT_EQ(
      retention->erase({.ended_licenses = days(1), .voided_plans = {}, .accesses = {}}, now, 10, blinder)
          ->licenses,
      1);
  ASSERT_THAT(licenses->key_rotation()->begin(now, blinder), succeeds());
  EXPECT_EQ(licenses->key_rotation()->go_on(10, now, blinder)->left, 0);
  EXPECT_THAT(licenses->find("identifier-A"), fails_with("LICENSE_ERASED"));
  EXPECT_THAT(licenses->find("identifier-B"), succeeds());
}

TEST_F(SqliteRetentionTest, AnErasedLicenseStaysErased) {
  issue(license("A", zhang, "2020-01-01"));
  ASSERT_EQ(
      retention->erase({.ended_licenses = days(1), .voided_plans = {}, .accesses = {}}, now, 10, blinder)
          ->licenses,
      1);
  retention.reset();
  licenses.reset();
  Connection connection(file, Access::write);
  for (const char* const change : {"erased_at = NULL", "sealed_data = x'00'", "key_id = 2", "erased_at = 1"})
    EXPECT_THROW(connection.execute(std::string("UPDATE licenses SET ") + change), SqliteFailure) << change;
}

} // namespace
} // namespace elicense::store
