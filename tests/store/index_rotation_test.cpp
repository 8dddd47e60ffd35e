// SPDX-License-Identifier: Apache-2.0
// Another index key, and another master secret: everything is found as before, and nothing of the older one
// is left.
#include "store/sqlite/index_rotation.hpp"
#include "store/sqlite/ledger_rows.hpp"
#include "tests/store/sealed_house.hpp"
#include "tests/support/files.hpp"
#include <set>

namespace elicense::store {
namespace {

class IndexRotation : public SealedHouse {
 protected:
  IndexRotation() {
    issue(license("A", zhang));
    issue(license("B", li));
    plan(license("open", li));
    suspend("identifier-A", "key of the transition");
    record_access(zhang);
    ask_correction(zhang);
  }
  void suspend(const std::string& identifier, const std::string& key) const {
    const auto ask = [this](const license::License& found) -> Result<license::Asked> {
      license::Transition wanted;
      wanted.id = "transition-of-" + found.identifier;
      wanted.license = found.identifier;
      wanted.name = "suspend";
      wanted.from = license::State::valid;
      wanted.to = license::State::suspended;
      wanted.asked_at = now;
      return license::Asked{wanted, license::Mark{.status = license::TransitionStatus::made,
                                                  .at = now,
                                                  .effective_at = now,
                                                  .by = {},
                                                  .registered = license::State::suspended,
                                                  .leaf = license::transition_leaf(
                                                      wanted, license::State::suspended, "x", blinder, now)}};
    };
    ASSERT_THAT(licenses->record_transition({identifier, key, {}}, ask), succeeds());
  }
  void record_access(const license::Holder& holder) const {
    privacy::Access access;
    access.at = now;
    access.license = "identifier-A";
    access.holder = holder;
    ASSERT_THAT(
        licenses->access_log()->record({{access, test::entry_of(ledger::EntryKind::license_read, now)}}),
        succeeds());
  }
  void ask_correction(const license::Holder& holder) const {
    privacy::Correction asked;
    asked.asked_at = now;
    asked.license = "identifier-A";
    asked.holder = holder;
    ASSERT_THAT(licenses->holders()->ask_correction(asked), succeeds());
  }
  Result<void> renew() const {
    return licenses->key_rotation()->renew_index(now, blinder, [](std::int64_t, std::int64_t) {});
  }
  void reopen(std::uint8_t master = 0x5a) {
    licenses.reset();
    licenses = SqliteRegister::open(file, test_sealing(master)).value();
  }
  void edit(const std::string& sql) {
    licenses.reset();
    {
      Connection connection(file, Access::write);
      connection.execute(sql);
    }
    reopen();
  }
  std::vector<Bytes> rows(const std::string& sql) const {
    Connection connection(file, Access::read);
    Statement row(connection, sql);
    std::vector<Bytes> found;
    while (row.next())
      found.push_back(row.blob(0));
    return found;
  }
  std::vector<Bytes> digests() const {
    return rows(
        "SELECT reference FROM licenses UNION ALL SELECT number_index FROM licenses UNION ALL SELECT "
        "holder_index FROM licenses UNION ALL SELECT fingerprint FROM licenses UNION ALL SELECT "
        "idempotency_key FROM plans UNION ALL SELECT request_digest FROM plans UNION ALL SELECT "
        "idempotency_key FROM transitions UNION ALL SELECT request_digest FROM transitions UNION ALL "
        "SELECT fingerprint FROM transition_marks UNION ALL SELECT holder_index FROM accesses UNION ALL "
        "SELECT holder_index FROM corrections");
  }
  void expect_everything_found() {
    EXPECT_EQ(licenses->find("identifier-A")->registered_state, license::State::suspended);
    EXPECT_EQ(licenses->find_by_reference("reference-B")->identifier, "identifier-B");
    EXPECT_EQ(licenses->find_by_number("11100000000013127D001", "number-A")->identifier, "identifier-A");
    const auto of_li = licenses->holders()->licenses_of(li);
    ASSERT_THAT(of_li, succeeds());
    EXPECT_EQ(of_li->size(), 1U);
    EXPECT_EQ(licenses->holders()->corrections_of(zhang)->size(), 1U);
    EXPECT_TRUE(licenses->is_disputed(*licenses->find("identifier-A")).value());
    EXPECT_EQ(licenses->access_log()->of_holder(zhang, 0, 10)->size(), 1U);
    EXPECT_EQ(licenses->open_plans()->size(), 1U);
    const auto again = licenses->record_plan({"identifier-A", {}, license("A", zhang), now});
    ASSERT_THAT(again, succeeds()); // the same request as the first time
    EXPECT_EQ(again->kind, license::PlanOutcome::Kind::done);
    const auto refuse = [](const license::License&) -> Result<license::Asked> {
      return fail(ErrorKind::internal, "ASKED_TWICE");
    };
    EXPECT_THAT(licenses->record_transition({"identifier-A", "key of the transition", {}}, refuse),
                succeeds());
    crypto::Sm3Digest other{};
    other[0] = 1;
    EXPECT_THAT(licenses->record_plan({"identifier-A", other, license("A", zhang), now}),
                fails_with("IDEMPOTENCY_MISMATCH"));
  }
  Bytes wrapped(int id) const {
    return rows("SELECT wrapped FROM data_keys WHERE id = " + std::to_string(id)).at(0);
  }
  void expect_nowhere(ByteView bytes) const {
    for (const char* const suffix : {"", "-wal"})
      EXPECT_EQ(as_text(test::read_file(file.string() + suffix)).find(as_text(bytes)), std::string_view::npos)
          << suffix;
  }
};

TEST_F(IndexRotation, EverythingIsFoundUnderTheNewKeyAndNoDigestStays) {
  const auto before = digests();
  ASSERT_EQ(before.size(), 23U);
  ASSERT_THAT(renew(), succeeds());
  expect_everything_found();
  const auto after = digests();
  ASSERT_EQ(after.size(), before.size());
  for (const Bytes& digest : before)
    EXPECT_EQ(std::ranges::count(after, digest), 0) << to_hex(digest);
  reopen();
  expect_everything_found();
}

TEST_F(IndexRotation, NothingOfTheOlderKeyIsInTheFiles) {
  const Bytes key = wrapped(1);
  const auto before = digests();
  ASSERT_THAT(renew(), succeeds());
  ASSERT_THAT(licenses->ping(), succeeds()); // after the log was emptied
  expect_nowhere(key);
  for (const Bytes& digest : before)
    expect_nowhere(digest);
  EXPECT_EQ(count("data_keys WHERE purpose = 'index' AND state = 'destroyed' AND wrapped = x''"), 1);
  EXPECT_EQ(count("data_keys WHERE purpose = 'index' AND state = 'active'"), 1);
}

TEST_F(IndexRotation, IsToldInTheLedger) {
  Connection connection(file, Access::read);
  const auto before = ledger_size(connection);
  ASSERT_THAT(renew(), succeeds());
  const auto entries = ledger_entries(connection, before, 10).value();
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(ledger::decode_entry(entries[0]).value(),
            privacy::key_leaf("made", privacy::index_key, blinder, now));
  EXPECT_EQ(ledger::decode_entry(entries[1]).value(),
            privacy::key_leaf("destroyed", privacy::index_key, blinder, now));
}

TEST_F(IndexRotation, ARowThatWasEditedIsNotMadeGoodByIt) {
  for (const char* const sql :
       {"DROP TRIGGER licenses_keep_what_was_signed; UPDATE licenses SET valid_until = '9999-12-31'",
        "DROP TRIGGER transition_marks_are_never_changed; UPDATE transition_marks SET effective_at = 1"}) {
    edit(sql);
    const auto before = digests();
    EXPECT_THAT(renew(), fails_with("STORE_SEALED_FIELD")) << sql;
    EXPECT_EQ(digests(), before);
    EXPECT_EQ(count("data_keys WHERE purpose = 'index'"), 1);
    EXPECT_THAT(licenses->find_by_reference("reference-A"), fails_with("STORE_SEALED_FIELD"));
    issue(license(sql, li)); // the store is not failed, and uses the key it has
  }
}

TEST_F(IndexRotation, DigestsChangeAtNoOtherTime) {
  licenses.reset();
  Connection connection(file, Access::write);
  for (const char* const change :
       {"licenses SET holder_index = zeroblob(32)", "licenses SET reference = 'x' WHERE sequence = 1",
        "licenses SET fingerprint = zeroblob(32)", "licenses SET key_id = NULL",
        "plans SET request_digest = zeroblob(32) WHERE state = 'done'",
        "plans SET sealed_key = x'00' WHERE state = 'done'", "plans SET state = 'open' WHERE state = 'done'",
        "transitions SET idempotency_key = 'x'", "transitions SET sealed_key = x'00'",
        "transition_marks SET fingerprint = zeroblob(32)", "accesses SET holder_index = zeroblob(32)"})
    EXPECT_THROW(connection.execute(std::string("UPDATE ") + change), SqliteFailure) << change;
}

TEST_F(IndexRotation, WhatIsErasedStaysErased) {
  issue(license("old", zhang, "2020-01-01"));
  ASSERT_EQ(licenses->retention()
                ->erase({.ended_licenses = std::chrono::days(1), .voided_plans = {}, .accesses = {}}, now, 10,
                        blinder)
                ->licenses,
            1);
  ASSERT_THAT(renew(), succeeds());
  EXPECT_THAT(licenses->find("identifier-old"), fails_with("LICENSE_ERASED"));
  EXPECT_EQ(count("plans WHERE identifier = 'identifier-old' AND sealed_key = x'' AND sealed_request = x''"),
            1);
  expect_everything_found();
}

// As 0009_key_rotation.sql finds them: readings without their holder, requests without what they were.
TEST_F(IndexRotation, RowsFromBeforeAreTakenAlongAsFarAsTheyTell) {
  licenses.reset();
  {
    Connection connection(file, Access::write);
    const Sealing sealing = test_sealing();
    const Keys keys(Keyring::load(connection, sealing).value());
    add_sealing_functions(connection, keys);
    connection.execute(
        "DROP TRIGGER accesses_are_never_changed; UPDATE accesses SET sealed = sealed('accesses', id, "
        "'sealed', "
        "'{\"what\":\"license\",\"license\":\"identifier-A\",\"who\":\"\",\"client\":\"\",\"purpose\":\"\","
        "\"case\":\"\",\"fields\":[],\"masked\":false,\"nonce\":\"\"}');"
        "UPDATE plans SET key_id = NULL, sealed_key = x'', sealed_request = x''");
  }
  reopen();
  EXPECT_EQ(licenses->record_plan({"identifier-A", {}, license("A", zhang), now})->kind,
            license::PlanOutcome::Kind::done);
  edit("CREATE TRIGGER accesses_are_never_changed BEFORE UPDATE ON accesses WHEN FALSE BEGIN SELECT 1; END");
  ASSERT_THAT(renew(), succeeds());
  EXPECT_EQ(licenses->access_log()->of_holder(zhang, 0, 10)->size(), 1U);
  EXPECT_THAT(licenses->record_plan({"identifier-A", {}, license("A", zhang), now}),
              fails_with("REGISTER_DUPLICATE")); // taken for another request
}

TEST_F(IndexRotation, TellsHowFarItIs) {
  std::int64_t last = 0, all = 0;
  ASSERT_THAT(licenses->key_rotation()->renew_index(now, blinder,
                                                    [&](std::int64_t done, std::int64_t of) {
                                                      EXPECT_GT(done, last);
                                                      last = done;
                                                      all = of;
                                                    }),
              succeeds());
  EXPECT_EQ(last, all);
  EXPECT_GT(all, 0);
}

TEST_F(IndexRotation, GoesOnBesideAnUnfinishedRotationOfTheDataKey) {
  ASSERT_THAT(licenses->key_rotation()->begin(now, blinder), succeeds());
  ASSERT_GT(licenses->key_rotation()->go_on(1, now, blinder)->left, 0);
  ASSERT_THAT(renew(), succeeds());
  expect_everything_found();
  while (licenses->key_rotation()->go_on(1, now, blinder)->left > 0) {
  }
  expect_everything_found();
}

// --- The master secret.

TEST_F(IndexRotation, AnotherMasterSecretOpensAndTheOlderDoesNot) {
  const Bytes index = wrapped(1), data = wrapped(2);
  Connection connection(file, Access::read);
  const auto before = ledger_size(connection);
  ASSERT_THAT(licenses->key_rotation()->renew_master(test_sealing(0x77).master, now, blinder), succeeds());
  expect_everything_found();
  ASSERT_THAT(licenses->key_rotation()->begin(now, blinder), succeeds()); // wraps under the new one
  ASSERT_THAT(licenses->ping(), succeeds());
  expect_nowhere(index);
  expect_nowhere(data);
  const auto entries = ledger_entries(connection, before, 2).value();
  EXPECT_EQ(ledger::decode_entry(entries.at(0)).value(),
            privacy::key_leaf("made", privacy::master_secret, blinder, now));
  EXPECT_EQ(ledger::decode_entry(entries.at(1)).value(),
            privacy::key_leaf("destroyed", privacy::master_secret, blinder, now));
  licenses.reset();
  EXPECT_THAT(SqliteRegister::open(file, test_sealing()), fails_with("STORE_KEYS"));
  reopen(0x77);
  expect_everything_found();
}

// A keyed digest that is missing here would be lost with the older key.
TEST_F(IndexRotation, KnowsEveryDigestOfTheSchema) {
  const std::set<std::string> known = {"accesses.holder_index",
                                       "complaints.holder_index",
                                       "complaints.idempotency_key",
                                       "complaints.request_digest",
                                       "corrections.holder_index",
                                       "device_keys.holder_index",
                                       "holdings.holder_index",
                                       "job_scans.name_key",
                                       "job_signatures.fingerprint",
                                       "jobs.request_key",
                                       "license_copies.idempotency_key",
                                       "license_copies.reference",
                                       "license_copies.request_digest",
                                       "licenses.fingerprint",
                                       "licenses.holder_index",
                                       "licenses.number_index",
                                       "licenses.reference",
                                       "mandates.agent_index",
                                       "mandates.holder_index",
                                       "mandates.idempotency_key",
                                       "mandates.reference",
                                       "mandates.request_digest",
                                       "other_holders.holder_index",
                                       "plans.idempotency_key",
                                       "plans.request_digest",
                                       "recalls.party_index",
                                       "reliances.party_index",
                                       "scans.holder_index",
                                       "scans.idempotency_key",
                                       "scans.request_digest",
                                       "scans.shower_index",
                                       "show_codes.reference",
                                       "show_codes.spoken",
                                       "show_sessions.shower_index",
                                       "submission_copies.holder_index",
                                       "submissions.idempotency_key",
                                       "submissions.request_digest",
                                       "transition_marks.fingerprint",
                                       "transitions.idempotency_key",
                                       "transitions.request_digest",
                                       "use_codes.reference"};
  std::set<std::string> found;
  for (const Bytes& name : // but of subscriptions, which have a plain one
       rows("SELECT m.name || '.' || c.name FROM sqlite_schema AS m, pragma_table_info(m.name) AS c WHERE "
            "m.type = 'table' AND (c.name IN ('holder_index', 'number_index', 'reference', 'fingerprint', "
            "'idempotency_key', 'request_digest', 'request_key', 'name_key', 'shower_index', 'agent_index', "
            "'spoken', 'party_index')) AND m.name <> 'subscriptions'"))
    found.emplace(as_text(name));
  EXPECT_EQ(found, known);
}

} // namespace
} // namespace elicense::store
