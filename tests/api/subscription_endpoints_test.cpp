// SPDX-License-Identifier: Apache-2.0
#include "tests/support/reception.hpp"
#include <gmock/gmock.h>

namespace elicense {
namespace {

using nlohmann::json;
using test::body_of;

class SubscriptionEndpoints : public testing::Test {
 protected:
  http::Response subscribe(const std::string& body, const std::string& key = "key") {
    return house.call("POST", "/v1/subscriptions", as_bytes(body),
                      {{"idempotency-key", key}, {"content-type", "application/json"}});
  }
  std::string subscribed() { return body_of(subscribe(good))["id"]; }
  http::Response post(const std::string& path, const std::string& body = "") {
    return house.call("POST", path, as_bytes(body));
  }
  static std::pair<unsigned, std::string> refusal(const http::Response& response) {
    return {response.status, body_of(response)["code"]};
  }

  const std::string good = R"({"url":"https://receiver.test/hook","events":["license.issued"]})";
  test::Reception house;
};

using Refusal = std::pair<unsigned, std::string>;

TEST_F(SubscriptionEndpoints, ShowTheSecretOnce) {
  const auto made = subscribe(good);
  ASSERT_EQ(made.status, 201U);
  const json body = body_of(made);
  EXPECT_THAT(body["secret"].get<std::string>(), testing::StartsWith("whsec_"));
  EXPECT_EQ(body["signature"], "hmac-sm3");
  EXPECT_EQ(body["state"], "active");
  const std::string self = "/v1/subscriptions/" + body["id"].get<std::string>();
  EXPECT_EQ(test::header_of(made, "Location"), self);
  EXPECT_FALSE(body_of(house.call("GET", self)).contains("secret"));
  EXPECT_FALSE(body_of(subscribe(good)).contains("secret"));
  EXPECT_EQ(body_of(subscribe(good))["id"], body["id"]);
}

TEST_F(SubscriptionEndpoints, ListThemWithThePublicKey) {
  const std::string id = subscribed();
  const json body = body_of(house.call("GET", "/v1/subscriptions"));
  EXPECT_EQ(body["subscriptions"][0]["id"], id);
  EXPECT_THAT(body["sm2_public_key"].get<std::string>(), testing::StartsWith("-----BEGIN PUBLIC KEY-----"));
}

TEST_F(SubscriptionEndpoints, RefuseWhatTheyDoNotUnderstand) {
  for (const char* body :
       {"[]", R"({"events":["license.issued"]})", R"({"url":1,"events":["license.issued"]})",
        R"({"url":"https://a.test/"})", R"({"url":"https://a.test/","events":"license.issued"})",
        R"({"url":"https://a.test/","events":[1]})",
        R"({"url":"https://a.test/","events":["license.issued"],"x":1})",
        R"({"url":"https://a.test/","events":["license.issued"],"signature":"sha256"})",
        R"({"url":"https://a.test/","events":["license.issued"],"signature":1})"})
    EXPECT_EQ(refusal(subscribe(body)), (Refusal{400, "REQUEST_FIELDS"})) << body;
  EXPECT_EQ(refusal(subscribe(R"({"url":"https://a.test/","events":["x"]})")),
            (Refusal{422, "SUBSCRIPTION_KINDS"}));
  EXPECT_EQ(refusal(subscribe(good, "")), (Refusal{400, "IDEMPOTENCY_KEY_MISSING"}));
  EXPECT_EQ(refusal(subscribe("{")), (Refusal{400, "JSON_MALFORMED"}));
}

TEST_F(SubscriptionEndpoints, RefuseAReceiverThatDoesNotWantIt) {
  house.receiver = [](const auto&) { return fail(ErrorKind::unavailable, "HTTP_CLIENT_TIMEOUT"); };
  EXPECT_EQ(refusal(subscribe(good)), (Refusal{422, "SUBSCRIPTION_CHALLENGE"}));
  house.receiver = [](const auto&) { return fail(ErrorKind::forbidden, "HTTP_CLIENT_ADDRESS"); };
  EXPECT_EQ(refusal(subscribe(good)), (Refusal{403, "HTTP_CLIENT_ADDRESS"}));
}

TEST_F(SubscriptionEndpoints, PauseAndResume) {
  const std::string self = "/v1/subscriptions/" + subscribed();
  EXPECT_EQ(body_of(post(self + "/pause"))["state"], "paused");
  EXPECT_EQ(body_of(post(self + "/resume"))["state"], "active");
}

TEST_F(SubscriptionEndpoints, TestAndReplay) {
  const std::string self = "/v1/subscriptions/" + subscribed();
  const auto tested = post(self + "/test");
  ASSERT_EQ(tested.status, 202U);
  const std::string delivery = body_of(tested)["delivery"];
  const json page = body_of(house.call("GET", self + "/deliveries"));
  EXPECT_EQ(page["deliveries"][0]["id"], delivery);
  EXPECT_EQ(page["deliveries"][0]["event"]["type"], "subscription.test");
  EXPECT_TRUE(page["next_cursor"].is_null());
  EXPECT_EQ(post(self + "/deliveries/" + delivery + "/replay").status, 202U);
  EXPECT_EQ(refusal(post(self + "/deliveries/msg_x/replay")), (Refusal{404, "DELIVERY_NOT_FOUND"}));
  const auto replayed = post(self + "/replay", R"({"from":"2020-01-01T00:00:00Z"})");
  EXPECT_EQ(replayed.status, 202U);
  EXPECT_EQ(body_of(replayed)["deliveries"], 1);
  for (const char* body : {"{}", "[]", R"({"from":1})", R"({"from":"2020-01-01T00:00:00Z","to":1})"})
    EXPECT_EQ(refusal(post(self + "/replay", body)), (Refusal{400, "REQUEST_FIELDS"})) << body;
  EXPECT_EQ(post(self + "/replay", R"({"from":"yesterday"})").status, 400U);
}

TEST_F(SubscriptionEndpoints, PageByACursor) {
  const std::string self = "/v1/subscriptions/" + subscribed();
  for (std::size_t i = 0; i < notify::max_page + 1; ++i)
    house.outbox.enqueue("/a", house.now);
  const json first = body_of(house.call("GET", self + "/deliveries"));
  ASSERT_EQ(first["deliveries"].size(), notify::max_page);
  const auto second = house.call("GET", self + "/deliveries", {}, {}, {{"cursor", first["next_cursor"]}});
  EXPECT_EQ(body_of(second)["deliveries"].size(), 1U);
  for (const char* cursor : {"", "x", "-1", "1x", "99999999999999999999"})
    EXPECT_EQ(refusal(house.call("GET", self + "/deliveries", {}, {}, {{"cursor", cursor}})),
              (Refusal{400, "REQUEST_FIELDS"}))
        << cursor;
}

TEST_F(SubscriptionEndpoints, ShowNothingOfAnotherAuthority) {
  const std::string id = subscribed();
  const auto stranger = house.people.with_secret({access::Role::integrator, access::Role::administrator},
                                                 test::other_authority);
  const auto ask = [&](const char* method, const std::string& path) {
    return house.call_as(stranger.key, test::request_of(method, path));
  };
  EXPECT_TRUE(body_of(ask("GET", "/v1/subscriptions"))["subscriptions"].empty());
  for (const char* path : {"/pause", "/resume", "/test", "/deliveries/msg_x/replay"})
    EXPECT_EQ(refusal(ask("POST", "/v1/subscriptions/" + id + path)),
              (Refusal{404, "SUBSCRIPTION_NOT_FOUND"}))
        << path;
  for (const char* path : {"", "/deliveries"})
    EXPECT_EQ(refusal(ask("GET", "/v1/subscriptions/" + id + path)), (Refusal{404, "SUBSCRIPTION_NOT_FOUND"}))
        << path;
}

TEST_F(SubscriptionEndpoints, KnowNothingOfOthers) {
  for (const char* path : {"/pause", "/resume", "/test", "/deliveries/msg_x/replay"})
    EXPECT_EQ(refusal(post("/v1/subscriptions/sub_x" + std::string(path))),
              (Refusal{404, "SUBSCRIPTION_NOT_FOUND"}))
        << path;
  for (const char* path : {"", "/deliveries"})
    EXPECT_EQ(refusal(house.call("GET", "/v1/subscriptions/sub_x" + std::string(path))),
              (Refusal{404, "SUBSCRIPTION_NOT_FOUND"}))
        << path;
}

} // namespace
} // namespace elicense
