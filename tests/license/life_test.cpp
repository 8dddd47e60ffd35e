// SPDX-License-Identifier: Apache-2.0
// The life of a license with a register, a clock and a self-check to steer.
#include "license/identifier.hpp"
#include "license/life.hpp"
#include "tests/license/issuing_house.hpp"
#include "tests/support/result_matchers.hpp"
#include <thread>

namespace elicense::license {
namespace {

using test::fails_with;
using test::succeeds;

const Actor clerk{.party = "clerk", .roles = {"issuer_clerk"}},
    approver{.party = "approver", .roles = {"issuer_approver"}},
    stranger{.party = "stranger", .roles = {"window_clerk"}};
constexpr std::chrono::hours day{24};

class Living : public testing::Test {
 protected:
  Living() { old = issuer.issue(house.request()).value(); }

  TransitionRequest request(const std::string& name, const std::string& reason = {}) {
    return {.idempotency_key = name + std::to_string(++keys),
            .license = old.identifier,
            .name = name,
            .reason = reason,
            .legal_basis = "《行政许可法》第六十九条",
            .effective_on = {},
            .revision = std::nullopt,
            .data = std::nullopt};
  }
  TransitionRequest change() {
    TransitionRequest wanted = request("change", "holder_request");
    wanted.data = old.data;
    (*wanted.data)["经营状态"] = "停业";
    return wanted;
  }
  License now() { return house.licenses.find(old.identifier).value(); }
  State state() { return now().state_at(house.now); }
  std::string in_days(int days) const { return to_china_date(house.now + days * day); }

  House house;
  Issuer issuer = house.issuer();
  TransitionTable table = TransitionTable::load().value();
  Life life{{.table = table,
             .licenses = house.licenses,
             .issuer = issuer,
             .blinder = test::test_blinder(),
             .clock = [this] { return house.now; },
             .random = crypto::system_random}};
  License old;
  int keys = 0;
};

TEST_F(Living, SuspendsAndResumes) {
  const auto suspended = life.ask(request("suspend", "holder_request"), clerk);
  ASSERT_THAT(suspended, succeeds());
  EXPECT_EQ(suspended->number, 1);
  EXPECT_EQ(suspended->from, State::valid);
  EXPECT_EQ(suspended->status, TransitionStatus::made);
  EXPECT_EQ(suspended->effective_at, house.now);
  EXPECT_EQ(state(), State::suspended);
  EXPECT_EQ(now().revision, 1);
  ASSERT_THAT(life.ask(request("resume", "cause_ended"), clerk), succeeds());
  EXPECT_EQ(state(), State::valid);
  EXPECT_EQ(house.licenses.transitions(old.identifier)->size(), 2U);
  EXPECT_EQ(house.licenses.leaves(old.identifier)->size(), 3U);
}

TEST_F(Living, NothingIsDecidedAboutWhatNobodySignedFor) {
  IssueRequest imported = house.request("imported");
  imported.batch = Batch{.id = "job", .row = 1, .released_at = {}};
  old = issuer.issue(imported).value();
  EXPECT_THAT(life.ask(request("activate"), clerk), fails_with("TRANSITION_BATCH"));
  EXPECT_THAT(life.ask(request("cancel", "holder_request"), clerk), fails_with("TRANSITION_BATCH"));
  EXPECT_THAT(life.ask(change(), clerk), fails_with("TRANSITION_BATCH"));
}

TEST_F(Living, DecidesAboutManyByTwoPeopleOnce) {
  const License other = issuer.issue(house.request("other")).value();
  ASSERT_THAT(life.ask(request("cancel", "holder_request"), clerk), succeeds());
  const std::vector<std::string> licenses = {old.identifier, other.identifier, "none"};
  for (int times = 0; times < 2; ++times) {
    const auto wanted = TransitionRequest{.idempotency_key = "decision",
                                          .license = {},
                                          .name = "suspend",
                                          .reason = "court_order",
                                          .legal_basis = "条款",
                                          .effective_on = {},
                                          .revision = std::nullopt,
                                          .data = std::nullopt};
    const auto decided = life.decide_many(wanted, licenses, "clerk", "approver");
    EXPECT_THAT(decided[0], fails_with("TRANSITION_STATE"));
    ASSERT_THAT(decided[1], succeeds());
    EXPECT_EQ(decided[1]->approved_by, "approver");
    EXPECT_THAT(decided[2], fails_with("LICENSE_NOT_FOUND"));
  }
  EXPECT_EQ(house.licenses.transitions(other.identifier)->size(), 1U);
}

TEST_F(Living, SaysBeforehandWhatCannotBeAskedFor) {
  EXPECT_THAT(life.check_request(request("suspend", "court_order"), clerk), succeeds());
  EXPECT_THAT(life.check_request(request("suspend", "court_order"), stranger), fails_with("TRANSITION_ROLE"));
  EXPECT_THAT(life.check_request(request("suspend", "none"), clerk), fails_with("TRANSITION_REASON"));
  EXPECT_THAT(life.check_request(request("change", "holder_request"), clerk), fails_with("TRANSITION_DATA"));
  EXPECT_THAT(life.check_request(request("no such"), clerk), fails_with("TRANSITION_UNKNOWN"));
}

TEST_F(Living, KnowsWhatItWasOnAnEarlierDay) {
  house.now += day;
  ASSERT_THAT(life.ask(request("suspend", "court_order"), clerk), succeeds());
  EXPECT_EQ(now().state_at(house.now), State::suspended);
  EXPECT_EQ(now().state_at(house.now - std::chrono::seconds(1)), State::valid);
  ASSERT_THAT(life.ask(request("annul", "beyond_power"), {.party = "site", .roles = {}, .on_site = true}),
              succeeds());
  EXPECT_EQ(now().state_at(house.now - day), State::annulled); // from the beginning
}

TEST_F(Living, RefusesWhatTheTableDoesNotLeadTo) {
  EXPECT_THAT(life.ask(request("resume", "cause_ended"), clerk), fails_with("TRANSITION_STATE"));
  EXPECT_THAT(life.ask(request("no such", ""), clerk), fails_with("TRANSITION_UNKNOWN"));
  EXPECT_THAT(life.ask(request("transfer_in", "holder_moved"), clerk), fails_with("TRANSITION_UNKNOWN"));
  ASSERT_THAT(life.ask(request("cancel", "holder_request"), clerk), succeeds());
  for (const char* const name : {"suspend", "cancel"})
    EXPECT_THAT(life.ask(request(name, "holder_request"), clerk), fails_with("TRANSITION_STATE")) << name;
  EXPECT_EQ(now().revision, 1);
}

TEST_F(Living, RefusesWithoutReasonBasisRoleOrKey) {
  EXPECT_THAT(life.ask(request("suspend"), clerk), fails_with("TRANSITION_REASON"));
  EXPECT_THAT(life.ask(request("suspend", "serious_violation"), clerk), fails_with("TRANSITION_REASON"));
  EXPECT_THAT(life.ask(request("activate", "holder_request"), clerk), fails_with("TRANSITION_REASON"));
  EXPECT_THAT(life.ask(request("suspend", "holder_request"), stranger), fails_with("TRANSITION_ROLE"));
  auto wanted = request("suspend", "holder_request");
  wanted.legal_basis.clear();
  EXPECT_THAT(life.ask(wanted, clerk), fails_with("TRANSITION_LEGAL_BASIS"));
  wanted.legal_basis.assign(max_legal_basis + 1, 'x');
  EXPECT_THAT(life.ask(wanted, clerk), fails_with("TRANSITION_LEGAL_BASIS"));
  wanted.legal_basis.assign(max_legal_basis, 'x');
  wanted.idempotency_key.clear();
  EXPECT_THAT(life.ask(wanted, clerk), fails_with("IDEMPOTENCY_KEY_MISSING"));
  wanted.idempotency_key = "key";
  wanted.data = old.data;
  EXPECT_THAT(life.ask(wanted, clerk), fails_with("TRANSITION_DATA"));
  wanted.data.reset();
  wanted.license = "unknown";
  EXPECT_THAT(life.ask(wanted, clerk), fails_with("LICENSE_NOT_FOUND"));
  wanted.license = old.identifier;
  EXPECT_THAT(life.ask(wanted, clerk), succeeds());
}

TEST_F(Living, AnswersARepeatedRequestWithTheFirstDecision) {
  const auto wanted = request("suspend", "holder_request");
  const auto first = life.ask(wanted, clerk);
  ASSERT_THAT(first, succeeds());
  house.now += day;
  EXPECT_EQ(life.ask(wanted, clerk)->id, first->id);
  EXPECT_EQ(now().revision, 1);
  auto other = wanted;
  other.reason = "court_order";
  EXPECT_THAT(life.ask(other, clerk), fails_with("IDEMPOTENCY_MISMATCH"));
}

TEST_F(Living, RefusesWhoLookedAtAnotherState) {
  auto wanted = request("suspend", "holder_request");
  wanted.revision = 1;
  EXPECT_THAT(life.ask(wanted, clerk), fails_with("TRANSITION_RACED"));
  wanted.revision = 0;
  EXPECT_THAT(life.ask(wanted, clerk), succeeds());
}

TEST_F(Living, OfTwoThatRaceOneWins) {
  constexpr int thread_count = 8;
  std::vector<std::string> codes(thread_count);
  std::vector<TransitionRequest> wanted;
  for (int i = 0; i < thread_count; ++i)
    wanted.push_back(request("suspend", "holder_request"));
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < wanted.size(); ++i)
      threads.emplace_back([&, i] {
        const auto made = life.ask(wanted[i], clerk);
        codes[i] = made ? "" : made.error().code;
      });
  }
  EXPECT_EQ(std::ranges::count(codes, ""), 1);
  EXPECT_EQ(std::ranges::count(codes, "TRANSITION_STATE"), thread_count - 1);
}

TEST_F(Living, CountsFromItsDayWithoutAnybodyDoingAnything) {
  auto wanted = request("cancel", "holder_request");
  wanted.effective_on = in_days(3);
  const auto made = life.ask(wanted, clerk);
  ASSERT_THAT(made, succeeds());
  EXPECT_EQ(to_china_date(made->effective_at), in_days(3));
  const Time start = made->effective_at;
  EXPECT_EQ(now().state_at(start - std::chrono::seconds(1)), State::valid);
  EXPECT_EQ(now().state_at(start), State::cancelled);
  EXPECT_THAT(life.ask(request("suspend", "holder_request"), clerk), fails_with("TRANSITION_WAITING"));
  house.now = start;
  EXPECT_EQ(state(), State::cancelled);
  EXPECT_THAT(life.withdraw(old.identifier, 1, clerk), fails_with("TRANSITION_NOT_OPEN"));
}

TEST_F(Living, CanBeWithdrawnBeforeItsDay) {
  auto wanted = request("revoke", "serious_violation");
  wanted.effective_on = in_days(1);
  ASSERT_THAT(life.ask(wanted, clerk), succeeds());
  ASSERT_THAT(life.approve(old.identifier, 1, approver), succeeds());
  EXPECT_EQ(now().registered_state, State::revoked);
  EXPECT_THAT(life.withdraw(old.identifier, 1, stranger), fails_with("TRANSITION_ROLE"));
  const auto withdrawn = life.withdraw(old.identifier, 1, clerk);
  ASSERT_THAT(withdrawn, succeeds());
  EXPECT_EQ(withdrawn->status, TransitionStatus::withdrawn);
  EXPECT_EQ(withdrawn->ended_by, "clerk");
  EXPECT_EQ(now().registered_state, State::valid);
  EXPECT_EQ(now().state_at(house.now + 2 * day), State::valid);
  EXPECT_THAT(life.withdraw(old.identifier, 1, clerk), fails_with("TRANSITION_NOT_OPEN"));
  EXPECT_THAT(life.ask(request("suspend", "holder_request"), clerk), succeeds());
}

TEST_F(Living, TakesADayWhereTheTableLetsIt) {
  const auto on = [&](const std::string& name, const std::string& reason, const std::string& when) {
    auto wanted = request(name, reason);
    wanted.effective_on = when;
    return life.ask(wanted, clerk);
  };
  EXPECT_THAT(on("suspend", "holder_request", in_days(-1)), fails_with("TRANSITION_DAY"));
  EXPECT_THAT(on("suspend", "holder_request", "2026-13-01"), fails_with("TRANSITION_DAY"));
  EXPECT_THAT(on("suspend", "holder_request", in_days(367)), fails_with("TRANSITION_DAY"));
  EXPECT_THAT(on("inspect", "passed", in_days(1)), fails_with("TRANSITION_DAY"));
  EXPECT_THAT(on("inspect", "passed", in_days(0)), succeeds());
  EXPECT_THAT(on("suspend", "holder_request", in_days(366)), succeeds());
}

TEST_F(Living, WaitsForASecondPerson) {
  const auto asked = life.ask(request("revoke", "serious_violation"), approver);
  ASSERT_THAT(asked, succeeds());
  EXPECT_EQ(asked->status, TransitionStatus::open);
  EXPECT_EQ(state(), State::valid);
  EXPECT_EQ(now().revision, 0);
  EXPECT_THAT(life.approve(old.identifier, 1, approver), fails_with("TRANSITION_OWN"));
  EXPECT_THAT(life.approve(old.identifier, 1, clerk), fails_with("TRANSITION_ROLE"));
  EXPECT_THAT(life.approve(old.identifier, 2, approver), fails_with("TRANSITION_NOT_FOUND"));
  Actor second = approver;
  second.party = "second";
  const auto approved = life.approve(old.identifier, 1, second);
  ASSERT_THAT(approved, succeeds());
  EXPECT_EQ(approved->approved_by, "second");
  EXPECT_EQ(approved->asked_by, "approver");
  EXPECT_EQ(state(), State::revoked);
  EXPECT_THAT(life.approve(old.identifier, 1, second), fails_with("TRANSITION_NOT_OPEN"));
}

TEST_F(Living, ApprovesOnlyWhatWasAskedForInThisState) {
  ASSERT_THAT(life.ask(request("revoke", "serious_violation"), clerk), succeeds());
  ASSERT_THAT(life.ask(request("suspend", "holder_request"), clerk), succeeds());
  EXPECT_THAT(life.approve(old.identifier, 1, approver), fails_with("TRANSITION_RACED"));
  EXPECT_THAT(life.withdraw(old.identifier, 1, clerk), succeeds());
  EXPECT_EQ(state(), State::suspended);
  EXPECT_EQ(now().revision, 1);
}

TEST_F(Living, TheFirstDayCanBeBroughtForward) {
  License early = old;
  early.valid_from = to_china_date(house.now + 10 * day);
  EXPECT_EQ(early.state_at(house.now), State::not_yet_valid);
  early.changes = {{State::not_yet_valid, State::valid, house.now, false}};
  EXPECT_EQ(early.state_at(house.now), State::valid);
  EXPECT_EQ(early.state_at(house.now - day), State::not_yet_valid);
  EXPECT_THAT(life.ask(request("activate"), clerk), fails_with("TRANSITION_STATE")); // it is valid already
}

TEST_F(Living, ChangesByANewVersion) {
  const auto made = life.ask(change(), clerk);
  ASSERT_THAT(made, succeeds());
  const auto before = Identifier::parse(old.identifier).value(),
             behind = Identifier::parse(made->successor).value();
  EXPECT_EQ(behind.serial, before.serial);
  EXPECT_EQ(behind.version, 2);
  const License fresh = house.licenses.find(made->successor).value();
  EXPECT_EQ(fresh.predecessor, old.identifier);
  EXPECT_EQ(fresh.data["经营状态"], "停业");
  EXPECT_EQ(fresh.state_at(house.now), State::valid);
  EXPECT_NE(fresh.reference, old.reference);
  EXPECT_EQ(state(), State::replaced);
  EXPECT_EQ(now().successor, made->successor);
  EXPECT_EQ(made->status, TransitionStatus::made);
  EXPECT_THAT(life.ask(change(), clerk), fails_with("TRANSITION_STATE"));
  auto next = change();
  next.license = made->successor;
  EXPECT_EQ(Identifier::parse(life.ask(next, clerk)->successor)->version, 3);
}

TEST_F(Living, ARepeatedChangeMakesOneVersion) {
  const auto wanted = change();
  const auto first = life.ask(wanted, clerk);
  ASSERT_THAT(first, succeeds());
  EXPECT_EQ(life.ask(wanted, clerk)->successor, first->successor);
  auto other = wanted;
  other.reason = "facts_changed";
  EXPECT_THAT(life.ask(other, clerk), fails_with("IDEMPOTENCY_MISMATCH"));
}

TEST_F(Living, OfManyChangesAtOnceOneIsMade) {
  constexpr std::size_t thread_count = 4;
  std::vector<TransitionRequest> wanted;
  for (std::size_t i = 0; i < thread_count; ++i)
    wanted.push_back(change());
  std::vector<std::string> codes(thread_count);
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < thread_count; ++i)
      threads.emplace_back([&, i] {
        const auto made = life.ask(wanted[i], clerk);
        codes[i] = made ? "" : made.error().code;
      });
  }
  EXPECT_EQ(std::ranges::count(codes, ""), 1);
  EXPECT_EQ(std::ranges::count(codes, "TRANSITION_STATE"), static_cast<std::ptrdiff_t>(thread_count) - 1);
}

TEST_F(Living, DataOfAVersionAreCheckedAsIssuingDoes) {
  auto wanted = change();
  wanted.data->erase("地址");
  EXPECT_THAT(life.ask(wanted, clerk), fails_with("LICENSE_DATA_INVALID"));
  wanted.data.reset();
  EXPECT_THAT(life.ask(wanted, clerk), fails_with("TRANSITION_DATA"));
  EXPECT_EQ(state(), State::valid);
}

// The store's answer is lost behind the seal: as a crash between sealing and recording.
TEST_F(Living, AnInterruptedChangeIsFinishedAtTheNextStart) {
  house.licenses.issued_error = fail(ErrorKind::unavailable, "STORE_FAILED");
  EXPECT_THAT(life.ask(change(), clerk), fails_with("STORE_FAILED"));
  EXPECT_EQ(state(), State::valid); // nothing of it counts yet
  EXPECT_EQ(house.licenses.transitions(old.identifier)->front().status, TransitionStatus::open);
  EXPECT_THAT(life.approve(old.identifier, 1, approver), fails_with("TRANSITION_NOT_OPEN"));
  EXPECT_THAT(life.withdraw(old.identifier, 1, clerk), fails_with("TRANSITION_NOT_OPEN"));
  house.licenses.issued_error.reset();
  const auto recovered = house.issuer().finish_open_plans();
  ASSERT_THAT(recovered, succeeds());
  EXPECT_EQ(recovered->finished, 1);
  EXPECT_EQ(state(), State::replaced);
  EXPECT_EQ(house.licenses.find(now().successor)->predecessor, old.identifier);
}

TEST_F(Living, AnInterruptedChangeIsVoidedWhenItCannotBeFinished) {
  house.licenses.issued_error = fail(ErrorKind::unavailable, "STORE_FAILED");
  const auto wanted = change();
  EXPECT_THAT(life.ask(wanted, clerk), fails_with("STORE_FAILED"));
  house.licenses.issued_error.reset();
  house.self_check_error = fail(ErrorKind::internal, "SELF_CHECK_FAILED");
  EXPECT_EQ(house.issuer().finish_open_plans()->voided, 1);
  EXPECT_EQ(state(), State::valid);
  EXPECT_EQ(house.licenses.transitions(old.identifier)->front().status, TransitionStatus::voided);
  house.self_check_error.reset();
  const auto again = life.ask(wanted, clerk); // the key is free again; the number of the version is not
  ASSERT_THAT(again, succeeds());
  EXPECT_EQ(Identifier::parse(again->successor)->version, 3);
}

TEST_F(Living, AChangeThatWasOvertakenIsVoided) {
  house.licenses.issued_error = fail(ErrorKind::unavailable, "STORE_FAILED");
  EXPECT_THAT(life.ask(change(), clerk), fails_with("STORE_FAILED"));
  house.licenses.issued_error.reset();
  ASSERT_THAT(life.ask(request("suspend", "court_order"), clerk), succeeds());
  EXPECT_EQ(house.issuer().finish_open_plans()->voided, 1);
  EXPECT_EQ(state(), State::suspended);
  EXPECT_TRUE(now().successor.empty());
}

TEST_F(Living, TakesOverWhatAnotherAuthorityGave) {
  const std::string origin = "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U";
  const auto taken = life.take_over(house.request("transfer"), origin, clerk);
  ASSERT_THAT(taken, succeeds());
  const auto history = house.licenses.transitions(taken->identifier).value();
  ASSERT_EQ(history.size(), 1U);
  EXPECT_EQ(history[0].origin, origin);
  EXPECT_EQ(history[0].from, State::pending);
  EXPECT_EQ(history[0].status, TransitionStatus::made);
  EXPECT_EQ(house.licenses.find(taken->identifier)->state_at(house.now), State::valid);
  EXPECT_EQ(life.take_over(house.request("transfer"), origin, clerk)->identifier, taken->identifier);
  EXPECT_THAT(life.take_over(house.request("other"), "x", clerk), fails_with("TRANSITION_ORIGIN"));
  EXPECT_THAT(life.take_over(house.request("other"), old.identifier, clerk), fails_with("TRANSITION_ORIGIN"));
  EXPECT_THAT(life.take_over(house.request("other"), origin, stranger), fails_with("TRANSITION_ROLE"));
  EXPECT_THAT(life.take_over(house.request("transfer"), taken->identifier, clerk),
              fails_with("IDEMPOTENCY_MISMATCH"));
}

} // namespace
} // namespace elicense::license
