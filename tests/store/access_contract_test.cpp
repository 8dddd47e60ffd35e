// SPDX-License-Identifier: Apache-2.0
// What every register of parties must do, asked of the one in SQLite and of the one in memory.
#include "store/sqlite/connection.hpp"
#include "store/sqlite/ledger_rows.hpp"
#include "store/sqlite/sqlite_register.hpp"
#include "tests/store/sealing.hpp"
#include "tests/support/memory_access.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/temporary_folder.hpp"
#include <atomic>
#include <fstream>
#include <thread>

namespace elicense::store {
namespace {

using namespace access;
using namespace std::chrono_literals;
using test::fails_with;
using test::succeeds;

struct House { // the register and what it lives in
  test::TemporaryFolder folder;
  std::unique_ptr<SqliteRegister> file;
  std::unique_ptr<Register> people;
};

std::unique_ptr<House> in_sqlite() {
  auto house = std::make_unique<House>();
  house->file = SqliteRegister::create(house->folder.path() / "register.db", test_sealing()).value();
  house->people = house->file->open_access(Vault(crypto::SecretBytes(Bytes(32, 7)), crypto::system_random),
                                           ledger::Blinder(crypto::SecretBytes(32)));
  return house;
}

std::unique_ptr<House> in_memory() {
  auto house = std::make_unique<House>();
  house->people = std::make_unique<test::MemoryAccess>();
  return house;
}

const Time noon = from_rfc3339("2026-03-01T12:00:00+08:00").value();
const Change change{"someone", noon};
const std::string authority = "11640000MB999999XM";

Party party(const std::string& id, Roles roles = {Role::issuer_clerk}) {
  return {.id = id,
          .kind = PartyKind::operator_,
          .tenant = authority,
          .name = "窗口",
          .subject = id == "with subject" ? std::string(64, 'a') : "",
          .disabled = false,
          .roles = std::move(roles),
          .scopes = Scopes::parse("field:* license_type:X").value(),
          .created_at = noon};
}

Credential credential(const std::string& key_id, const std::string& owner, KeyKind kind = KeyKind::hmac_sm3) {
  return {.key_id = key_id,
          .party = owner,
          .kind = kind,
          .material = crypto::SecretBytes(crypto::sm3(as_bytes(key_id))),
          .not_before = noon,
          .not_after = noon + 24h};
}

void expect_same(const Party& found, const Party& expected) {
  EXPECT_EQ(found.id, expected.id);
  EXPECT_EQ(found.kind, expected.kind);
  EXPECT_EQ(found.tenant, expected.tenant);
  EXPECT_EQ(found.name, expected.name);
  EXPECT_EQ(found.subject, expected.subject);
  EXPECT_EQ(found.disabled, expected.disabled);
  EXPECT_EQ(found.roles, expected.roles);
  EXPECT_EQ(found.scopes, expected.scopes);
  EXPECT_EQ(found.created_at, expected.created_at);
}

class AccessContract : public testing::TestWithParam<std::unique_ptr<House> (*)()> {
 protected:
  AccessContract() { people.add_tenant({authority, "示例市行政审批服务局"}).value(); }
  std::unique_ptr<House> house = GetParam()();
  Register& people = *house->people;
};

INSTANTIATE_TEST_SUITE_P(Registers, AccessContract, testing::Values(in_sqlite, in_memory),
                         [](const auto& info) { return info.index == 0 ? "sqlite" : "memory"; });

TEST_P(AccessContract, KnowsAuthorities) {
  EXPECT_THAT(people.add_tenant({authority, "another name"}), succeeds());
  const auto tenants = people.tenants().value();
  ASSERT_EQ(tenants.size(), 1U);
  EXPECT_EQ(tenants[0].name, "示例市行政审批服务局");
}

TEST_P(AccessContract, FindsPartiesAsTheyWereAdded) {
  const Party added = party("with subject");
  ASSERT_THAT(people.add_party(added, change), succeeds());
  expect_same(people.party(added.id).value(), added);
  expect_same(people.operator_of(added.subject).value(), added);
  EXPECT_EQ(people.parties()->size(), 1U);
  EXPECT_THAT(people.party("x"), fails_with("PARTY_NOT_FOUND"));
  EXPECT_THAT(people.operator_of(""), fails_with("PARTY_NOT_FOUND"));
}

TEST_P(AccessContract, RefusesAPartyTwiceOrOfNobody) {
  ASSERT_THAT(people.add_party(party("with subject"), change), succeeds());
  EXPECT_THAT(people.add_party(party("with subject"), change), fails_with("PARTY_EXISTS"));
  Party same_subject = party("other");
  same_subject.subject = std::string(64, 'a');
  EXPECT_THAT(people.add_party(same_subject, change), fails_with("PARTY_EXISTS"));
  Party stray = party("stray");
  stray.tenant = "nobody";
  EXPECT_THAT(people.add_party(stray, change), fails_with("TENANT_UNKNOWN"));
}

TEST_P(AccessContract, AnEditIsWholeOrAbsent) {
  people.add_party(party("p"), change).value();
  const auto changed = people.change_party(
      "p",
      [](Party& found) -> Result<void> {
        found.disabled = true;
        found.roles.insert(Role::auditor);
        return {};
      },
      change);
  ASSERT_THAT(changed, succeeds());
  EXPECT_TRUE(changed->disabled);
  expect_same(people.party("p").value(), *changed);
  const auto refused = people.change_party(
      "p",
      [](Party& found) -> Result<void> {
        found.roles.clear();
        return fail(ErrorKind::invalid, "TEST_NO");
      },
      change);
  EXPECT_THAT(refused, fails_with("TEST_NO"));
  expect_same(people.party("p").value(), *changed);
  EXPECT_THAT(people.change_party(
                  "x", [](Party&) { return Result<void>(); }, change),
              fails_with("PARTY_NOT_FOUND"));
}

TEST_P(AccessContract, FindsCredentialsWithTheirParty) {
  people.add_party(party("p"), change).value();
  for (const auto& [id, kind] :
       {std::pair{"h", KeyKind::hmac_sm3}, {"s", KeyKind::sm2}, {"c", KeyKind::certificate}}) {
    ASSERT_THAT(people.add_credential(credential(id, "p", kind), change), succeeds());
    const auto found = people.find_key(id);
    ASSERT_THAT(found, succeeds());
    EXPECT_EQ(found->party.id, "p");
    EXPECT_EQ(found->credential.kind, kind);
    EXPECT_TRUE(equal(found->credential.material.view(), crypto::sm3(as_bytes(id))));
    EXPECT_EQ(found->credential.not_before, noon);
    EXPECT_EQ(found->credential.not_after, noon + 24h);
  }
  EXPECT_EQ(people.find_certificate(crypto::sm3(as_bytes("c")))->credential.key_id, "c");
  EXPECT_THAT(people.find_certificate(crypto::sm3(as_bytes("s"))), fails_with("KEY_UNKNOWN"));
  EXPECT_THAT(people.find_key("x"), fails_with("KEY_UNKNOWN"));
  EXPECT_EQ(people.credentials("p")->size(), 3U);
  EXPECT_THAT(people.add_credential(credential("h", "p"), change), fails_with("KEY_TAKEN"));
  Credential same = credential("other id", "p", KeyKind::certificate);
  same.material = crypto::SecretBytes(crypto::sm3(as_bytes("c")));
  EXPECT_THAT(people.add_credential(same, change), fails_with("KEY_TAKEN"));
}

TEST_P(AccessContract, ACredentialEndsEarlierNeverLater) {
  people.add_party(party("p"), change).value();
  people.add_credential(credential("k", "p"), change).value();
  EXPECT_THAT(people.end_credential("k", noon + 48h, change), succeeds());
  EXPECT_EQ(people.find_key("k")->credential.not_after, noon + 24h);
  EXPECT_THAT(people.end_credential("k", noon + 1h, change), succeeds());
  EXPECT_EQ(people.find_key("k")->credential.not_after, noon + 1h);
  EXPECT_THAT(people.end_credential("x", noon, change), fails_with("KEY_UNKNOWN"));
}

TEST_P(AccessContract, KeepsTheNewestTimeAhead) {
  people.add_party(party("p"), change).value();
  people.add_credential(credential("k", "p"), change).value();
  people.note_ahead("k", noon + 9s).value();
  people.note_ahead("k", noon + 5s).value();
  EXPECT_EQ(people.times_ahead()->at("k"), noon + 9s);
}

TEST_P(AccessContract, KeepsSessions) {
  const Session session{.digest = crypto::sm3(as_bytes("text")),
                        .party = "",
                        .key_id = "k",
                        .roles = {Role::holder},
                        .holder = {"111", "ab"},
                        .issued_at = noon,
                        .expires_at = noon + 1h,
                        .last_used = noon};
  people.keep_session(session).value();
  auto found = people.session(session.digest).value();
  EXPECT_EQ(found.key_id, "k");
  EXPECT_EQ(found.roles, session.roles);
  EXPECT_EQ(found.holder, (HolderCode{"111", "ab"}));
  EXPECT_EQ(found.expires_at, noon + 1h);
  people.touch_session(session.digest, noon + 5min).value();
  people.touch_session(session.digest, noon + 1min).value();
  EXPECT_EQ(people.session(session.digest)->last_used, noon + 5min);
  people.forget_sessions(noon + 1h).value();
  EXPECT_THAT(people.session(session.digest), succeeds());
  people.forget_sessions(noon + 1h + 1s).value();
  EXPECT_THAT(people.session(session.digest), fails_with("SESSION_UNKNOWN"));
  EXPECT_THAT(people.touch_session(session.digest, noon), fails_with("SESSION_UNKNOWN"));
  people.keep_session(session).value();
  people.end_session(session.digest).value();
  EXPECT_THAT(people.session(session.digest), fails_with("SESSION_UNKNOWN"));
}

TEST_P(AccessContract, AnEnrolmentIsUsedOnce) {
  const Enrolment offer{crypto::sm3(as_bytes("code")), noon, noon + 24h};
  people.offer_enrolment(offer).value();
  EXPECT_THAT(people.enrol(crypto::sm3(as_bytes("guess")), party("a"), credential("a", "a"), change),
              fails_with("ENROLMENT_REFUSED"));
  EXPECT_THAT(people.enrol(offer.digest, party("a"), credential("a", "a"), Change{"a", noon + 24h}),
              fails_with("ENROLMENT_REFUSED"));
  EXPECT_THAT(people.enrol(offer.digest, party("a"), credential("a", "a"), Change{"a", noon + 24h - 1s}),
              succeeds());
  EXPECT_THAT(people.enrol(offer.digest, party("b"), credential("b", "b"), change),
              fails_with("ENROLMENT_REFUSED"));
  EXPECT_EQ(people.find_key("a")->party.id, "a");
}

TEST_P(AccessContract, AnEnrolmentThatFailsIsNotUsed) {
  const Enrolment offer{crypto::sm3(as_bytes("code")), noon, noon + 24h};
  people.offer_enrolment(offer).value();
  people.add_party(party("other"), change).value();
  people.add_credential(credential("taken", "other"), change).value();
  EXPECT_THAT(people.enrol(offer.digest, party("a"), credential("taken", "a"), change),
              fails_with("KEY_TAKEN"));
  EXPECT_THAT(people.party("a"), fails_with("PARTY_NOT_FOUND"));
  EXPECT_THAT(people.enrol(offer.digest, party("a"), credential("a", "a"), change), succeeds());
}

TEST_P(AccessContract, OfManyThatEnrolAtOnceOneSucceeds) {
  const Enrolment offer{crypto::sm3(as_bytes("code")), noon, noon + 24h};
  people.offer_enrolment(offer).value();
  std::atomic<int> successes = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 16; ++i)
    threads.emplace_back([&, id = std::to_string(i)] {
      if (people.enrol(offer.digest, party(id), credential(id, id), change)) ++successes;
    });
  threads.clear();
  EXPECT_EQ(successes, 1);
  EXPECT_EQ(people.parties()->size(), 1U);
}

TEST_P(AccessContract, AProposalTakesASecondPerson) {
  people.add_party(party("p", {}), change).value();
  people.propose({"g", "p", Role::administrator, true, "first", noon}).value();
  ASSERT_EQ(people.proposals()->size(), 1U);
  EXPECT_EQ(people.proposals()->front().role, Role::administrator);
  EXPECT_THAT(people.approve("g", {"first", noon}), fails_with("PROPOSAL_OWN"));
  EXPECT_EQ(people.party("p")->roles, Roles{});
  EXPECT_EQ(people.approve("g", {"second", noon})->roles, Roles{Role::administrator});
  EXPECT_EQ(people.party("p")->roles, Roles{Role::administrator});
  EXPECT_THAT(people.approve("g", {"second", noon}), fails_with("PROPOSAL_UNKNOWN"));
  people.propose({"r", "p", Role::administrator, false, "first", noon}).value();
  EXPECT_EQ(people.approve("r", {"second", noon})->roles, Roles{});
  EXPECT_TRUE(people.proposals()->empty());
}

// --- The ledger.

std::vector<ledger::Entry> entries_of(const std::filesystem::path& file) {
  Connection connection(file, Access::read);
  std::vector<ledger::Entry> entries;
  for (std::uint64_t i = 0; i < ledger_size(connection); ++i)
    entries.push_back(ledger::decode_entry(ledger_entries(connection, i, 1)->front()).value());
  return entries;
}

TEST(AccessEntries, EveryChangeOfRolesAndKeysIsALeaf) {
  const auto house = in_sqlite();
  Register& people = *house->people;
  people.add_tenant({authority, "name"}).value();
  people.add_party(party("p"), change).value();
  people.add_credential(credential("k", "p"), change).value();
  people.end_credential("k", noon + 1h, change).value();
  people
      .change_party(
          "p",
          [](Party& p) {
            p.disabled = true;
            return Result<void>();
          },
          change)
      .value();
  people.propose({"g", "p", Role::auditor, true, "first", noon}).value();
  people.approve("g", {"second", noon}).value();
  EXPECT_FALSE(people.add_party(party("p"), change));
  EXPECT_FALSE(people.approve("g", {"second", noon}));
  std::vector<std::string> told;
  for (const auto& entry : entries_of(house->folder.path() / "register.db"))
    told.push_back(std::string(ledger::name_of(entry.kind)) + " " + entry.word);
  EXPECT_THAT(told, testing::ElementsAre("role-changed added", "key-changed added", "key-changed ended",
                                         "role-changed disabled", "role-changed proposed",
                                         "role-changed disabled"));
}

TEST(AccessEntries, WhatIsDecidedNamesWhatWasProposed) {
  const auto house = in_sqlite();
  Register& people = *house->people;
  people.add_tenant({authority, "name"}).value();
  people.add_party(party("p"), change).value();
  people.propose({"g", "p", Role::auditor, true, "first", noon}).value();
  people.propose({"h", "p", Role::auditor, false, "first", noon}).value();
  people.approve("g", {"second", noon}).value();
  const auto proposal_of = [](const ledger::Entry& entry) {
    const auto fact = std::ranges::find(entry.digests, ledger::DigestRole::request,
                                        &ledger::Fact<ledger::DigestRole>::role);
    return fact == entry.digests.end() ? ledger::Hash{} : fact->value;
  };
  const auto entries = entries_of(house->folder.path() / "register.db");
  ASSERT_EQ(entries.size(), 4U);
  EXPECT_EQ(proposal_of(entries[0]), ledger::Hash{});
  EXPECT_EQ(proposal_of(entries[3]), proposal_of(entries[1]));
  EXPECT_NE(proposal_of(entries[2]), proposal_of(entries[1]));
}

// --- S-ATREST: a row edited past the service.

class EditedRows : public testing::Test {
 protected:
  EditedRows() {
    file = folder.path() / "register.db";
    open(true);
    people->add_tenant({authority, "name"}).value();
    people->add_party(party("p", {Role::auditor}), change).value();
    people->add_party(party("q", {Role::auditor}), change).value();
    people->add_credential(credential("k", "p"), change).value();
    people->add_credential(credential("l", "q"), change).value();
    people->add_credential(credential("s", "p", KeyKind::sm2), change).value();
    people->offer_enrolment({crypto::sm3(as_bytes("code")), noon, noon + 24h}).value();
    people
        ->keep_session({.digest = crypto::sm3(as_bytes("text")),
                        .party = "p",
                        .key_id = "",
                        .roles = {Role::auditor},
                        .holder = {},
                        .issued_at = noon,
                        .expires_at = noon + 1h,
                        .last_used = noon})
        .value();
    people->propose({"g", "p", Role::integrator, true, "first", noon}).value();
  }
  void open(bool create = false) {
    store =
        (create ? SqliteRegister::create(file, test_sealing()) : SqliteRegister::open(file, test_sealing()))
            .value();
    people = store->open_access(Vault(crypto::SecretBytes(Bytes(32, 7)), crypto::system_random),
                                ledger::Blinder(crypto::SecretBytes(32)));
  }
  void edit(const std::string& sql) {
    people.reset();
    store.reset();
    {
      Connection connection(file, Access::write);
      connection.execute(sql);
    }
    open();
  }
  Bytes content() {
    people.reset();
    store.reset();
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  test::TemporaryFolder folder;
  std::filesystem::path file;
  std::unique_ptr<SqliteRegister> store;
  std::unique_ptr<Register> people;
};

TEST_F(EditedRows, AreRefusedColumnByColumn) {
  const auto whole = [&] {
    const Result<void> answers[] = {people->parties() ? Result<void>() : people->parties().error(),
                                    people->find_key("k") ? Result<void>() : people->find_key("k").error(),
                                    people->find_key("s") ? Result<void>() : people->find_key("s").error()};
    for (const auto& answer : answers)
      if (!answer) return answer.error().code;
    return std::string();
  };
  ASSERT_EQ(whole(), "");
  for (const char* sql :
       {"UPDATE parties SET roles = 'administrator' WHERE id = 'p'",
        "UPDATE parties SET scopes = 'field:*' WHERE id = 'p'",
        "UPDATE parties SET kind = 'client' WHERE id = 'p'", "UPDATE parties SET name = 'x' WHERE id = 'p'",
        "UPDATE parties SET subject = 'x' WHERE id = 'p'", "UPDATE parties SET disabled = 1 WHERE id = 'p'",
        "UPDATE parties SET created_at = 0 WHERE id = 'p'",
        "UPDATE credentials SET party = 'q' WHERE key_id = 'k'",
        "UPDATE credentials SET not_after = not_after + 1 WHERE key_id = 'k'",
        "UPDATE credentials SET not_before = 0 WHERE key_id = 'k'",
        "UPDATE credentials SET material = zeroblob(32) WHERE key_id = 's'",
        "UPDATE credentials SET material = (SELECT material FROM credentials AS l WHERE l.key_id = 'l')"}) {
    edit(std::string("CREATE TABLE kept_p AS SELECT * FROM parties; CREATE TABLE kept_c AS SELECT * FROM "
                     "credentials; ") +
         sql);
    EXPECT_EQ(whole(), "ACCESS_ROW_CHANGED") << sql;
    edit("PRAGMA foreign_keys = OFF; DELETE FROM credentials; DELETE FROM parties; INSERT INTO parties "
         "SELECT * FROM "
         "kept_p; INSERT INTO credentials SELECT * FROM kept_c; DROP TABLE kept_p; DROP TABLE kept_c");
    ASSERT_EQ(whole(), "") << sql;
  }
}

TEST_F(EditedRows, OfOtherTablesAreRefusedToo) {
  edit("UPDATE enrolments SET expires_at = expires_at + 1");
  EXPECT_THAT(people->enrol(crypto::sm3(as_bytes("code")), party("a"), credential("a", "a"), change),
              fails_with("ACCESS_ROW_CHANGED"));
  edit("UPDATE sessions SET roles = 'administrator'");
  EXPECT_THAT(people->session(crypto::sm3(as_bytes("text"))), fails_with("ACCESS_ROW_CHANGED"));
  edit("UPDATE role_proposals SET role = 'administrator'");
  EXPECT_THAT(people->approve("g", {"second", noon}), fails_with("ACCESS_ROW_CHANGED"));
  EXPECT_THAT(people->proposals(), fails_with("ACCESS_ROW_CHANGED"));
  edit("UPDATE tenants SET name = 'x'");
  EXPECT_THAT(people->tenants(), fails_with("ACCESS_ROW_CHANGED"));
}

TEST_F(EditedRows, ARowOfAnotherVaultIsRefused) {
  people = store->open_access(Vault(crypto::SecretBytes(Bytes(32, 8)), crypto::system_random),
                              ledger::Blinder(crypto::SecretBytes(32)));
  EXPECT_THAT(people->party("p"), fails_with("ACCESS_ROW_CHANGED"));
  EXPECT_THAT(people->find_key("k"), fails_with("ACCESS_ROW_CHANGED"));
}

TEST_F(EditedRows, HoldNoSecretInTheClear) {
  const Bytes file_content = content();
  const crypto::Sm3Digest secret = crypto::sm3(as_bytes("k")), session = crypto::sm3(as_bytes("text"));
  const auto holds = [&](const crypto::Sm3Digest& value) {
    return std::search(file_content.begin(), file_content.end(), value.begin(), value.end()) !=
           file_content.end();
  };
  EXPECT_FALSE(holds(secret));
  EXPECT_TRUE(holds(session)) << "the search finds what is there";
}

} // namespace
} // namespace elicense::store
