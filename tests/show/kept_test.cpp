// SPDX-License-Identifier: Apache-2.0
// What the store keeps of showing: no secret, nothing that an edit changes unnoticed, under whatever key, as
// long as it has to.
#include "tests/show/show_house.hpp"
#include "tests/support/files.hpp"

namespace elicense::show {
namespace {

class KeptShows : public ShowHouse {
 protected:
  void expect_nowhere(const std::string& secret) const {
    for (const char* const suffix : {"", "-wal"})
      EXPECT_EQ(as_text(test::read_file(file.string() + suffix)).find(secret), std::string_view::npos)
          << secret;
  }
  Mandate mandate(const std::string& key = "mandate") {
    Mandate wanted;
    wanted.principal = zhang;
    wanted.agent = li;
    wanted.type_codes = {business};
    wanted.matters = {matter};
    wanted.until = now() + std::chrono::days(30);
    return desk->mandates().give(wanted, key).value();
  }
};

TEST_F(KeptShows, NoSecretAndNobodyIsReadable) {
  const OpenedSession shown = open();
  const Scan scan = desk->scans().scan(asking(shown.code)).value();
  const Scan given = desk->scans().confirm(scan.id, scan.match, {"identifier-A"}).value();
  const OpenedSession next = open();
  mandate();
  for (const std::string& secret :
       {shown.code.reference, next.code.reference, next.code.spoken, given.given[0].code, zhang.code,
        zhang.name, li.code, scan.matter_case, matter.name, std::string("operator-1")})
    expect_nowhere(secret);
}

TEST_F(KeptShows, AnEditedRowDoesNotOpen) {
  const OpenedSession shown = open();
  const Scan given = confirmed();
  const Mandate made = mandate();
  edit("DROP TRIGGER show_sessions_never_go_back; UPDATE show_sessions SET ends_at = ends_at + 3600");
  EXPECT_THAT(desk->kept().session(shown.session.id), fails_with("STORE_SEALED_FIELD"));
  edit("DROP TRIGGER use_codes_never_come_back; UPDATE use_codes SET uses = 5");
  EXPECT_THAT(desk->uses().use(using_code(given.given[0].code)), fails_with("STORE_SEALED_FIELD"));
  edit("UPDATE use_codes SET uses = 1; DROP TRIGGER scans_are_answered_once; UPDATE scans SET state = "
       "'waiting'");
  EXPECT_THAT(desk->kept().scan(given.id), fails_with("STORE_SEALED_FIELD"));
  edit("DROP TRIGGER mandates_stay_as_given; UPDATE mandates SET until = until + 3600");
  EXPECT_THAT(desk->kept().mandate(made.id), fails_with("STORE_SEALED_FIELD"));
}

TEST_F(KeptShows, TheSchemaLetsNothingComeBack) {
  const Scan given = confirmed();
  desk->uses().use(using_code(given.given[0].code)).value();
  desk->scans().stop(given.id).value();
  desk->mandates().revoke(mandate().id).value();
  close();
  store::Connection connection(file, store::Access::write);
  for (const char* const change :
       {"UPDATE use_codes SET used = 0", "UPDATE use_codes SET stopped_at = NULL",
        "UPDATE use_codes SET uses = 9", "UPDATE scans SET state = 'given'",
        "UPDATE show_sessions SET turn = 0", "UPDATE mandates SET revoked_at = NULL",
        "UPDATE mandates SET until = until + 1", "UPDATE mandates SET status_number = 1"})
    EXPECT_THROW(connection.execute(change), store::SqliteFailure) << change;
}

TEST_F(KeptShows, IsFoundUnderAnotherIndexKey) {
  const OpenedSession shown = open();
  const Scan given = confirmed();
  const PaperCode paper = [&] {
    Mandate wanted;
    wanted.principal = zhang;
    wanted.type_codes = {business};
    wanted.matters = {matter};
    wanted.until = now() + std::chrono::days(30);
    return desk->mandates().make_paper(wanted, "paper").value();
  }();
  const Mandate made = mandate();
  ASSERT_THAT(
      store->key_rotation()->renew_index(now(), test::test_blinder(), [](std::int64_t, std::int64_t) {}),
      succeeds());
  EXPECT_THAT(desk->scans().scan(asking(shown.code, "gone")), fails_with("SHOW_CODE_UNKNOWN"))
      << "codes of a minute are not taken along";
  EXPECT_THAT(desk->uses().use(using_code(given.given[0].code)), succeeds());
  EXPECT_EQ(desk->kept().scans_of(zhang, 0, 10)->size(), 1U);
  EXPECT_THAT(desk->kept().paper(paper.reference, now()), succeeds());
  EXPECT_EQ(desk->kept().given_by(zhang)->size(), 2U);
  EXPECT_EQ(desk->kept().received_by(li)->front().id, made.id);
  EXPECT_EQ(mandate().id, made.id) << "the same request";
  EXPECT_THAT(desk->sessions().next_code(shown.session.id), succeeds());
}

TEST_F(KeptShows, IsSealedAgainUnderAnotherDataKey) {
  const OpenedSession shown = open();
  const Scan given = confirmed();
  const Mandate made = mandate();
  const auto rotation = store->key_rotation();
  ASSERT_THAT(rotation->begin(now(), test::test_blinder()), succeeds());
  while (rotation->go_on(100, now(), test::test_blinder()).value().left > 0) {
  }
  EXPECT_THAT(desk->kept().session(shown.session.id), succeeds());
  EXPECT_THAT(desk->uses().use(using_code(given.given[0].code)), succeeds());
  EXPECT_THAT(desk->kept().mandate(made.id), succeeds());
  EXPECT_EQ(count("scans WHERE key_id = (SELECT min(key_id) FROM scans)"), count("scans"));
}

TEST_F(KeptShows, GoesWhenItWasKeptLongEnough) {
  confirmed();
  desk->uses().use(using_code(desk->kept().scans_of(zhang, 0, 1)->front().given[0].code)).value();
  mandate();
  privacy::RetentionRules rules;
  rules.scans = std::chrono::days(10);
  const auto retention = store->retention();
  moved += 9 * 24 * 3600;
  EXPECT_EQ(retention->due(rules, now())->scans, 0);
  moved += 2 * 24 * 3600;
  EXPECT_EQ(retention->due(rules, now())->scans, 1) << "the session goes behind its scan";
  std::int64_t erased = 0;
  while (const auto some = retention->erase(rules, now(), 100, test::test_blinder())->all())
    erased += some;
  EXPECT_EQ(erased, 2);
  EXPECT_EQ(count("scans") + count("show_sessions") + count("use_codes") + count("license_uses"), 0);
  EXPECT_EQ(count("mandates"), 1);
  moved += 30 * 24 * 3600;
  EXPECT_EQ(retention->erase(rules, now(), 100, test::test_blinder())->scans, 1);
  EXPECT_EQ(count("mandates"), 0);
  EXPECT_EQ(kinds().back(), ledger::EntryKind::data_erased);
}

TEST_F(KeptShows, ExpiredCodesAreRemovedWithTheNext) {
  const OpenedSession shown = open();
  for (int i = 0; i < 10; ++i) {
    moved += 45;
    desk->sessions().next_code(shown.session.id).value();
  }
  EXPECT_LE(count("show_codes"), 2);
}

} // namespace
} // namespace elicense::show
