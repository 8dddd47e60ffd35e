// SPDX-License-Identifier: Apache-2.0
#include "crypto/base64url.hpp"
#include "show/offline_check.hpp"
#include "tests/support/offline_phone.hpp"
#include "tests/support/reception.hpp"

#include <gtest/gtest.h>

namespace elicense {
namespace {

using test::body_of;

class OfflineEndpoints : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto& example = house.types.find(identity_card)->example;
    license = body_of(house.issue(example, "key", identity_card));
    identifier = license["identifier"];
    house.holder = license::Holder{"", "111", license["holder"]["code"]};
  }
  http::Response post(const std::string& path, const nlohmann::json& body) const {
    return house.call("POST", path, as_bytes(body.dump()), {{"content-type", "application/json"}});
  }
  std::string challenge() const { return body_of(house.call("GET", "/v1/device-keys"))["challenge"]; }
  nlohmann::json key_body() const {
    const std::string message = std::string(show::proof_prefix) + challenge();
    return {{"public_key", to_base64url(phone.spki())},
            {"proof", to_base64url(phone.sign(as_bytes(message)).value())}};
  }
  std::string add_key() const { return body_of(post("/v1/device-keys", key_body()))["id"]; }
  nlohmann::json ticket_body(const std::string& key) const {
    return {{"license", identifier}, {"device_key", key}, {"device_time", to_rfc3339(house.now)}};
  }
  std::string code_of(const http::Response& answer) const { return body_of(answer).value("code", ""); }

  static constexpr std::string_view identity_card = "11100000000013127D001";
  test::Reception house;
  test::PhoneKey phone = test::PhoneKey::es256();
  nlohmann::json license;
  std::string identifier;
};

TEST_F(OfflineEndpoints, APhoneIsAddedListedAndRemoved) {
  const auto added = post("/v1/device-keys", key_body());
  ASSERT_EQ(added.status, 201U) << as_text(added.body);
  EXPECT_EQ(body_of(added)["algorithm"], "ES256");
  const std::string id = body_of(added)["id"];
  const auto listed = body_of(house.call("GET", "/v1/device-keys"))["device_keys"];
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0], body_of(added));
  EXPECT_EQ(house.call("POST", "/v1/device-keys/" + id + "/remove").status, 200U);
  EXPECT_EQ(house.call("POST", "/v1/device-keys/" + id + "/remove").status, 404U);
  EXPECT_TRUE(body_of(house.call("GET", "/v1/device-keys"))["device_keys"].empty());
}

TEST_F(OfflineEndpoints, ATicketMakesACodeThatAnOfflineVerifierTrusts) {
  const auto answer = post("/v1/offline-tickets", ticket_body(add_key()));
  ASSERT_EQ(answer.status, 201U) << as_text(answer.body);
  const auto body = body_of(answer);
  EXPECT_EQ(body["clock_offset_seconds"], 0);
  EXPECT_EQ(body["expires_at"], to_rfc3339(house.now + show::ticket_life));
  const auto ticket = from_base64url(body["ticket"].get<std::string>()).value();
  const std::vector keys = {house.context().status_key.key};
  const auto lists = show::HeldLists::read({to_bytes(house.call("GET", "/v1/status-lists/0").body)}, keys,
                                           {"https://test.example/v1/status-lists/0"}, house.now);
  show::MemoryOfProcess memory;
  const auto finding =
      show::OfflineChecker(keys, lists, memory).check(phone.code(ticket, house.now), house.now).value();
  EXPECT_EQ(finding.verdict, show::CodeVerdict::trusted) << finding.cause << finding.detail;
  const std::string shown = body["summary"]["holder_name"];
  EXPECT_TRUE(shown.ends_with("**")) << shown;
  EXPECT_EQ(as_text(answer.body).find(license["holder"]["code"].get<std::string>()), std::string::npos);
  EXPECT_EQ(house.accesses.all().back().what, "offline-ticket");
}

TEST_F(OfflineEndpoints, AnybodyHasACodeChecked) {
  const auto body = body_of(post("/v1/offline-tickets", ticket_body(add_key())));
  const std::string code = phone.code(from_base64url(body["ticket"].get<std::string>()).value(), house.now);
  const auto check = [&](const nlohmann::json& request) {
    return house.call_unsigned(test::request_of("POST", "/v1/offline-code-verifications", request.dump(),
                                                {{"content-type", "application/json"}}));
  };
  const auto trusted = body_of(check({{"code", code}}));
  EXPECT_EQ(trusted["verdict"], "trusted") << trusted;
  EXPECT_EQ(trusted["license"], body["summary"]);
  EXPECT_EQ(trusted["status"], "VALID");
  EXPECT_EQ(trusted["checked_at"], to_rfc3339(house.now));
  EXPECT_FALSE(trusted["text"].get<std::string>().empty());
  EXPECT_FALSE(trusted["next_step"].get<std::string>().empty());
  const auto again = body_of(check({{"code", code}}));
  EXPECT_EQ(again["verdict"], "untrusted");
  EXPECT_EQ(again["cause"], "OFFLINE_CODE_REPEATED");
  EXPECT_EQ(body_of(check({{"code", "EL1:"}}))["verdict"], "untrusted");
  EXPECT_EQ(body_of(check({{"code", std::string(1000, 'A')}}))["cause"], "OFFLINE_CODE_TEXT");
  for (const nlohmann::json& wrong :
       {nlohmann::json::object(), nlohmann::json{{"code", 1}}, nlohmann::json{{"code", "EL1:"}, {"more", 1}}})
    EXPECT_EQ(code_of(check(wrong)), "REQUEST_FIELDS") << wrong;
}

TEST_F(OfflineEndpoints, NothingIsGivenThatCannotBeRecorded) {
  const std::string key = add_key();
  house.accesses.broken = true;
  EXPECT_EQ(post("/v1/offline-tickets", ticket_body(key)).status, 503U);
  EXPECT_TRUE(house.offline.tickets.empty());
}

TEST_F(OfflineEndpoints, AnotherHoldersLicenseCannotBeToldFromNone) {
  house.holder = license::Holder{"", "111", "64010419900101003X"};
  const auto others = post("/v1/offline-tickets", ticket_body(add_key()));
  auto absent = ticket_body("x");
  absent["license"] = "none";
  EXPECT_EQ(others.status, 404U);
  EXPECT_EQ(others.body, post("/v1/offline-tickets", absent).body);
}

TEST_F(OfflineEndpoints, MalformedRequestsAreRefused) {
  const std::string key = add_key();
  for (const char* const member : {"license", "device_key", "device_time"}) {
    auto body = ticket_body(key);
    body[member] = 5;
    EXPECT_EQ(code_of(post("/v1/offline-tickets", body)), "REQUEST_FIELDS") << member;
    body.erase(member);
    EXPECT_EQ(code_of(post("/v1/offline-tickets", body)), "REQUEST_FIELDS") << member;
  }
  const std::vector<nlohmann::json> wrong_fields = {"holder_name", {1}, {"a", "b", "c", "d", "e"}};
  for (const auto& wrong : wrong_fields) {
    auto body = ticket_body(key);
    body["fields"] = wrong;
    EXPECT_EQ(code_of(post("/v1/offline-tickets", body)), "REQUEST_FIELDS") << wrong;
  }
  auto unknown = ticket_body(key);
  unknown["fields"] = {"none"};
  EXPECT_EQ(code_of(post("/v1/offline-tickets", unknown)), "OFFLINE_FIELDS");
  auto late = ticket_body(key);
  late["device_time"] = to_rfc3339(house.now - std::chrono::hours(25));
  EXPECT_EQ(code_of(post("/v1/offline-tickets", late)), "OFFLINE_CLOCK");
  EXPECT_EQ(code_of(post("/v1/offline-tickets", ticket_body("none"))), "DEVICE_KEY_NOT_FOUND");
  auto proof = key_body();
  proof["proof"] = to_base64url(Bytes(64, 1));
  EXPECT_EQ(code_of(post("/v1/device-keys", proof)), "DEVICE_KEY_PROOF");
  proof["public_key"] = "AAAA";
  EXPECT_EQ(code_of(post("/v1/device-keys", proof)), "DEVICE_KEY");
  proof["public_key"] = "!";
  EXPECT_EQ(code_of(post("/v1/device-keys", proof)), "BASE64_MALFORMED");
  proof["proof"] = "!";
  EXPECT_EQ(post("/v1/device-keys", proof).status, 400U);
  EXPECT_EQ(code_of(post("/v1/device-keys", {{"public_key", "AAAA"}})), "REQUEST_FIELDS");
}

TEST_F(OfflineEndpoints, SightingsAreTakenFromAVerifier) {
  house.holder.reset();
  const nlohmann::json good = {
      {"code", std::string(32, 'a')}, {"ticket", std::string(16, 'b')}, {"seen_at", to_rfc3339(house.now)}};
  const auto answer = post("/v1/offline-sightings", {{"sightings", {good}}});
  ASSERT_EQ(answer.status, 200U) << as_text(answer.body);
  EXPECT_EQ(body_of(answer)["results"][0]["result"], "recorded");
  EXPECT_FALSE(house.offline.reporter.empty());
  for (const char* const member : {"code", "ticket", "seen_at"})
    for (const nlohmann::json& value : std::vector<nlohmann::json>{5, "x", std::string(32, 'A')}) {
      auto wrong = good;
      wrong[member] = value;
      EXPECT_EQ(code_of(post("/v1/offline-sightings", {{"sightings", {wrong}}})), "OFFLINE_SIGHTINGS")
          << wrong;
    }
  EXPECT_EQ(code_of(post("/v1/offline-sightings", {{"sightings", nlohmann::json::array()}})),
            "OFFLINE_SIGHTINGS");
  EXPECT_EQ(code_of(post("/v1/offline-sightings", {{"sightings", 5}})), "OFFLINE_SIGHTINGS");
}

} // namespace
} // namespace elicense
