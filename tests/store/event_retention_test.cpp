// SPDX-License-Identifier: Apache-2.0
// Events that were told long ago go; what waits, and the order and ids of what comes, stay.
#include "store/sqlite/ledger_rows.hpp"
#include "store/sqlite/outbox_rows.hpp"
#include "tests/store/sealed_house.hpp"
#include "tests/support/outbox_file.hpp"

namespace elicense::store {
namespace {

using notify::DeliveryState;
using std::chrono::days;

class EventRetention : public SealedHouse {
 protected:
  EventRetention() {
    EXPECT_THAT(outbox->add(test::subscription_to_all("sub_a", test::message_keys(), authority)), succeeds());
  }
  // A license is issued, which is the first event of its object.
  void tell(const std::string& serial) {
    license::License told = license(serial, zhang);
    told.issuer_code = authority;
    issue(told);
  }
  // What happened to the head of the only line that is due.
  void attempt(Time at, const std::string& failure = {}, std::optional<Time> again = {}) {
    const auto due = outbox->due(at, 9).value();
    ASSERT_EQ(due.size(), 1U);
    ASSERT_THAT(outbox->record(due[0].delivery, {.outcome = {failure, 0}, .at = at, .again_at = again}),
                succeeds());
  }
  std::int64_t remove(Time at, std::size_t rows = 10) {
    const auto due = retention->due(rules, at)->events;
    const auto removed = retention->erase(rules, at, rows, blinder)->events;
    EXPECT_EQ(removed, std::min(due, static_cast<std::int64_t>(rows)));
    return removed;
  }
  std::vector<std::int64_t> kept() {
    std::vector<std::int64_t> sequences;
    for (const auto& event : outbox->events(0, 100).value())
      sequences.push_back(event.sequence);
    return sequences;
  }

  static constexpr const char* authority = "11640000MB999999XM";
  static constexpr privacy::RetentionRules rules{
      .ended_licenses = {}, .voided_plans = {}, .accesses = {}, .events = days(30)};
  const Time later = now + days(30) + std::chrono::seconds(1);
  std::unique_ptr<notify::Outbox> outbox = licenses->outbox();
  std::unique_ptr<privacy::Retention> retention = licenses->retention();
};

TEST_F(EventRetention, RemovesWhatWasDeliveredOrGivenUp) {
  tell("A");
  attempt(now);
  tell("B");
  attempt(now, "RECEIVER_STATUS");
  tell("C");
  attempt(now);
  EXPECT_EQ(remove(now + days(30)), 0);
  EXPECT_EQ(remove(later), 2);
  EXPECT_THAT(kept(), testing::ElementsAre(3)); // the newest: its number is not to be given again
  EXPECT_EQ(outbox->deliveries("sub_a", 0, 10)->size(), 1U);
  EXPECT_EQ(remove(later), 0);
}

TEST_F(EventRetention, WhatWaitsIsKeptHoweverOld) {
  tell("A"); // due and never tried
  tell("B");
  EXPECT_EQ(remove(later), 0);
  EXPECT_THAT(kept(), testing::ElementsAre(1, 2));
}

TEST_F(EventRetention, CountsFromTheLastAttempt) {
  tell("A");
  attempt(now, "RECEIVER_STATUS", now + days(10));
  attempt(now + days(10));
  tell("B");
  EXPECT_EQ(remove(now + days(40)), 0);
  EXPECT_EQ(remove(now + days(40) + std::chrono::seconds(1)), 1);
}

TEST_F(EventRetention, NumbersAndIdsAreNotGivenAgain) {
  tell("A");
  attempt(now);
  tell("B");
  attempt(now);
  const auto old = outbox->events(0, 1)->at(0);
  ASSERT_EQ(remove(later), 1);
  Connection connection(file, Access::write);
  notify::Event next;
  next.kind = notify::kind::license_state_changed;
  next.tenant = authority;
  next.object = old.object;
  next.at = later;
  const auto cursor = outbox->last_event().value();
  licenses.reset(); // the writer's
  enqueue(connection, next);
  licenses = SqliteRegister::open(file, test_sealing()).value();
  outbox = licenses->outbox();
  const auto events = outbox->events(cursor, 10).value();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].object_sequence, 2);
  EXPECT_NE(events[0].id, old.id);
}

TEST_F(EventRetention, ReplayTellsWhatIsKept) {
  tell("A");
  attempt(now);
  const auto gone = outbox->deliveries("sub_a", 0, 1)->at(0).id;
  tell("B");
  attempt(now);
  ASSERT_EQ(remove(later), 1);
  EXPECT_THAT(outbox->replay("sub_a", gone, later), fails_with("DELIVERY_NOT_FOUND"));
  EXPECT_EQ(outbox->replay_from("sub_a", Time(), later).value(), 1);
  const auto due = outbox->due(later, 9).value();
  ASSERT_EQ(due.size(), 1U);
  EXPECT_EQ(due[0].delivery.event.object, "/v1/licenses/identifier-B");
  EXPECT_EQ(remove(later + days(100)), 0) << "it waits again";
}

TEST_F(EventRetention, GoesInStepsWithALeafEach) {
  for (const char* const serial : {"A", "B", "C", "D"}) {
    tell(serial);
    attempt(now);
  }
  Connection connection(file, Access::read);
  const auto before = ledger_size(connection);
  EXPECT_EQ(remove(later, 2), 2);
  EXPECT_EQ(remove(later, 2), 1);
  EXPECT_EQ(remove(later, 2), 0);
  const auto entries = ledger_entries(connection, before, 10).value();
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(ledger::decode_entry(entries[0])->word, "events");
  EXPECT_EQ(ledger::decode_entry(entries[1])->number, 1U);
}

} // namespace
} // namespace elicense::store
