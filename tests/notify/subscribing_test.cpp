// SPDX-License-Identifier: Apache-2.0
#include "crypto/hmac.hpp"
#include "notify/subscribing.hpp"
#include "tests/support/outbox_file.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::notify {
namespace {

using test::fails_with;
using test::succeeds;

const Time now{std::chrono::seconds(1'800'000'000)};

class SubscribingTest : public testing::Test {
 protected:
  Result<Subscribed> subscribe(const Wish& wish) {
    const Subscriber subscriber(
        *outbox, keys,
        [this](const Message& message) {
          messages.push_back(message);
          return answer(message);
        },
        [] { return now; }, crypto::system_random);
    return subscriber.subscribe(wish);
  }
  static Wish wish(const std::string& key = "key") {
    return {.owner = "owner",
            .idempotency_key = key,
            .request_digest = crypto::sm3(as_bytes("request")),
            .url = "https://receiver.test/hook",
            .kinds = {"license.issued"}};
  }
  static Result<Answer> echo(const Message& message) {
    const auto challenge = nlohmann::json::parse(message.body)["challenge"];
    return Answer{200, nlohmann::json{{"challenge", challenge}}.dump()};
  }

  test::OutboxFile outbox;
  const MessageKeys keys = test::message_keys();
  std::vector<Message> messages;
  std::function<Result<Answer>(const Message&)> answer = echo;
};

TEST_F(SubscribingTest, GivesASecretThatSignsLater) {
  const auto made = subscribe(wish());
  ASSERT_THAT(made, succeeds());
  const Subscription kept = outbox->find(made->subscription.id).value();
  EXPECT_EQ(kept.kinds, std::vector<std::string>{"license.issued"});
  EXPECT_EQ(kept.url, "https://receiver.test/hook");
  ASSERT_TRUE(made->secret && made->secret->starts_with(secret_prefix));
  const Bytes secret = from_base64(made->secret->substr(secret_prefix.size())).value();
  EXPECT_EQ(secret.size(), secret_size);
  const auto message = keys.message(kept, "msg_1", "{}", now).value();
  EXPECT_EQ(message.headers[2].second,
            "hmac-sm3," + to_base64(crypto::hmac_sm3(secret, as_bytes("msg_1.1800000000.{}"))));
}

TEST_F(SubscribingTest, KeepsTheSecretSealed) {
  const auto made = subscribe(wish());
  ASSERT_THAT(made, succeeds());
  const Bytes secret = from_base64(made->secret->substr(secret_prefix.size())).value();
  const Bytes kept = outbox->find(made->subscription.id).value().sealed_secret;
  EXPECT_EQ(std::search(kept.begin(), kept.end(), secret.begin(), secret.end()), kept.end());
}

TEST_F(SubscribingTest, ChallengesSignedWithSm2) {
  ASSERT_THAT(subscribe(wish()), succeeds());
  ASSERT_EQ(messages.size(), 1U);
  const auto body = nlohmann::json::parse(messages[0].body);
  EXPECT_EQ(body["type"], "subscription.challenge");
  const std::string content =
      messages[0].headers[0].second + "." + messages[0].headers[1].second + "." + messages[0].body;
  const Bytes signature = from_base64(messages[0].headers[2].second.substr(4)).value();
  EXPECT_EQ(keys.public_key().check(as_bytes(content), signature).value(), crypto::SignatureCheck::valid);
}

TEST_F(SubscribingTest, RefusesAReceiverThatDoesNotAnswerTheChallenge) {
  for (const char* body : {"", "null", "[]", "{}", R"({"challenge":"x"})", R"({"challenge":1})", "\xff"}) {
    answer = [body](const Message&) { return Answer{200, body}; };
    EXPECT_THAT(subscribe(wish()), fails_with("SUBSCRIPTION_CHALLENGE")) << body;
  }
  answer = [](const Message& message) { return Answer{201, echo(message)->body}; };
  EXPECT_THAT(subscribe(wish()), fails_with("SUBSCRIPTION_CHALLENGE"));
  answer = [](const Message&) { return fail(ErrorKind::unavailable, "HTTP_CLIENT_TIMEOUT"); };
  EXPECT_THAT(subscribe(wish()), fails_with("SUBSCRIPTION_CHALLENGE"));
  answer = [](const Message&) { return fail(ErrorKind::forbidden, "HTTP_CLIENT_ADDRESS"); };
  EXPECT_THAT(subscribe(wish()), fails_with("HTTP_CLIENT_ADDRESS"));
  EXPECT_TRUE(outbox->subscriptions().value().empty());
}

TEST_F(SubscribingTest, RefusesKindsThatDoNotExist) {
  Wish asked = wish();
  for (const auto& kinds : std::vector<std::vector<std::string>>{
           {}, {"license.unheard_of"}, {"license.issued", "license.issued"}, {"subscription.test"}}) {
    asked.kinds = kinds;
    EXPECT_THAT(subscribe(asked), fails_with("SUBSCRIPTION_KINDS"));
  }
  EXPECT_TRUE(messages.empty());
}

TEST_F(SubscribingTest, IsRepeatedWithoutTheSecret) {
  const auto first = subscribe(wish());
  const auto again = subscribe(wish());
  ASSERT_THAT(again, succeeds());
  EXPECT_EQ(again->subscription.id, first->subscription.id);
  EXPECT_FALSE(again->secret);
  EXPECT_EQ(messages.size(), 1U);
  Wish other = wish();
  other.request_digest = crypto::sm3(as_bytes("another request"));
  EXPECT_THAT(subscribe(other), fails_with("IDEMPOTENCY_MISMATCH"));
  other.owner = "another owner";
  EXPECT_THAT(subscribe(other), succeeds());
}

TEST_F(SubscribingTest, NeedsNoSecretWithSm2) {
  Wish asked = wish();
  asked.scheme = Scheme::sm2;
  const auto made = subscribe(asked);
  ASSERT_THAT(made, succeeds());
  EXPECT_FALSE(made->secret);
}

} // namespace
} // namespace elicense::notify
