// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/sqlite_outbox.hpp"
#include "tests/store/register_contract.hpp"
#include "tests/store/sealing.hpp"
#include "tests/support/outbox_file.hpp"

namespace elicense::store {
namespace {

using notify::DeliveryState;
using notify::SubscriptionState;

const Time now{std::chrono::seconds(1'800'000'000)};

class SqliteOutboxTest : public testing::Test {
 protected:
  SqliteOutboxTest() { EXPECT_THAT(outbox->add(test::subscription_to_all("sub_a", keys)), succeeds()); }
  std::vector<DeliveryState> states() {
    std::vector<DeliveryState> states;
    const auto newest_first = outbox->deliveries("sub_a", 0, 100).value();
    for (const auto& delivery : newest_first)
      states.insert(states.begin(), delivery.state);
    return states;
  }
  notify::Delivery head() { return outbox->due(now, 1).value().at(0).delivery; }

  const notify::MessageKeys keys = test::message_keys();
  test::OutboxFile outbox;
};

TEST_F(SqliteOutboxTest, NumbersEventsInAllAndByObject) {
  for (const char* object : {"/a", "/b", "/a"})
    outbox.enqueue(object, now);
  const auto events = outbox->events(0, 10).value();
  ASSERT_EQ(events.size(), 3U);
  EXPECT_EQ(events[2].sequence, 3);
  EXPECT_EQ(events[2].object_sequence, 2);
  EXPECT_EQ(events[2].id, notify::event_id("/a", 2));
  EXPECT_EQ(events[2].data, (nlohmann::json{{"a", 1}}));
  EXPECT_EQ(outbox->events(1, 1).value()[0].sequence, 2);
  EXPECT_EQ(outbox->last_event().value(), 3);
}

TEST_F(SqliteOutboxTest, OnlyTheHeadOfALineIsDue) {
  for (const char* object : {"/a", "/b", "/a"})
    outbox.enqueue(object, now);
  EXPECT_EQ(states(), (std::vector{DeliveryState::due, DeliveryState::due, DeliveryState::waiting}));
  ASSERT_THAT(outbox->record(head(), {.outcome = {}, .at = now, .again_at = {}}), succeeds());
  EXPECT_EQ(states(), (std::vector{DeliveryState::delivered, DeliveryState::due, DeliveryState::due}));
  ASSERT_THAT(outbox->record(
                  head(), {.outcome = {"X_FAILED", 500}, .at = now, .again_at = now + std::chrono::hours(1)}),
              succeeds());
  EXPECT_EQ(outbox->due(now, 9).value().size(), 1U);
  EXPECT_EQ(outbox->due(now + std::chrono::hours(1), 9).value().size(), 2U);
}

TEST_F(SqliteOutboxTest, SendsAgainBehindOlderOnes) {
  for (int i = 0; i < 2; ++i)
    outbox.enqueue("/a", now);
  const std::string first = head().id;
  ASSERT_THAT(outbox->record(head(), {.outcome = {"X_FAILED", 500}, .at = now, .again_at = {}}), succeeds());
  EXPECT_EQ(states(), (std::vector{DeliveryState::dead, DeliveryState::due}));
  ASSERT_THAT(outbox->replay("sub_a", first, now), succeeds());
  EXPECT_EQ(states(), (std::vector{DeliveryState::waiting, DeliveryState::due}));
  ASSERT_THAT(outbox->record(head(), {.outcome = {}, .at = now, .again_at = {}}), succeeds());
  EXPECT_EQ(head().id, first);
  EXPECT_EQ(head().attempts, 0);
  EXPECT_THAT(outbox->replay("sub_a", "msg_other", now), fails_with("DELIVERY_NOT_FOUND"));
}

TEST_F(SqliteOutboxTest, TestsOneSubscriptionOnly) {
  ASSERT_THAT(outbox->add(test::subscription_to_all("sub_b", keys)), succeeds());
  const auto id = outbox->add_test("sub_b", now);
  ASSERT_THAT(id, succeeds());
  EXPECT_TRUE(outbox->deliveries("sub_a", 0, 9).value().empty());
  EXPECT_EQ(outbox->deliveries("sub_b", 0, 9).value().at(0).id, *id);
}

TEST_F(SqliteOutboxTest, TellsAnAuthorityNothingOfAnother) {
  ASSERT_THAT(outbox->add(test::subscription_to_all("sub_other", keys, "other")), succeeds());
  outbox.enqueue("/a", now);
  outbox.enqueue("/b", now, notify::kind::license_issued, "other");
  outbox.enqueue("/c", now, notify::kind::license_issued, "");
  const auto told = [&](const char* id) {
    std::vector<std::string> objects;
    for (const auto& delivery : outbox->deliveries(id, 0, 9).value())
      objects.push_back(delivery.event.object);
    return objects;
  };
  EXPECT_THAT(told("sub_a"), testing::ElementsAre("/a"));
  EXPECT_THAT(told("sub_other"), testing::ElementsAre("/b"));
  EXPECT_EQ(outbox->replay_from("sub_other", now, now).value(), 1);
  EXPECT_EQ(outbox->events(0, 9).value()[1].tenant, "other");
}

TEST_F(SqliteOutboxTest, PagesFromTheNewest) {
  for (int i = 0; i < 5; ++i)
    outbox.enqueue("/a", now);
  const auto first = outbox->deliveries("sub_a", 0, 2).value();
  EXPECT_EQ(first[0].event.object_sequence, 5);
  EXPECT_EQ(outbox->deliveries("sub_a", first[1].event.sequence, 9).value().size(), 3U);
}

TEST_F(SqliteOutboxTest, KnowsNothingOfOthers) {
  for (const auto& failed :
       {outbox->set_state("sub_x", SubscriptionState::paused, ""), outbox->replay("sub_x", "msg", now)})
    EXPECT_THAT(failed, fails_with("SUBSCRIPTION_NOT_FOUND"));
  EXPECT_THAT(outbox->find("sub_x"), fails_with("SUBSCRIPTION_NOT_FOUND"));
  EXPECT_THAT(outbox->add_test("sub_x", now), fails_with("SUBSCRIPTION_NOT_FOUND"));
  EXPECT_THAT(outbox->deliveries("sub_x", 0, 9), fails_with("SUBSCRIPTION_NOT_FOUND"));
  EXPECT_THAT(outbox->replay_from("sub_x", now, now), fails_with("SUBSCRIPTION_NOT_FOUND"));
}

TEST_F(SqliteOutboxTest, TakesSoManySubscriptions) {
  for (std::size_t i = 2; i <= notify::max_subscriptions; ++i)
    ASSERT_THAT(outbox->add(test::subscription_to_all("sub_" + std::to_string(i), keys)), succeeds()) << i;
  EXPECT_THAT(outbox->add(test::subscription_to_all("sub_more", keys)), fails_with("SUBSCRIPTION_LIMIT"));
}

TEST_F(SqliteOutboxTest, TakesAKeyOnceForAnOwner) {
  auto again = test::subscription_to_all("sub_b", keys);
  again.idempotency_key = "key-sub_a";
  EXPECT_THAT(outbox->add(again), fails_with("IDEMPOTENCY_MISMATCH"));
}

TEST_F(SqliteOutboxTest, KeepsEverythingOverARestart) {
  outbox.enqueue("/a", now);
  outbox.reopen();
  EXPECT_EQ(head().event.object, "/a");
  EXPECT_EQ(outbox->subscriptions().value().size(), 1U);
}

// An event enters with its effect, and not without it.
class OutboxOfRegister : public RegisterContract {};

TEST_P(OutboxOfRegister, HoldsWhatWasDoneAndNothingElse) {
  auto& sqlite = dynamic_cast<SqliteRegister&>(*licenses);
  const auto outbox = sqlite.outbox();
  issue("key-1", "AAAA");
  EXPECT_THAT(record_issued("AAAA"), fails_with("PLAN_NOT_OPEN"));
  ASSERT_THAT(licenses->record_plan(plan("key-2", "BBBB")), succeeds());
  ASSERT_THAT(void_plan("BBBB", "SELF_CHECK_FAILED"), succeeds());
  const auto events = outbox->events(0, 10).value();
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].kind, "license.issued");
  EXPECT_EQ(events[0].object, "/v1/licenses/" + license("AAAA").identifier);
  EXPECT_EQ(events[1].kind, "license.plan_voided");
  for (const auto& event : events)
    EXPECT_EQ(event.tenant, license("AAAA").issuer_code);
  const std::string told = notify::event_body(events[0]) + notify::event_body(events[1]);
  for (const std::string& personal : {license("AAAA").holder.name, license("AAAA").number})
    EXPECT_EQ(told.find(personal), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    Sqlite, OutboxOfRegister,
    testing::Values(RegisterUnderTest{
        "sqlite", [] {
          static test::TemporaryFolder folder;
          return std::unique_ptr<license::Register>(
              SqliteRegister::create(folder.path() / "register.db", test_sealing()).value());
        }}));

} // namespace
} // namespace elicense::store
