// SPDX-License-Identifier: Apache-2.0
#include "license/transition.hpp"
#include "recall/recall.hpp"

#include <gtest/gtest.h>

namespace elicense::recall {
namespace {

using license::State;
using license::Transition;
using license::TransitionStatus;

Transition transition(State from, State to, const std::string& successor = {}) {
  Transition made;
  made.from = from;
  made.to = to;
  made.successor = successor;
  return made;
}

TEST(Recall, NamesRepliesAndStates) {
  for (const Reply reply : {Reply::case_reopened, Reply::no_effect, Reply::decision_revoked})
    EXPECT_EQ(reply_from_text(to_text(reply)), reply);
  EXPECT_EQ(to_text(Reply::decision_revoked), "decision_revoked");
  for (const char* const text : {"", "No_effect", "something else"})
    EXPECT_FALSE(reply_from_text(text)) << text;
  EXPECT_EQ(to_text(RecallState::open), "open");
  EXPECT_EQ(to_text(RecallState::acknowledged), "acknowledged");
  EXPECT_EQ(to_text(RecallState::lifted), "lifted");
}

TEST(Recall, IsOpenUntilItIsAcknowledgedOrLifted) {
  Recall recall;
  EXPECT_EQ(recall.state_now(), RecallState::open);
  recall.acknowledged = Acknowledgement{};
  EXPECT_EQ(recall.state_now(), RecallState::acknowledged);
  recall.lifted_at = Time();
  EXPECT_EQ(recall.state_now(), RecallState::lifted);
}

TEST(Recall, FollowsFromEveryStateButValidAndFromEveryOtherVersion) {
  for (const State to :
       {State::suspended, State::cancelled, State::annulled, State::revoked, State::replaced}) {
    const Transition ends = transition(State::valid, to);
    EXPECT_EQ(consequence_of(ends, TransitionStatus::made), Consequence::recall);
    EXPECT_EQ(consequence_of(ends, TransitionStatus::withdrawn), Consequence::lift);
    EXPECT_EQ(consequence_of(ends, TransitionStatus::voided), Consequence::none);
  }
  EXPECT_EQ(consequence_of(transition(State::valid, State::valid, "next"), TransitionStatus::made),
            Consequence::recall);
}

TEST(Recall, DoesNotFollowWhereALicenseStaysWhatItWas) {
  for (const TransitionStatus mark : {TransitionStatus::made, TransitionStatus::withdrawn}) {
    EXPECT_EQ(consequence_of(transition(State::suspended, State::valid), mark), Consequence::none);
    EXPECT_EQ(consequence_of(transition(State::valid, State::valid), mark), Consequence::none);
    EXPECT_EQ(consequence_of(transition(State::suspended, State::suspended), mark), Consequence::none);
  }
}

// Whatever the table allows: nobody keeps relying on what has ended.
TEST(Recall, FollowsFromEveryCellOfTheTableThatEndsALicense) {
  const auto table = license::TransitionTable::load().value();
  std::set<std::string> recalling;
  for (const license::TransitionRule& rule : table.all())
    if (const auto cell = rule.to.find(State::valid);
        cell != rule.to.end() &&
        consequence_of(transition(cell->first, cell->second), TransitionStatus::made) == Consequence::recall)
      recalling.insert(rule.name);
  EXPECT_EQ(recalling, (std::set<std::string>{"suspend", "cancel", "annul", "revoke", "change", "renew",
                                              "correct", "transfer_out"}));
}

} // namespace
} // namespace elicense::recall
