// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/ledger_rows.hpp"
#include "tests/store/sealed_house.hpp"
#include "tests/support/canaries.hpp"

namespace elicense::store {
namespace {

class SqliteAccessLogTest : public SealedHouse {
 protected:
  privacy::Access access(const license::Holder& holder, const std::string& purpose) const {
    privacy::Access made;
    made.at = now;
    made.what = "license";
    made.license = "identifier-A";
    made.holder = holder;
    made.reader = {
        .who = "operator-of-window-seven", .client = "system", .purpose = purpose, .matter_case = "case"};
    made.fields = {"姓名"};
    made.nonce = "00";
    return made;
  }
  ledger::Entry leaf(const privacy::Access& access) const {
    ledger::Entry entry;
    entry.kind = ledger::EntryKind::license_read;
    entry.at = now;
    entry.digests = {{ledger::DigestRole::answer, privacy::digest_of(access)}};
    for (const auto role : {ledger::ReferenceRole::license, ledger::ReferenceRole::holder})
      entry.references.push_back({role, blinder.reference(role, access.holder.code)});
    return entry;
  }
  void record(const license::Holder& holder, const std::string& purpose) {
    const auto made = access(holder, purpose);
    ASSERT_THAT(log->record({{made, leaf(made)}}), succeeds());
  }
  std::unique_ptr<privacy::AccessLog> log = licenses->access_log();
};

TEST_F(SqliteAccessLogTest, GivesAHolderWhatWasRecorded) {
  record(zhang, "one");
  record(li, "two");
  record(zhang, "three");
  const auto of_zhang = log->of_holder(zhang, 0, 10).value();
  ASSERT_EQ(of_zhang.size(), 2U);
  EXPECT_EQ(of_zhang[0].access.reader.purpose, "three");
  EXPECT_EQ(of_zhang[1].access.reader.purpose, "one");
  EXPECT_EQ(of_zhang[1].access.at, now);
  EXPECT_EQ(privacy::access_json(of_zhang[1].access), privacy::access_json(access(zhang, "one")));
  EXPECT_EQ(log->of_holder(zhang, of_zhang[0].sequence, 10)->size(), 1U);
  EXPECT_EQ(log->of_holder(zhang, 0, 1)->size(), 1U);
  EXPECT_TRUE(log->of_holder({"", "001", zhang.code}, 0, 10)->empty()); // another type of code
}

TEST_F(SqliteAccessLogTest, GivesNoMoreThanOnePage) {
  for (std::size_t i = 0; i < privacy::max_accesses_at_once + 1; ++i)
    record(zhang, "purpose");
  EXPECT_EQ(log->of_holder(zhang, 0, 1000)->size(), privacy::max_accesses_at_once);
}

TEST_F(SqliteAccessLogTest, EveryAccessIsALeaf) {
  record(zhang, "one");
  record(li, "two");
  Connection connection(file, Access::read);
  EXPECT_EQ(ledger_size(connection), 2U);
  const auto entry = ledger::decode_entry(ledger_entries(connection, 1, 1)->front()).value();
  EXPECT_EQ(entry, leaf(access(li, "two")));
  EXPECT_EQ(count("accesses WHERE leaf = 1"), 1);
}

TEST_F(SqliteAccessLogTest, WithoutALeafThereIsNoAccess) {
  auto broken = leaf(access(zhang, "one"));
  broken.word = "No Word";
  EXPECT_THROW((void)log->record({{access(zhang, "one"), broken}}), std::invalid_argument);
  EXPECT_EQ(count("accesses"), 0);
}

class Suspected : public SqliteAccessLogTest {
 protected:
  privacy::Suspicion suspicion(const std::string& party) const {
    return {.at = now + std::chrono::minutes(5),
            .party = party,
            .tenant = "authority",
            .rule = "filler_purposes",
            .refused = true,
            .count = 20,
            .span = std::chrono::minutes(10)};
  }
  void suspect(const privacy::Suspicion& suspicion) {
    ASSERT_THAT(log->record(suspicion, leaf_of(suspicion, "party " + suspicion.party, blinder)), succeeds());
  }
};

TEST_F(Suspected, IsShownBesideWhatTheClientReadAboutThen) {
  record(zhang, "one");
  suspect(suspicion("system"));
  const auto seen = log->of_holder(zhang, 0, 1).value()[0].suspected;
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->rule, "filler_purposes");
  EXPECT_EQ(seen->at, now + std::chrono::minutes(5));
  EXPECT_EQ(std::pair(seen->refused, seen->count), std::pair(true, std::int64_t{20}));
  EXPECT_EQ(seen->span, std::chrono::minutes(10));
}

TEST_F(Suspected, APersonInOfficeToo) {
  record(zhang, "one");
  suspect(suspicion("operator-of-window-seven"));
  EXPECT_TRUE(log->of_holder(zhang, 0, 1).value()[0].suspected);
}

TEST_F(Suspected, NeitherOthersNorOtherTimes) {
  record(zhang, "one");
  suspect(suspicion("another"));
  suspect(suspicion(""));
  auto before = suspicion("system"), after = before;
  before.at = now - std::chrono::minutes(11);
  after.at = now + std::chrono::minutes(11);
  suspect(before);
  suspect(after);
  EXPECT_FALSE(log->of_holder(zhang, 0, 1).value()[0].suspected);
  after.at -= std::chrono::minutes(1);
  suspect(after);
  EXPECT_TRUE(log->of_holder(zhang, 0, 1).value()[0].suspected);
}

TEST_F(Suspected, IsALeafAndAnEventForTheAuthorityOfTheClient) {
  suspect(suspicion("system"));
  suspect(suspicion("")); // an address: nobody's client
  Connection connection(file, Access::read);
  EXPECT_EQ(ledger_size(connection), 2U);
  const auto events = licenses->outbox()->events(0, 9).value();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].kind, "client.suspected");
  EXPECT_EQ(events[0].tenant, "authority");
  EXPECT_EQ(events[0].object, "/v1/parties/system");
  const nlohmann::json told = {
      {"rule", "filler_purposes"}, {"refused", true}, {"count", 20}, {"seconds", 600}};
  EXPECT_EQ(events[0].data, told);
}

TEST_F(Suspected, CannotBeTakenBack) {
  suspect(suspicion("system"));
  log.reset();
  licenses.reset();
  Connection connection(file, Access::write);
  EXPECT_THROW(connection.execute("UPDATE suspicions SET client = ''"), SqliteFailure);
  EXPECT_THROW(connection.execute("DELETE FROM suspicions"), SqliteFailure);
}

TEST_F(SqliteAccessLogTest, IsSealedAndFoundByAnIndex) {
  record(zhang, "the purpose of this reading");
  test::Canaries canaries;
  for (const char* const value :
       {"the purpose of this reading", "operator-of-window-seven", "640104199001010026"})
    canaries.add(value);
  EXPECT_EQ(canaries.found_below(folder.path()), 0U);
  Connection connection(file, Access::read);
  Statement plan(connection,
                 "EXPLAIN QUERY PLAN SELECT sealed FROM accesses WHERE holder_index = ? AND sequence < ? "
                 "ORDER BY sequence DESC LIMIT ?");
  ASSERT_TRUE(plan.next());
  EXPECT_THAT(plan.text(3), testing::StartsWith("SEARCH accesses USING INDEX"));
}

TEST_F(SqliteAccessLogTest, SurvivesARotation) {
  record(zhang, "one");
  ASSERT_THAT(licenses->key_rotation()->begin(now, blinder), succeeds());
  record(zhang, "two");
  EXPECT_EQ(licenses->key_rotation()->go_on(10, now, blinder)->left, 0);
  EXPECT_EQ(log->of_holder(zhang, 0, 10)->size(), 2U);
}

TEST_F(SqliteAccessLogTest, RowsCannotBeRewritten) {
  record(zhang, "one");
  log.reset();
  licenses.reset();
  Connection connection(file, Access::write);
  for (const char* const change :
       {"at = 0", "holder_index = zeroblob(32)", "sealed = zeroblob(length(sealed))", "id = 'x'"})
    EXPECT_THROW(connection.execute(std::string("UPDATE accesses SET ") + change), SqliteFailure) << change;
}

} // namespace
} // namespace elicense::store
