// SPDX-License-Identifier: Apache-2.0
// Showing, scanning, answering: the S-QR cases of online codes.
#include "tests/show/show_house.hpp"

#include <thread>

namespace elicense::show {
namespace {

using ledger::EntryKind;
using testing::ElementsAre;

class ShowTest : public ShowHouse {};

TEST_F(ShowTest, GoesTheWholeWay) {
  const OpenedSession shown = open();
  const Scan scan = desk->scans().scan(asking(shown.code)).value();
  EXPECT_EQ(scan.state_at(now()), ScanState::waiting);
  EXPECT_EQ(scan.match.size(), 2U);
  ASSERT_EQ(scan.requested.size(), 1U);
  EXPECT_EQ(scan.requested[0].fields,
            (std::vector<std::string>{"holder_name", "holder_code", "number", "住所", "名称"}));
  const Scan given = desk->scans().confirm(scan.id, scan.match, {"identifier-A"}).value();
  EXPECT_EQ(given.registered_state, ScanState::given);
  ASSERT_EQ(given.given.size(), 1U);
  const auto used = desk->uses().use(using_code(given.given[0].code)).value();
  EXPECT_EQ(used.license.identifier, "identifier-A");
  EXPECT_EQ(used.use, 1);
  EXPECT_THAT(kinds(),
              ElementsAre(EntryKind::license_shown, EntryKind::code_scanned, EntryKind::consent_given,
                          EntryKind::use_code_made, EntryKind::use_code_used));
  ASSERT_EQ(accesses.all().size(), 1U);
  EXPECT_EQ(accesses.all()[0].what, "use");
  EXPECT_EQ(accesses.all()[0].reader.client, "client-1");
  EXPECT_EQ(accesses.all()[0].reader.purpose, matter.name);
  EXPECT_EQ(desk->kept().scans_of(zhang, 0, 10)->size(), 1U);
  EXPECT_EQ(desk->kept().scans_of(zhang, 0, 10)->front().given[0].used, 1);
}

TEST_F(ShowTest, ACodeIsGoodOnce) {
  const OpenedSession shown = open();
  ASSERT_THAT(desk->scans().scan(asking(shown.code, "first")), succeeds());
  EXPECT_THAT(desk->scans().scan(asking(shown.code, "second")), fails_with("SHOW_CODE_UNKNOWN"));
}

TEST_F(ShowTest, TheSameRequestIsTheSameScan) {
  const OpenedSession shown = open();
  const auto first = desk->scans().scan(asking(shown.code)).value();
  EXPECT_EQ(desk->scans().scan(asking(shown.code))->id, first.id);
  auto other = asking(shown.code);
  other.matter_case = "2026-000018";
  EXPECT_THAT(desk->scans().scan(other), fails_with("IDEMPOTENCY_MISMATCH"));
}

// S-RACE: 100 scanners, one code.
TEST_F(ShowTest, OfAHundredScansAtOnceExactlyOneSucceeds) {
  constexpr int scanners = 100, threads = 10;
  for (int round = 0; round < 5; ++round) {
    const OpenedSession shown = open();
    std::atomic<int> succeeded = 0, refused = 0;
    {
      std::vector<std::jthread> counters;
      for (int thread = 0; thread < threads; ++thread)
        counters.emplace_back([&, thread] {
          for (int i = thread; i < scanners; i += threads) {
            auto request = asking(shown.code, "race-" + std::to_string(round) + "-" + std::to_string(i));
            if (i % 2 == 1) request.code = {true, shown.code.spoken};
            const auto scan = desk->scans().scan(request);
            if (scan)
              ++succeeded;
            else if (scan.error().code == "SHOW_CODE_UNKNOWN")
              ++refused;
          }
        });
    }
    EXPECT_EQ(succeeded, 1);
    EXPECT_EQ(refused, scanners - 1);
  }
}

TEST_F(ShowTest, ExpiresAtItsSixtiethSecond) {
  const OpenedSession first = open();
  moved += 59;
  EXPECT_THAT(desk->scans().scan(asking(first.code, "in time")), succeeds());
  const OpenedSession second = open();
  moved += 60;
  EXPECT_THAT(desk->scans().scan(asking(second.code, "late")), fails_with("SHOW_CODE_UNKNOWN"));
}

// A picture taken from the screen just before it changed.
TEST_F(ShowTest, TheCodeBeforeIsGoodUntilItsEndAndSharesTheTurn) {
  const OpenedSession shown = open();
  moved += 45;
  const Code next = desk->sessions().next_code(shown.session.id).value();
  ASSERT_THAT(desk->scans().scan(asking(shown.code, "the older")), succeeds());
  EXPECT_THAT(desk->scans().scan(asking(next, "the newer")), fails_with("SHOW_CODE_UNKNOWN"));
  const Code after = desk->sessions().next_code(shown.session.id).value();
  EXPECT_THAT(desk->scans().scan(asking(after, "the next turn")), succeeds());
}

TEST_F(ShowTest, SpokenDigitsAreTheSameCode) {
  const OpenedSession shown = open();
  auto request = asking(shown.code);
  request.code = {true, shown.code.spoken};
  ASSERT_THAT(desk->scans().scan(request), succeeds());
  EXPECT_THAT(desk->scans().scan(asking(shown.code, "picture")), fails_with("SHOW_CODE_UNKNOWN"));
}

TEST_F(ShowTest, AStoppedSessionGivesNothing) {
  const OpenedSession shown = open();
  const Scan waiting = desk->scans().scan(asking(shown.code)).value();
  const Code next = desk->sessions().next_code(shown.session.id).value();
  ASSERT_THAT(desk->sessions().stop(shown.session.id), succeeds());
  EXPECT_THAT(desk->scans().scan(asking(next, "after")), fails_with("SHOW_CODE_UNKNOWN"));
  EXPECT_THAT(desk->sessions().next_code(shown.session.id), fails_with("SHOW_SESSION_ENDED"));
  EXPECT_EQ(desk->kept().scan(waiting.id)->registered_state, ScanState::refused);
  EXPECT_THAT(desk->sessions().stop("00"), fails_with("SHOW_SESSION_NOT_FOUND"));
}

TEST_F(ShowTest, ASessionEndsAfterHalfAnHour) {
  const OpenedSession shown = open();
  moved += 1799;
  EXPECT_THAT(desk->sessions().next_code(shown.session.id), succeeds());
  moved += 1;
  EXPECT_THAT(desk->sessions().next_code(shown.session.id), fails_with("SHOW_SESSION_ENDED"));
}

TEST_F(ShowTest, TheOldestOfTooManySessionsEnds) {
  const OpenedSession first = open();
  for (std::size_t i = 1; i < max_open_sessions; ++i)
    open();
  EXPECT_FALSE(desk->kept().session(first.session.id)->ended_at);
  open();
  EXPECT_TRUE(desk->kept().session(first.session.id)->ended_at);
  EXPECT_THAT(desk->scans().scan(asking(first.code)), fails_with("SHOW_CODE_UNKNOWN"));
}

TEST_F(ShowTest, ShowsOnlyWhatIsOnesOwnAndValid) {
  const auto show = [&](const std::string& id) {
    return desk->sessions().open({.shower = li, .licenses = {id}});
  };
  EXPECT_THAT(show("identifier-A"), fails_with("LICENSE_NOT_FOUND"));
  EXPECT_THAT(show("identifier-none"), fails_with("LICENSE_NOT_FOUND"));
  add_license("B", li);
  EXPECT_THAT(show("identifier-B"), succeeds());
  revoke("identifier-B");
  EXPECT_THAT(show("identifier-B"), fails_with("SHOW_LICENSE_STATE"));
}

TEST_F(ShowTest, HoldsToItsLimits) {
  ShowRequest request{.shower = zhang, .licenses = {"identifier-A", "identifier-A"}};
  EXPECT_THAT(desk->sessions().open(request), fails_with("SHOW_REQUEST"));
  request.licenses.assign(max_shown_licenses + 1, "identifier-A");
  EXPECT_THAT(desk->sessions().open(request), fails_with("SHOW_REQUEST"));
  EXPECT_THAT(desk->sessions().open({.shower = zhang, .licenses = {}, .for_matter = matter}),
              fails_with("SHOW_REQUEST"));
  EXPECT_THAT(desk->sessions().open({.shower = zhang,
                                     .licenses = {"identifier-A"},
                                     .for_matter = Matter{std::string(max_matter_code + 1, 'x'), "name"}}),
              fails_with("SHOW_REQUEST"));
}

TEST_F(ShowTest, AMistakeCostsNoCode) {
  const OpenedSession shown = open();
  const auto refused = [&](const char* code, const std::function<void(ScanRequest&)>& change) {
    auto request = asking(shown.code);
    change(request);
    EXPECT_THAT(desk->scans().scan(request), fails_with(code));
  };
  refused("IDEMPOTENCY_KEY_MISSING", [](auto& request) { request.idempotency_key.clear(); });
  refused("SHOW_REQUEST", [](auto& request) { request.matter.code.clear(); });
  refused("SHOW_REQUEST", [](auto& request) { request.matter.name.assign(max_matter_name + 1, 'x'); });
  refused("SHOW_REQUEST", [](auto& request) { request.matter_case.clear(); });
  refused("SHOW_REQUEST", [](auto& request) { request.matter_case.assign(max_case + 1, 'x'); });
  refused("SHOW_REQUEST", [](auto& request) { request.asker.device.clear(); });
  refused("SHOW_REQUEST", [](auto& request) { request.asker.device.assign(max_device + 1, 'x'); });
  refused("SHOW_REQUEST", [](auto& request) { request.uses = 0; });
  refused("SHOW_REQUEST", [](auto& request) { request.uses = max_uses + 1; });
  refused("SHOW_REQUEST", [](auto& request) { request.wanted.clear(); });
  refused("SHOW_REQUEST", [](auto& request) { request.wanted.push_back(request.wanted[0]); });
  refused("SHOW_REQUEST", [](auto& request) { request.wanted.resize(max_wanted_types + 1); });
  refused("SHOW_PURPOSE_FILLER", [](auto& request) { request.matter.name = "test"; });
  refused("SHOW_PURPOSE_FILLER", [](auto& request) { request.matter_case = "test"; });
  refused("SHOW_TYPE_UNKNOWN", [](auto& request) { request.wanted[0].type_code = "none"; });
  refused("SHOW_FIELD_UNKNOWN",
          [](auto& request) { request.wanted[0].fields = std::vector<std::string>{"none"}; });
  EXPECT_THAT(desk->scans().scan(asking(shown.code)), succeeds());
}

TEST_F(ShowTest, OnlyTheFieldsAskedForAreGiven) {
  auto request = asking(open().code);
  request.wanted[0].fields = std::vector<std::string>{"名称", "holder_name"};
  const Scan scan = desk->scans().scan(request).value();
  const Scan given = desk->scans().confirm(scan.id, scan.match, {"identifier-A"}).value();
  const auto used = desk->uses().use(using_code(given.given[0].code)).value();
  EXPECT_THAT(used.fields, ElementsAre("holder_name", "名称"));
  const auto seen = used.view.of(used.license, types.find(business));
  EXPECT_EQ(seen.holder.name, zhang.name);
  EXPECT_EQ(seen.holder.code, "");
  EXPECT_EQ(seen.data, (nlohmann::json{{"名称", zhang.name}}));
  EXPECT_THAT(accesses.all()[0].fields, ElementsAre("holder_name", "名称"));
}

TEST_F(ShowTest, EachLicenseIsAnsweredForItself) {
  add_license("B", zhang);
  const OpenedSession shown = open({"identifier-A", "identifier-B"});
  const Scan scan = desk->scans().scan(asking(shown.code)).value();
  ASSERT_EQ(scan.requested.size(), 2U);
  EXPECT_THAT(desk->scans().confirm(scan.id, scan.match, {"identifier-C"}), fails_with("SHOW_NOT_REQUESTED"));
  EXPECT_THAT(desk->scans().confirm(scan.id, scan.match, {}), fails_with("SHOW_NOT_REQUESTED"));
  const Scan given = desk->scans().confirm(scan.id, scan.match, {"identifier-B"}).value();
  EXPECT_EQ(given.requested[0].decision, Decision::refused);
  EXPECT_EQ(given.requested[1].decision, Decision::given);
  ASSERT_EQ(given.given.size(), 1U);
  EXPECT_EQ(given.given[0].license.identifier, "identifier-B");
}

TEST_F(ShowTest, IsAnsweredOnceAndInTime) {
  const Scan scan = desk->scans().scan(asking(open().code)).value();
  ASSERT_THAT(desk->scans().refuse(scan.id), succeeds());
  EXPECT_THAT(desk->scans().refuse(scan.id), fails_with("SCAN_ANSWERED"));
  EXPECT_THAT(desk->scans().confirm(scan.id, scan.match, {"identifier-A"}), fails_with("SCAN_ANSWERED"));
  const Scan late = desk->scans().scan(asking(open().code, "late")).value();
  moved += 300;
  EXPECT_EQ(desk->kept().scan(late.id)->state_at(now()), ScanState::expired);
  EXPECT_THAT(desk->scans().confirm(late.id, late.match, {"identifier-A"}), fails_with("SCAN_ANSWERED"));
  EXPECT_THAT(desk->scans().refuse("none"), fails_with("SCAN_NOT_FOUND"));
}

// Of many answers at once one counts.
TEST_F(ShowTest, AnswersRace) {
  const Scan scan = desk->scans().scan(asking(open().code)).value();
  std::atomic<int> succeeded = 0;
  {
    std::vector<std::jthread> answers;
    for (int i = 0; i < 8; ++i)
      answers.emplace_back([&, i] {
        const auto answered = i % 2 == 0 ? desk->scans().refuse(scan.id)
                                         : desk->scans().confirm(scan.id, scan.match, {"identifier-A"});
        if (answered) ++succeeded;
      });
  }
  EXPECT_EQ(succeeded, 1);
}

TEST_F(ShowTest, WrongDigitsAreRefusedAndTheThirdEndsIt) {
  const Scan scan = desk->scans().scan(asking(open().code)).value();
  const std::string wrong = scan.match == "00" ? "01" : "00";
  for (unsigned i = 1; i < max_wrong_matches; ++i)
    EXPECT_THAT(desk->scans().confirm(scan.id, wrong, {"identifier-A"}), fails_with("SHOW_MATCH"));
  EXPECT_EQ(desk->kept().scan(scan.id)->registered_state, ScanState::waiting);
  EXPECT_THAT(desk->scans().confirm(scan.id, wrong, {"identifier-A"}), fails_with("SHOW_MATCH"));
  EXPECT_EQ(desk->kept().scan(scan.id)->registered_state, ScanState::refused);
  EXPECT_THAT(desk->scans().confirm(scan.id, scan.match, {"identifier-A"}), fails_with("SCAN_ANSWERED"));
}

TEST_F(ShowTest, RevokedBetweenShowScanAnswerAndUse) {
  const OpenedSession shown = open();
  const Scan before = desk->scans().scan(asking(shown.code)).value();
  revoke("identifier-A");
  EXPECT_THAT(desk->scans().confirm(before.id, before.match, {"identifier-A"}),
              fails_with("SHOW_LICENSE_STATE"));
  const Code next = desk->sessions().next_code(shown.session.id).value();
  EXPECT_TRUE(desk->scans().scan(asking(next, "after"))->requested.empty());
}

TEST_F(ShowTest, TheFastLaneNeedsNoSecondAnswer) {
  const auto shown =
      desk->sessions().open({.shower = zhang, .licenses = {"identifier-A"}, .for_matter = matter}).value();
  const Scan scan = desk->scans().scan(asking(shown.code)).value();
  EXPECT_TRUE(scan.fast_lane);
  EXPECT_EQ(scan.registered_state, ScanState::given);
  ASSERT_EQ(scan.given.size(), 1U);
  EXPECT_THAT(desk->uses().use(using_code(scan.given[0].code)), succeeds());
  for (const auto& change : std::vector<std::function<void(ScanRequest&)>>{
           [](auto& request) { request.matter.code = "other"; }, [](auto& request) { request.uses = 2; }}) {
    auto request = asking(desk->sessions().next_code(shown.session.id).value(), "again");
    change(request);
    request.idempotency_key += request.matter.code;
    const Scan slow = desk->scans().scan(request).value();
    EXPECT_FALSE(slow.fast_lane);
    EXPECT_EQ(slow.registered_state, ScanState::waiting);
  }
}

TEST_F(ShowTest, MyCodeStandsForWhatMayBeAskedFor) {
  add_license("B", zhang);
  add_license("C", zhang, "11100000000013127D001");
  add_license("D", li);
  const auto shown = desk->sessions().open({.shower = zhang, .licenses = {}}).value();
  EXPECT_TRUE(shown.session.mine);
  const Scan scan = desk->scans().scan(asking(shown.code)).value();
  std::vector<std::string> found;
  for (const Requested& each : scan.requested)
    found.push_back(each.license.identifier);
  EXPECT_THAT(found, ElementsAre("identifier-B", "identifier-A"));
  EXPECT_EQ(kinds().front(), EntryKind::license_shown);
}

TEST_F(ShowTest, WatchersAreToldOfEveryChangeAndOfTime) {
  struct Ear final : Watcher {
    bool hear() override { return ++heard < 4; }
    int heard = 0;
  };
  const OpenedSession shown = open();
  const auto page = std::make_shared<Ear>();
  desk->watchers().join(session_topic(shown.session.id), page, shown.session.ends_at);
  const Scan scan = desk->scans().scan(asking(shown.code)).value();
  EXPECT_EQ(page->heard, 1);
  desk->scans().refuse(scan.id).value();
  EXPECT_EQ(page->heard, 2);
  desk->watchers().tell_due(shown.session.ends_at - std::chrono::seconds(1));
  EXPECT_EQ(page->heard, 2);
  desk->watchers().tell_due(shown.session.ends_at);
  desk->watchers().tell_due(shown.session.ends_at);
  EXPECT_EQ(page->heard, 3); // once
  desk->sessions().stop(shown.session.id).value();
  EXPECT_EQ(page->heard, 4);
  desk->sessions().stop(shown.session.id).value();
  EXPECT_EQ(page->heard, 4); // it wanted no more
}

} // namespace
} // namespace elicense::show
