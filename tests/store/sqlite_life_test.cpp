// SPDX-License-Identifier: Apache-2.0
// What only a store on disk has to hold of the life of licenses: seals, triggers, events, disputes.
#include "license/leaves.hpp"
#include "tests/store/sealed_house.hpp"
#include "tests/support/canaries.hpp"

namespace elicense::store {
namespace {

using license::Asked;
using license::License;
using license::Mark;
using license::State;
using license::Transition;

class SqliteLife : public SealedHouse {
 protected:
  SqliteLife() {
    issue(license("A", zhang));
    suspend();
  }
  void suspend() const {
    const auto ask = [this](const License& found) -> Result<Asked> {
      Transition wanted;
      wanted.id = "random";
      wanted.license = found.identifier;
      wanted.name = "suspend";
      wanted.from = State::valid;
      wanted.to = State::suspended;
      wanted.reason = "under_investigation";
      wanted.legal_basis = "某条款某款";
      wanted.asked_by = "party-of-the-clerk";
      wanted.asked_at = now;
      wanted.effective_on = "2026-03-01";
      return Asked{wanted,
                   Mark{.status = license::TransitionStatus::made,
                        .at = now,
                        .effective_at = now,
                        .by = "party-of-the-approver",
                        .registered = State::suspended,
                        .leaf = license::transition_leaf(wanted, State::suspended, "x", blinder, now)}};
    };
    ASSERT_THAT(licenses->record_transition({"identifier-A", "key", {}}, ask), succeeds());
  }
  // Past the program, as somebody with the file does.
  Error edited(const std::string& sql) {
    licenses.reset();
    {
      Connection connection(file, Access::write);
      for (const char* const trigger : {"transitions_are_never_changed", "transition_marks_are_never_changed",
                                        "transition_marks_are_never_deleted"})
        connection.execute(std::string("DROP TRIGGER ") + trigger);
      connection.execute(sql);
    }
    licenses = SqliteRegister::open(file, test_sealing()).value();
    const auto found = licenses->find("identifier-A");
    return found ? Error{} : found.error();
  }
};

TEST_F(SqliteLife, WhoAndWhyAreSealed) {
  test::Canaries canaries;
  for (const char* const text :
       {"under_investigation", "某条款某款", "party-of-the-clerk", "party-of-the-approver"})
    canaries.add(text);
  EXPECT_EQ(canaries.found_below(folder.path()), 0U);
}

TEST_F(SqliteLife, AnEditedMarkDoesNotCount) {
  EXPECT_EQ(edited("UPDATE transition_marks SET effective_at = effective_at + 86400").code,
            "STORE_SEALED_FIELD");
}

TEST_F(SqliteLife, AnEditedTransitionDoesNotCount) {
  EXPECT_EQ(edited("UPDATE transitions SET to_state = 'valid'").code, "STORE_SEALED_FIELD");
}

TEST_F(SqliteLife, AnEditedStateDoesNotCount) {
  EXPECT_EQ(edited("UPDATE licenses SET state = 'valid'").code, "STORE_SEALED_FIELD");
}

TEST_F(SqliteLife, HistoryIsNeitherChangedNorDeleted) {
  Connection connection(file, Access::write);
  for (const char* const sql :
       {"UPDATE transitions SET name = 'resume'", "DELETE FROM transitions",
        "UPDATE transition_marks SET kind = 'withdrawn'", "DELETE FROM transition_marks"})
    EXPECT_THROW(connection.execute(sql), SqliteFailure) << sql;
}

TEST_F(SqliteLife, TellsOthersThatAStateChangedAndNotWhy) {
  const auto events = licenses->outbox()->events(0, 10).value();
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[1].kind, "license.state_changed");
  EXPECT_EQ(events[1].object, "/v1/licenses/identifier-A");
  EXPECT_EQ(events[1].data["state"], "suspended");
  EXPECT_EQ(events[1].data["transition"], "suspend");
  EXPECT_EQ(events[1].data.size(), 5U);
}

TEST_F(SqliteLife, IsReadUnderANewerKey) {
  const auto rotation = licenses->key_rotation();
  ASSERT_THAT(rotation->begin(now, blinder), succeeds());
  EXPECT_EQ(rotation->go_on(100, now, blinder)->left, 0);
  EXPECT_EQ(licenses->transitions("identifier-A")->at(0).asked_by, "party-of-the-clerk");
}

TEST_F(SqliteLife, IsInDisputeUntilTheCorrectionIsAnswered) {
  const auto holders = licenses->holders();
  const License whole = licenses->find("identifier-A").value();
  EXPECT_FALSE(licenses->is_disputed(whole).value());
  privacy::Correction asked;
  asked.asked_at = now;
  asked.license = "identifier of another license of the same holder";
  asked.holder = zhang;
  ASSERT_THAT(holders->ask_correction(asked), succeeds());
  EXPECT_FALSE(licenses->is_disputed(whole).value());
  asked.license = "identifier-A";
  const auto number = holders->ask_correction(asked);
  EXPECT_TRUE(licenses->is_disputed(whole).value());
  ASSERT_THAT(holders->answer_correction(*number, privacy::CorrectionState::refused, now), succeeds());
  EXPECT_FALSE(licenses->is_disputed(whole).value());
}

TEST_F(SqliteLife, TheFeedNamesTheTransition) {
  const auto page = licenses->feed("", 0, 10).value();
  ASSERT_EQ(page.entries.size(), 2U);
  EXPECT_EQ(page.entries[1].transition, "suspend");
  EXPECT_EQ(page.entries[1].effective_at, now);
  EXPECT_EQ(page.entries[0].transition, "");
}

} // namespace
} // namespace elicense::store
