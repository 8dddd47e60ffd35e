// SPDX-License-Identifier: Apache-2.0
// The endpoints of a license's life and of lists without a socket.
#include "tests/support/reception.hpp"

#include <gtest/gtest.h>

namespace elicense {
namespace {

using test::body_of;
using Query = std::multimap<std::string, std::string, std::less<>>;

class LifeEndpoints : public ::testing::Test {
 protected:
  LifeEndpoints() {
    license = body_of(house.issue(house.types.find(test::business_license)->example, "one"));
  }
  std::string path(const std::string& part) const {
    return "/v1/licenses/" + license["identifier"].get<std::string>() + part;
  }
  http::Response post(const std::string& where, const std::string& body,
                      const std::string& key = "key") const {
    access::Headers headers{{"content-type", "application/json"}};
    if (!key.empty()) headers.emplace("idempotency-key", key);
    return house.call("POST", where, as_bytes(body), {headers.begin(), headers.end()});
  }
  std::string code(const http::Response& response) const { return body_of(response)["code"]; }

  test::Reception house;
  nlohmann::json license;
};

TEST_F(LifeEndpoints, DecideAndTell) {
  const auto made = post(path("/transitions"),
                         R"({"transition":"suspend","reason":"holder_request","legal_basis":"条款"})");
  ASSERT_EQ(made.status, 201U) << as_text(made.body);
  EXPECT_EQ(body_of(made)["to"]["name"], "暂停");
  EXPECT_EQ(body_of(made)["reason"]["text"], "持证主体申请");
  EXPECT_EQ(test::header_of(made, "Location"), path("/transitions"));
  const auto history = body_of(house.call("GET", path("/transitions")));
  EXPECT_EQ(history["state"], "suspended");
  EXPECT_EQ(history["transitions"].size(), 1U);
  EXPECT_EQ(body_of(house.call("GET", path("")))["state_name"], "暂停");
}

TEST_F(LifeEndpoints, RefuseABodyThatIsNotTheirs) {
  for (const char* const body :
       {"[]", "{}", R"({"transition":1})", R"({"transition":"suspend","more":"x"})",
        R"({"transition":"suspend","revision":-1})", R"({"transition":"change","data":[]})"})
    EXPECT_EQ(code(post(path("/transitions"), body)), "REQUEST_FIELDS") << body;
  EXPECT_EQ(code(post(path("/transitions"), "{")), "JSON_MALFORMED");
  EXPECT_EQ(code(post(path("/transitions"), "{}", "")), "IDEMPOTENCY_KEY_MISSING");
}

TEST_F(LifeEndpoints, NameATransitionByItsNumber) {
  for (const char* const number : {"1", "x"})
    EXPECT_EQ(code(post(path("/transitions/") + number + "/withdraw", "")), "TRANSITION_NOT_FOUND");
}

TEST_F(LifeEndpoints, ListWhatIsAskedFor) {
  const auto list = [&](const Query& query) { return house.call("GET", "/v1/licenses", {}, {}, query); };
  EXPECT_EQ(body_of(list({}))["licenses"].size(), 1U);
  EXPECT_EQ(body_of(list({{"state", "revoked"}, {"lang", "en"}}))["licenses"].size(), 0U);
  EXPECT_EQ(body_of(list({{"issued_from", license["issued_on"]}, {"limit", "1"}}))["next_cursor"],
            license["issued_on"].get<std::string>() + ".1");
  EXPECT_EQ(code(list({{"holder_code", "x"}})), "REQUEST_FIELDS"); // personal: not in an address
  EXPECT_EQ(code(list({{"cursor", "2026-01-01.x"}})), "REQUEST_FIELDS");
  EXPECT_EQ(code(list({{"issuer", std::string(test::other_authority)}})), "ACCESS_SCOPE");
}

TEST_F(LifeEndpoints, SearchByWhatIsPersonal) {
  const auto search = [&](const std::string& body) { return post("/v1/license-searches", body); };
  const std::string holder = license["holder"]["code"];
  const auto found = search(R"({"holder_code_type":"001","holder_code":")" + holder + R"("})");
  ASSERT_EQ(found.status, 200U) << as_text(found.body);
  EXPECT_EQ(body_of(found)["licenses"].size(), 1U);
  EXPECT_EQ(house.accesses.all().back().what, "list");
  EXPECT_EQ(code(search(R"({"holder_code":"x"})")), "REQUEST_FIELDS");
  EXPECT_EQ(code(search(R"({"number":"x"})")), "REQUEST_FIELDS");
  EXPECT_EQ(code(search(R"({"limit":1})")), "REQUEST_FIELDS");
  EXPECT_EQ(code(search("[]")), "REQUEST_FIELDS");
}

// Who looks for many that are not there is slowed.
TEST_F(LifeEndpoints, AreWatchedForHarvesting) {
  for (int i = 0; i < 60; ++i) {
    post("/v1/license-searches",
         R"({"holder_code_type":"001","holder_code":")" + std::to_string(i) + R"("})");
    house.now += std::chrono::seconds(31);
    house.people.now = house.now;
  }
  EXPECT_FALSE(house.harvests.empty());
}

TEST_F(LifeEndpoints, FeedFromACursor) {
  const auto page = body_of(house.call("GET", "/v1/changes", {}, {}, {{"after", "0"}}));
  ASSERT_EQ(page["changes"].size(), 1U);
  EXPECT_EQ(page["changes"][0]["license"], license["identifier"]);
  EXPECT_EQ(page["more"], true);
  const auto rest = body_of(house.call("GET", "/v1/changes", {}, {}, {{"after", page["next"]}}));
  EXPECT_EQ(rest["more"], false);
  EXPECT_EQ(code(house.call("GET", "/v1/changes", {}, {}, {{"after", "x"}})), "REQUEST_FIELDS");
}

TEST_F(LifeEndpoints, CountWhatWasIssued) {
  const auto listed = body_of(house.call("GET", "/v1/issue-list"));
  ASSERT_EQ(listed["issue_list"].size(), 1U);
  EXPECT_EQ(listed["issue_list"][0]["IssuedCount"], 1);
  EXPECT_EQ(listed["issue_list"][0]["CertificateTypeName"], "营业执照");
  EXPECT_EQ(code(house.call("GET", "/v1/issue-list", {}, {}, {{"from", "x"}})), "REQUEST_FIELDS");
}

} // namespace
} // namespace elicense
