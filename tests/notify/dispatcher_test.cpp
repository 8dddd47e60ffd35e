// SPDX-License-Identifier: Apache-2.0
// Days of deliveries in milliseconds: the clock and the receivers are the test's.
#include "notify/dispatcher.hpp"
#include "notify/loop.hpp"
#include "tests/support/outbox_file.hpp"
#include "tests/support/result_matchers.hpp"
#include <atomic>

namespace elicense::notify {
namespace {

using namespace std::chrono_literals;
using test::fails_with;
using test::succeeds;

const Time start{std::chrono::seconds(1'800'000'000)};

struct Sent {
  std::string receiver, id, object;
  std::int64_t sequence;
};

class DispatcherTest : public testing::Test {
 protected:
  DispatcherTest() { subscribe("sub_a"); }

  void subscribe(const std::string& id) {
    ASSERT_THAT(outbox->add(test::subscription_to_all(id, keys)), succeeds());
  }
  DispatcherParts parts(Outbox& register_) {
    return {.outbox = register_,
            .keys = keys,
            .send = [this](const Message& message) { return receive(message); },
            .clock = [this] { return now; },
            .random = [](std::span<std::uint8_t> out) { std::ranges::fill(out, std::uint8_t{0}); }};
  }
  Result<Answer> receive(const Message& message) {
    const auto body = nlohmann::json::parse(message.body);
    sent.push_back({message.url.substr(message.url.rfind('/') + 1), message.headers[0].second, body["object"],
                    body["sequence"]});
    return answer(sent.back());
  }
  std::vector<Dispatched> deliver_all() {
    std::vector<Dispatched> all;
    for (;;) {
      auto done = dispatcher.deliver_one().value();
      if (!done) return all;
      all.push_back(std::move(*done));
    }
  }
  std::vector<std::int64_t> told(const std::string& object) const { // in their order
    std::vector<std::int64_t> sequences;
    for (const Sent& one : sent)
      if (one.object == object) sequences.push_back(one.sequence);
    return sequences;
  }
  Subscription subscription(const std::string& id = "sub_a") { return outbox->find(id).value(); }

  test::OutboxFile outbox;
  const MessageKeys keys = test::message_keys();
  Time now = start;
  std::vector<Sent> sent;
  std::function<Result<Answer>(const Sent&)> answer = [](const Sent&) { return Answer{204, {}}; };
  Dispatcher dispatcher{parts(*outbox)};
};

Result<Answer> refuse(const Sent&) {
  return Answer{500, {}};
}

TEST_F(DispatcherTest, SendsEachEventOnceInItsOrder) {
  for (int i = 0; i < 3; ++i)
    for (const char* object : {"/a", "/b"})
      outbox.enqueue(object, now);
  const auto done = deliver_all();
  EXPECT_EQ(done.size(), 6U);
  EXPECT_EQ(done[0].state, DeliveryState::delivered);
  EXPECT_EQ(told("/a"), (std::vector<std::int64_t>{1, 2, 3}));
  EXPECT_EQ(told("/b"), (std::vector<std::int64_t>{1, 2, 3}));
  now += 24h;
  EXPECT_TRUE(deliver_all().empty());
}

TEST_F(DispatcherTest, SendsNothingBeforeThereIsASubscription) {
  outbox.enqueue("/a", now, "license.unheard_of");
  EXPECT_TRUE(deliver_all().empty());
}

TEST_F(DispatcherTest, AFailedDeliveryBlocksItsOwnLineOnly) {
  answer = [](const Sent& one) { return Answer{one.object == "/a" ? 400U : 200U, {}}; };
  for (int i = 0; i < 2; ++i)
    for (const char* object : {"/a", "/b"})
      outbox.enqueue(object, now);
  deliver_all();
  EXPECT_EQ(told("/a"), (std::vector<std::int64_t>{1}));
  EXPECT_EQ(told("/b"), (std::vector<std::int64_t>{1, 2}));
  answer = [](const Sent&) { return Answer{200, {}}; };
  now += 2s; // the first delay is 3 s
  deliver_all();
  EXPECT_EQ(told("/a"), (std::vector<std::int64_t>{1}));
  now += 1s;
  deliver_all();
  EXPECT_EQ(told("/a"), (std::vector<std::int64_t>{1, 1, 2}));
}

TEST_F(DispatcherTest, EveryReceiverHasItsOwnLines) {
  subscribe("sub_b");
  answer = [](const Sent& one) { return Answer{one.receiver == "sub_a" ? 500U : 200U, {}}; };
  outbox.enqueue("/a", now);
  outbox.enqueue("/a", now);
  deliver_all();
  EXPECT_EQ(std::ranges::count(sent, "sub_b", &Sent::receiver), 2);
  EXPECT_EQ(std::ranges::count(sent, "sub_a", &Sent::receiver), 1);
}

TEST_F(DispatcherTest, TriesTwelveTimesThenGivesUpAndGoesOn) {
  answer = [](const Sent& one) { return Answer{one.sequence == 1 ? 500U : 200U, {}}; };
  outbox.enqueue("/a", now);
  outbox.enqueue("/a", now);
  std::set<std::string> ids;
  while (deliver_all().empty() ||
         outbox->deliveries("sub_a", 0, 1).value()[0].state != DeliveryState::delivered)
    now += 1h;
  EXPECT_EQ(std::ranges::count(sent, 1, &Sent::sequence), 12);
  for (const Sent& one : sent)
    if (one.sequence == 1) ids.insert(one.id);
  EXPECT_EQ(ids.size(), 1U);
  const Delivery dead = outbox->deliveries("sub_a", 0, 2).value()[1];
  EXPECT_EQ(dead.state, DeliveryState::dead);
  EXPECT_EQ(dead.attempts, 12);
  EXPECT_EQ(dead.last.code, "DELIVERY_REFUSED");
  EXPECT_EQ(dead.last.status, 500);
  EXPECT_GT(now - start, 24h);
}

TEST_F(DispatcherTest, OnlyTwoHundredsAreSuccess) {
  for (const unsigned status : {199U, 300U, 302U, 400U, 410U, 503U}) {
    outbox.enqueue("/" + std::to_string(status), now);
    answer = [status](const Sent&) { return Answer{status, {}}; };
    EXPECT_EQ(deliver_all()[0].outcome.code, "DELIVERY_REFUSED") << status;
  }
  answer = [](const Sent&) { return fail(ErrorKind::unavailable, "HTTP_CLIENT_TIMEOUT"); };
  outbox.enqueue("/timeout", now);
  EXPECT_EQ(deliver_all()[0].outcome.code, "HTTP_CLIENT_TIMEOUT");
  for (const unsigned status : {200U, 204U, 299U}) {
    outbox.enqueue("/" + std::to_string(status), now);
    answer = [status](const Sent&) { return Answer{status, {}}; };
    EXPECT_EQ(deliver_all()[0].state, DeliveryState::delivered) << status;
  }
}

TEST_F(DispatcherTest, KnowsHowAReceiverDoes) {
  answer = refuse;
  outbox.enqueue("/a", now);
  deliver_all();
  EXPECT_EQ(subscription().health.failures_in_row, 1);
  EXPECT_EQ(subscription().health.failing_since, start);
  EXPECT_FALSE(subscription().health.last_success);
  answer = [](const Sent&) { return Answer{200, {}}; };
  now += 1h;
  deliver_all();
  EXPECT_EQ(subscription().health.failures_in_row, 0);
  EXPECT_FALSE(subscription().health.failing_since);
  EXPECT_EQ(subscription().health.last_success, now);
}

TEST_F(DispatcherTest, PausesAReceiverThatFailsForADay) {
  answer = refuse;
  for (int i = 0; i < 20; ++i)
    outbox.enqueue("/" + std::to_string(i), now);
  deliver_all();
  EXPECT_EQ(subscription().state, SubscriptionState::active); // twenty at once are one trouble
  now += 24h;
  const auto done = deliver_all();
  ASSERT_EQ(done.size(), 1U);
  EXPECT_TRUE(done[0].paused);
  EXPECT_EQ(subscription().state, SubscriptionState::paused);
  EXPECT_EQ(subscription().pause_reason, "RECEIVER_FAILING");
  outbox.enqueue("/later", now); // is kept
  now += 24h;
  EXPECT_TRUE(deliver_all().empty());
  answer = [](const Sent&) { return Answer{200, {}}; };
  ASSERT_THAT(outbox->set_state("sub_a", SubscriptionState::active, ""), succeeds());
  EXPECT_EQ(deliver_all().size(), 21U);
}

// The store fails after the receiver has taken it, as when the process is killed between the two.
TEST_F(DispatcherTest, SendsAgainWithTheSameIdWhatWasNotRecorded) {
  outbox.enqueue("/a", now);
  outbox.enqueue("/a", now);
  answer = [](const Sent&) -> Result<Answer> { throw std::runtime_error("killed"); };
  EXPECT_THROW(dispatcher.deliver_one().value(), std::runtime_error);
  outbox.reopen();
  answer = [](const Sent&) { return Answer{200, {}}; };
  Dispatcher after(parts(*outbox));
  while (after.deliver_one().value()) {
  }
  EXPECT_EQ(told("/a"), (std::vector<std::int64_t>{1, 1, 2}));
  EXPECT_EQ(sent[0].id, sent[1].id);
}

TEST_F(DispatcherTest, ReplaysWithTheSameIdInOrder) {
  for (int i = 0; i < 3; ++i)
    outbox.enqueue("/a", now);
  deliver_all();
  const auto before = sent;
  sent.clear();
  ASSERT_THAT(outbox->replay("sub_a", before[1].id, now), succeeds());
  deliver_all();
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(sent[0].id, before[1].id);
  sent.clear();
  EXPECT_EQ(outbox->replay_from("sub_a", start, now).value(), 3);
  deliver_all();
  EXPECT_EQ(told("/a"), (std::vector<std::int64_t>{1, 2, 3}));
}

TEST_F(DispatcherTest, TellsALateSubscriberOfThePastOnRequest) {
  outbox.enqueue("/a", now);
  now += 1h;
  outbox.enqueue("/a", now);
  deliver_all();
  sent.clear();
  subscribe("sub_late");
  EXPECT_TRUE(deliver_all().empty());
  EXPECT_EQ(outbox->replay_from("sub_late", start + 1h, now).value(), 1);
  deliver_all();
  EXPECT_EQ(told("/a"), (std::vector<std::int64_t>{2}));
  EXPECT_EQ(outbox->replay_from("sub_late", start, now).value(), 2);
}

TEST_F(DispatcherTest, WhatWasNotSentIsNobodysFailure) {
  outbox.enqueue("/a", now);
  answer = [](const Sent&) { return fail(ErrorKind::busy, "HTTP_CLIENT_CANCELLED"); };
  EXPECT_THAT(dispatcher.deliver_one(), fails_with("HTTP_CLIENT_CANCELLED"));
  EXPECT_EQ(outbox->deliveries("sub_a", 0, 1).value()[0].attempts, 0);
  EXPECT_EQ(subscription().health.failures_in_row, 0);
  answer = [](const Sent&) { return Answer{200, {}}; };
  EXPECT_EQ(deliver_all().size(), 1U);
}

TEST_F(DispatcherTest, WhatCannotBeSignedIsAFailureLikeOthers) {
  auto wanted = test::subscription_to_all("sub_broken", keys);
  wanted.subscription.sealed_secret.back() ^= 1;
  ASSERT_THAT(outbox->add(wanted), succeeds());
  outbox.enqueue("/a", now);
  deliver_all();
  EXPECT_EQ(std::ranges::count(sent, "sub_a", &Sent::receiver), 1);
  EXPECT_EQ(outbox->deliveries("sub_broken", 0, 1).value()[0].last.code, "ENVELOPE_TAG");
}

TEST_F(DispatcherTest, ManyThreadsKeepEveryOrder) {
  constexpr int objects = 8, each = 12;
  std::mutex mutex;
  std::map<std::string, std::int64_t> last;
  std::atomic<int> taken = 0, disorder = 0;
  std::atomic<int> under_way = 0, most = 0;
  DispatcherParts with = parts(*outbox);
  with.per_receiver = 3;
  with.send = [&](const Message& message) -> Result<Answer> {
    most = std::max(most.load(), ++under_way);
    const auto body = nlohmann::json::parse(message.body);
    std::this_thread::yield();
    {
      const std::lock_guard lock(mutex);
      if (body["sequence"] != ++last[body["object"]]) ++disorder;
    }
    ++taken;
    --under_way;
    return Answer{200, {}};
  };
  for (int i = 0; i < each; ++i)
    for (int object = 0; object < objects; ++object)
      outbox.enqueue("/" + std::to_string(object), now);
  Dispatcher shared(with);
  Loop loop(6, 1ms, [&] { return shared.deliver_one().value().has_value(); });
  while (taken < objects * each)
    std::this_thread::yield();
  loop.stop();
  EXPECT_EQ(disorder, 0);
  EXPECT_EQ(taken, objects * each);
  EXPECT_LE(most, 3);
}

} // namespace
} // namespace elicense::notify
