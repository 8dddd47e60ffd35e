// SPDX-License-Identifier: Apache-2.0
// Recalls in a store on disk: who relied on a license by a use is told once, whatever happens in between.
#include "license/leaves.hpp"
#include "recall/leaves.hpp"
#include "recall/notices.hpp"
#include "recall/recaller.hpp"
#include "tests/show/show_house.hpp"
#include "tests/support/files.hpp"

namespace elicense::recall {
namespace {

using license::State;
using license::TransitionStatus;
using test::fails_with;
using test::succeeds;
using test::test_blinder;

class KeptRecalls : public show::ShowHouse {
 protected:
  KeptRecalls() { issue(); }

  void issue() {
    license::License license = desk_licenses.licenses.front();
    license.issuer_code = issuer;
    license.reference = "reference";
    license.valid_until = "2026-12-31";
    const Bytes document = to_bytes(std::string_view("document"));
    license.document_digest = crypto::sm3(document);
    ASSERT_THAT(store->record_plan({license.identifier, {}, license, now()}), succeeds());
    ASSERT_THAT(store->record_issued(license, document, license::issued_leaf(license, test_blinder(), now())),
                succeeds());
  }
  // By `party`; each a scan and a use of its own.
  void use(const std::string& key, const std::string& party = "client-1") {
    show::ScanRequest asked = asking(open().code, "scan " + key);
    asked.asker.party = party;
    const show::Scan scan = desk->scans().scan(asked).value();
    const show::Scan given = desk->scans().confirm(scan.id, scan.match, {"identifier-A"}).value();
    show::UseRequest request = using_code(given.given[0].code, "use " + key);
    request.asker.party = party;
    for (int i = 0; i < 2; ++i) // its answer was lost: the same use again
      ASSERT_THAT(desk->uses().use(request), succeeds());
  }
  std::int64_t decide(State from, State to, Time effective_at) {
    const auto ask = [&](const license::License& found) -> Result<license::Asked> {
      license::Transition wanted;
      wanted.id = "random " + std::to_string(++decisions);
      wanted.license = found.identifier;
      wanted.name = to == State::valid ? "resume" : "suspend";
      wanted.from = from;
      wanted.to = to;
      wanted.reason = "under_investigation";
      wanted.legal_basis = "某条款某款";
      wanted.asked_by = "party-of-the-clerk";
      wanted.asked_at = now();
      wanted.effective_on = to_china_date(effective_at);
      return license::Asked{
          wanted, license::Mark{.status = TransitionStatus::made,
                                .at = now(),
                                .effective_at = effective_at,
                                .by = {},
                                .registered = to,
                                .leaf = license::transition_leaf(wanted, to, "x", test_blinder(), now())}};
    };
    return store->record_transition({"identifier-A", "decision " + std::to_string(decisions), {}}, ask)
        .value()
        .number;
  }
  void suspend() { decide(State::valid, State::suspended, now()); }
  std::int64_t resume(Time effective_at) { return decide(State::suspended, State::valid, effective_at); }
  void withdraw(std::int64_t number, State registered = State::valid) {
    const auto judge = [&](const license::License&, const license::Transition& transition) {
      return Result<license::Mark>(license::Mark{
          .status = TransitionStatus::withdrawn,
          .at = now(),
          .effective_at = now(),
          .by = "x",
          .registered = registered,
          .leaf = license::transition_leaf(transition, registered, "x", test_blinder(), now())});
    };
    ASSERT_THAT(store->mark_transition("identifier-A", number, judge), succeeds());
  }
  void step() { ASSERT_THAT(recaller().step(), succeeds()); }
  Recaller recaller() {
    if (!kept) kept = store->recalls();
    return Recaller({.kept = *kept,
                     .blinder = test_blinder(),
                     .clock = [this] { return now(); },
                     .random = crypto::system_random});
  }
  std::vector<Recall> listed(const Viewer& viewer, Wanted wanted = Wanted::all) {
    return recaller().kept().list(viewer, wanted, 0, max_page).value();
  }
  std::vector<Recall> of_issuer(Wanted wanted = Wanted::all) { return listed({{}, issuer}, wanted); }
  std::vector<notify::Event> events(std::string_view kind) {
    std::vector<notify::Event> found;
    for (const notify::Event& event : store->outbox()->events(0, 1000).value())
      if (event.kind == kind) found.push_back(event);
    return found;
  }
  std::int64_t count_leaves(ledger::EntryKind kind) {
    const auto all = kinds();
    return std::ranges::count(all, kind);
  }
  void close() override {
    kept.reset();
    ShowHouse::close();
  }

  const std::string issuer = "11430000006122244L";
  std::unique_ptr<Register> kept;
  int decisions = 0;
};

TEST_F(KeptRecalls, TellEveryPartyThatReliedOnce) {
  use("1");
  use("2", "client-2");
  moved += 60;
  use("3");
  EXPECT_FALSE(recaller().kept().list({"client-1", {}}, Wanted::all, 0, max_page)->size());
  suspend();
  step();
  const auto all = of_issuer();
  ASSERT_EQ(all.size(), 2U);
  const Recall& first = all.back();
  EXPECT_EQ(first.reliance.party, "client-1");
  EXPECT_EQ(first.reliance.tenant, clerk.tenant);
  EXPECT_EQ(first.reliance.uses, 2);
  EXPECT_EQ(first.reliance.first_at, start);
  EXPECT_EQ(first.reliance.last_at, start + std::chrono::seconds(60));
  EXPECT_EQ(first.state, State::suspended);
  EXPECT_EQ(first.reason, "under_investigation");
  EXPECT_EQ(first.transition, 1);
  EXPECT_EQ(first.type_code, business);
  EXPECT_EQ(first.issuer_code, issuer);
  EXPECT_EQ(events("license.recalled").size(), 2U);
  EXPECT_EQ(count_leaves(ledger::EntryKind::license_recalled), 2);
  EXPECT_EQ(entries().back(), recalled_leaf(all.front(), test_blinder()));
  EXPECT_FALSE(recaller().step().value());
}

TEST_F(KeptRecalls, TheNoticeIsWhatTheOutboxSent) {
  use("1");
  suspend();
  step();
  EXPECT_EQ(notify::event_body(notice_of(of_issuer().at(0))),
            notify::event_body(events("license.recalled").at(0)));
  EXPECT_EQ(events("license.recalled").at(0).tenant, clerk.tenant);
}

TEST_F(KeptRecalls, NobodyIsToldWhoDidNotRelyOnIt) {
  suspend();
  step();
  EXPECT_TRUE(of_issuer().empty());
  EXPECT_FALSE(recaller().step().value());
}

// As a crash in the middle: everything of the turn is undone, the cursor with it.
TEST_F(KeptRecalls, AStepThatFailsInTheMiddleTellsNothingAndTheNextTellsAll) {
  use("1");
  use("2", "client-2");
  suspend();
  int made = 0;
  const auto fails = [&](const Marked&, const Reliance& reliance) -> LeafedRecall {
    if (++made == 2) throw std::runtime_error("killed");
    Recall recall;
    recall.id = "only to be undone";
    recall.reliance = reliance;
    recall.told_at = now();
    return {recall, recalled_leaf(recall, test_blinder()), recalled_event(recall)};
  };
  const Rules rules{.consequence = consequence_of, .recall = fails, .lift = {}, .resume = {}};
  EXPECT_THROW(static_cast<void>(recaller().kept().tell(rules, now())), std::runtime_error);
  EXPECT_EQ(made, 2);
  EXPECT_TRUE(of_issuer().empty());
  EXPECT_TRUE(events("license.recalled").empty());
  reopen();
  step();
  EXPECT_EQ(of_issuer().size(), 2U);
  reopen();
  step();
  EXPECT_EQ(of_issuer().size(), 2U);
  EXPECT_EQ(events("license.recalled").size(), 2U);
  EXPECT_EQ(count_leaves(ledger::EntryKind::license_recalled), 2);
}

TEST_F(KeptRecalls, WhatIsWithdrawnBeforeItCountsIsLifted) {
  use("1");
  const std::int64_t number = decide(State::valid, State::suspended, now() + std::chrono::hours(48));
  step();
  ASSERT_EQ(of_issuer(Wanted::open).size(), 1U);
  moved += 3600;
  withdraw(number);
  step();
  const Recall lifted = of_issuer().at(0);
  EXPECT_EQ(lifted.lifted_at, now());
  EXPECT_TRUE(of_issuer(Wanted::open).empty());
  EXPECT_TRUE(of_issuer(Wanted::acknowledged).empty());
  EXPECT_EQ(entries().back(), lifted_leaf(lifted, test_blinder()));
  ASSERT_EQ(events("license.recall_lifted").size(), 1U);
  EXPECT_EQ(events("license.recall_lifted")[0].object_sequence, 2);
  EXPECT_FALSE(recaller().step().value());
}

TEST_F(KeptRecalls, OfASuspensionAreLiftedWhenItIsResumed) {
  use("1");
  use("2", "client-2");
  suspend();
  step();
  ASSERT_THAT(recaller().acknowledge(of_issuer().at(1).id, "client-1", Reply::no_effect), succeeds());
  moved += 3600;
  const std::int64_t number = resume(now());
  step();
  const auto all = of_issuer();
  ASSERT_EQ(all.size(), 2U);
  for (const Recall& recall : all) {
    EXPECT_EQ(recall.state_now(), RecallState::lifted);
    EXPECT_EQ(recall.lifted_at, now());
    ASSERT_TRUE(recall.lifted_by);
    EXPECT_EQ(recall.lifted_by->transition, number);
    EXPECT_EQ(recall.lifted_by->name, "resume");
    EXPECT_EQ(recall.lifted_by->reason, "under_investigation");
    EXPECT_EQ(recall.lifted_by->effective_at, now());
  }
  EXPECT_EQ(all.back().acknowledged->reply, Reply::no_effect);
  EXPECT_EQ(entries().back(), lifted_leaf(all.front(), test_blinder()));
  const auto told = events("license.recall_lifted");
  ASSERT_EQ(told.size(), 2U) << "who answered is told too";
  EXPECT_EQ(told[0].data["lifted_by"]["number"], number);
  EXPECT_THAT(recaller().acknowledge(all.front().id, "client-2", {}), fails_with("RECALL_LIFTED"));
  EXPECT_FALSE(recaller().step().value()) << "once";
}

TEST_F(KeptRecalls, OneThatIsResumedLaterIsLiftedOnThatDay) {
  use("1");
  suspend();
  const std::int64_t withdrawn = resume(now() + std::chrono::hours(24));
  step();
  EXPECT_EQ(of_issuer(Wanted::open).size(), 1U);
  withdraw(withdrawn, State::suspended);
  moved += 25 * 3600;
  step();
  EXPECT_EQ(of_issuer(Wanted::open).size(), 1U) << "it was withdrawn before";
  const std::int64_t number = resume(now() + std::chrono::hours(24));
  step();
  EXPECT_EQ(of_issuer(Wanted::open).size(), 1U);
  moved += 24 * 3600;
  step();
  EXPECT_TRUE(of_issuer(Wanted::open).empty());
  EXPECT_EQ(of_issuer().at(0).lifted_by->transition, number);
}

TEST_F(KeptRecalls, AResumptionLiftsNothingElse) {
  use("1");
  suspend();
  const std::int64_t first = resume(now());
  suspend();
  decide(State::suspended, State::revoked, now());
  for (int i = 0; i < 2; ++i)
    step();
  const auto all = of_issuer();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].state_now(), RecallState::open);
  EXPECT_EQ(all[1].state_now(), RecallState::open) << "the second suspension was never lifted";
  EXPECT_EQ(all[2].lifted_by->transition, first);
}

TEST_F(KeptRecalls, WhoReliesOnItBeforeItsEndCountsIsToldToo) {
  const std::int64_t number = decide(State::valid, State::suspended, now() + std::chrono::hours(48));
  step();
  use("1");
  step();
  ASSERT_EQ(of_issuer(Wanted::open).size(), 1U);
  use("2");
  step();
  EXPECT_EQ(of_issuer().size(), 1U) << "once";
  withdraw(number);
  step();
  use("3", "client-2");
  step();
  EXPECT_EQ(of_issuer().size(), 1U) << "of what was withdrawn nobody is told";
  EXPECT_TRUE(of_issuer(Wanted::open).empty());
}

TEST_F(KeptRecalls, EveryEndIsToldAndNoNewBeginning) {
  use("1");
  suspend();
  decide(State::suspended, State::valid, now());
  suspend();
  step();
  const auto all = of_issuer();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].transition, 3);
  EXPECT_EQ(all[1].transition, 1);
}

TEST_F(KeptRecalls, ManyMarksTakeManySteps) {
  use("1");
  const auto pairs = static_cast<int>(max_marks_in_a_step);
  for (int i = 0; i < pairs; ++i) {
    suspend();
    decide(State::suspended, State::valid, now());
  }
  step();
  EXPECT_EQ(of_issuer().size(), max_marks_in_a_step / 2);
  while (recaller().step().value()) {
  }
  EXPECT_EQ(of_issuer().size(), max_marks_in_a_step);
}

TEST_F(KeptRecalls, AreSeenByPartyAndIssuerInPages) {
  use("1");
  use("2", "client-2");
  suspend();
  step();
  EXPECT_EQ(listed({"client-1", {}}).size(), 1U);
  EXPECT_EQ(listed({"client-2", {}}).at(0).reliance.party, "client-2");
  EXPECT_EQ(listed({"client-2", issuer}).size(), 2U);
  EXPECT_TRUE(listed({"client-3", "11640000MB999999XM"}).empty());
  const auto newest = recaller().kept().list({{}, issuer}, Wanted::all, 0, 1).value();
  ASSERT_EQ(newest.size(), 1U);
  const auto next = recaller().kept().list({{}, issuer}, Wanted::all, newest[0].sequence, 10).value();
  ASSERT_EQ(next.size(), 1U);
  EXPECT_NE(next[0].id, newest[0].id);
  EXPECT_EQ(recaller().kept().find(next[0].id)->reliance.party, "client-1");
  EXPECT_THAT(recaller().kept().find("none"), fails_with("RECALL_NOT_FOUND"));
}

TEST_F(KeptRecalls, AnAcknowledgementIsKeptWithItsLeafAndEvent) {
  use("1");
  suspend();
  step();
  const std::string id = of_issuer().at(0).id;
  EXPECT_THAT(recaller().acknowledge("none", "client-1", {}), fails_with("RECALL_NOT_FOUND"));
  EXPECT_THAT(recaller().acknowledge(id, "client-2", {}), fails_with("RECALL_NOT_FOUND"));
  for (int i = 0; i < 2; ++i) {
    ASSERT_THAT(recaller().acknowledge(id, "client-1", Reply::case_reopened), succeeds());
    moved += 60;
  }
  reopen();
  const Recall answered = recaller().kept().find(id).value();
  EXPECT_EQ(answered.acknowledged->at, start);
  EXPECT_EQ(answered.acknowledged->reply, Reply::case_reopened);
  EXPECT_EQ(entries().back(), acknowledged_leaf(answered, test_blinder()));
  EXPECT_EQ(count_leaves(ledger::EntryKind::recall_acknowledged), 1);
  ASSERT_EQ(events("license.recall_acknowledged").size(), 1U);
  EXPECT_EQ(events("license.recall_acknowledged")[0].tenant, issuer);
  EXPECT_TRUE(of_issuer(Wanted::open).empty());
  EXPECT_EQ(of_issuer(Wanted::acknowledged).size(), 1U);
}

TEST_F(KeptRecalls, NobodyAndNoReasonIsReadable) {
  use("1", "the-party-that-relied");
  for (const char* const suffix : {"", "-wal"})
    EXPECT_EQ(as_text(test::read_file(file.string() + suffix)).find("the-party-that-relied"),
              std::string_view::npos);
  suspend();
  step();
  for (const char* const suffix : {"", "-wal"})
    for (const char* const secret : {"the-party-that-relied", "某条款某款"})
      EXPECT_EQ(as_text(test::read_file(file.string() + suffix)).find(secret), std::string_view::npos);
}

TEST_F(KeptRecalls, AreFoundUnderOtherKeys) {
  use("1");
  suspend();
  step();
  const auto rotation = store->key_rotation();
  ASSERT_THAT(rotation->renew_index(now(), test_blinder(), [](std::int64_t, std::int64_t) {}), succeeds());
  ASSERT_THAT(rotation->begin(now(), test_blinder()), succeeds());
  while (rotation->go_on(100, now(), test_blinder()).value().left > 0) {
  }
  EXPECT_EQ(listed({"client-1", {}}).size(), 1U);
  decide(State::suspended, State::valid, now());
  use("2");
  suspend();
  step();
  const auto all = listed({"client-1", {}});
  ASSERT_EQ(all.size(), 2U) << "the same reliance";
  EXPECT_EQ(all[0].reliance.uses, 2);
}

TEST_F(KeptRecalls, AnEditedRowDoesNotOpen) {
  use("1");
  suspend();
  step();
  const std::string id = of_issuer().at(0).id;
  for (const char* const change :
       {"state = 'revoked'", "effective_at = effective_at + 1", "told_at = told_at + 1",
        "issuer_code = 'other'", "transition = 9", "identifier = 'other'"}) {
    edit("DROP TRIGGER IF EXISTS recalls_are_answered_once; CREATE TABLE before AS SELECT * FROM recalls; "
         "UPDATE "
         "recalls SET " +
         std::string(change));
    EXPECT_THAT(recaller().kept().find(id), fails_with("STORE_SEALED_FIELD")) << change;
    edit("UPDATE recalls SET (identifier, transition, issuer_code, state, "
         "effective_at, told_at) = (SELECT identifier, transition, issuer_code, state, effective_at, told_at "
         "FROM "
         "before); DROP TABLE before");
    EXPECT_THAT(recaller().kept().find(id), succeeds());
  }
  edit(
      "DROP TRIGGER reliances_only_grow; UPDATE reliances SET identifier = 'other'; UPDATE recall_cursor SET "
      "reliance = 0");
  EXPECT_THAT(recaller().step(), fails_with("STORE_SEALED_FIELD"));
}

TEST_F(KeptRecalls, TheSchemaLetsNothingComeBack) {
  use("1");
  suspend();
  step();
  ASSERT_THAT(recaller().acknowledge(of_issuer().at(0).id, "client-1", Reply::no_effect), succeeds());
  resume(now());
  step();
  close();
  store::Connection connection(file, store::Access::write);
  for (const char* const change :
       {"UPDATE recalls SET acknowledged_at = NULL", "UPDATE recalls SET reply = 'case_reopened'",
        "UPDATE recalls SET effective_at = effective_at + 1", "UPDATE recalls SET reply = 'something else'",
        "DELETE FROM recalls", "UPDATE recalls SET lifted_by = 9", "UPDATE reliances SET uses = 0",
        "UPDATE reliances SET first_at = first_at + 1"})
    EXPECT_THROW(connection.execute(change), store::SqliteFailure) << change;
}

TEST_F(KeptRecalls, GoWithTheLicense) {
  use("1");
  suspend();
  step();
  privacy::RetentionRules rules;
  rules.ended_licenses = std::chrono::days(10);
  moved += 365 * 24 * 3600;
  EXPECT_EQ(store->retention()->erase(rules, now(), 100, test_blinder())->licenses, 1);
  EXPECT_EQ(count("reliances") + count("recalls"), 0);
  EXPECT_TRUE(of_issuer().empty());
  EXPECT_FALSE(recaller().step().value());
}

} // namespace
} // namespace elicense::recall
