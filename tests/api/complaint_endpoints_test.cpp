// SPDX-License-Identifier: Apache-2.0
// A holder complains of a reading or a scan; the auditor of that authority answers.
#include "tests/support/reception.hpp"

#include <gmock/gmock.h>

namespace elicense {
namespace {

using namespace access;
using nlohmann::json;
using test::body_of;

constexpr std::string_view identity_card = "11100000000013127D001";

class ComplaintEndpoints : public testing::Test {
 protected:
  void SetUp() override {
    license = body_of(house.issue(house.types.find(identity_card)->example, "key", identity_card));
    own = {license["holder"]["code_type"], license["holder"]["code"]};
    const std::string path = "/v1/licenses/" + license["identifier"].get<std::string>();
    ASSERT_EQ(house.call("GET", path, {}, {{"elicense-purpose", "housing fund"}}).status, 200U);
    auditor = house.people.with_secret({Role::auditor}, test::own_authority);
    other_auditor = house.people.with_secret({Role::auditor}, test::other_authority);
  }
  http::Response as(const HolderCode& holder, const char* method, const std::string& path,
                    const json& body = nullptr, const std::string& key = "key") {
    const std::string session = house.people.login("", {Role::holder}, holder);
    Headers headers = {{"authorization", "Bearer " + session}};
    if (!body.is_null()) headers.merge(Headers{{"content-type", "application/json"}});
    if (!key.empty()) headers.emplace("idempotency-key", key);
    return house.call_unsigned(test::request_of(method, path, body.is_null() ? "" : body.dump(), headers));
  }
  http::Response by(const test::KnownParty& party, const char* method, const std::string& path,
                    const json& body = nullptr) {
    Headers headers;
    if (!body.is_null()) headers = {{"content-type", "application/json"}};
    return house.call_as(party.key,
                         test::request_of(method, path, body.is_null() ? "" : body.dump(), headers));
  }
  std::int64_t access() { // the reading for the housing fund
    return body_of(as(own, "GET", "/v1/holders/me/accesses"))["accesses"][0]["sequence"];
  }
  json wish() {
    return {{"about", {{"access", access()}}}, {"kind", "other-purpose"}, {"text", "非本人办理"}};
  }
  static std::string code(const http::Response& response) { return body_of(response).value("code", ""); }

  test::Reception house;
  json license;
  HolderCode own, other{"111", "640104198808080012"};
  std::optional<test::KnownParty> auditor, other_auditor;
};

TEST_F(ComplaintEndpoints, AComplaintIsMadeListedAndAnswered) {
  const auto made = as(own, "POST", "/v1/complaints", wish());
  ASSERT_EQ(made.status, 201U) << as_text(made.body);
  const json complaint = body_of(made);
  EXPECT_EQ(complaint["about"]["purpose"], "housing fund");
  EXPECT_EQ(complaint["about"]["license"], license["identifier"]);
  EXPECT_EQ(complaint["state"], "open");
  EXPECT_EQ(body_of(as(own, "POST", "/v1/complaints", wish())), complaint) << "the same request";
  EXPECT_EQ(body_of(as(own, "GET", "/v1/holders/me/complaints"))["complaints"], json::array({complaint}));
  EXPECT_TRUE(body_of(as(other, "GET", "/v1/holders/me/complaints"))["complaints"].empty());
  EXPECT_EQ(body_of(as(own, "GET", "/v1/holders/me/export"))["complaints"], json::array({complaint}));

  const auto listed = by(*auditor, "GET", "/v1/complaints");
  EXPECT_EQ(body_of(listed)["complaints"], json::array({complaint}));
  EXPECT_EQ(as_text(listed.body).find(own.code), std::string_view::npos) << "not who complains";
  const std::string path = "/v1/complaints/" + complaint["id"].get<std::string>() + "/answer";
  const json answer = {{"state", "upheld"}, {"text", "已停止该用途"}};
  const auto answered = by(*auditor, "POST", path, answer);
  ASSERT_EQ(answered.status, 200U) << as_text(answered.body);
  EXPECT_EQ(code(by(*auditor, "POST", path, answer)), "COMPLAINT_ANSWERED");
  EXPECT_TRUE(body_of(by(*auditor, "GET", "/v1/complaints"))["complaints"].empty());
  const json read = body_of(as(own, "GET", "/v1/holders/me/complaints"))["complaints"][0];
  EXPECT_EQ(read["state"], "upheld");
  EXPECT_EQ(read["answer"], "已停止该用途");
  EXPECT_EQ(read["answered_at"], to_rfc3339(house.now));
}

TEST_F(ComplaintEndpoints, OnlyTheAuditorOfThatAuthorityAnswers) {
  const std::string id = body_of(as(own, "POST", "/v1/complaints", wish()))["id"];
  const json answer = {{"state", "dismissed"}, {"text", "有依据"}};
  EXPECT_TRUE(body_of(by(*other_auditor, "GET", "/v1/complaints"))["complaints"].empty());
  EXPECT_EQ(code(by(*other_auditor, "POST", "/v1/complaints/" + id + "/answer", answer)),
            "COMPLAINT_NOT_FOUND");
  EXPECT_EQ(code(by(*auditor, "POST", "/v1/complaints/none/answer", answer)), "COMPLAINT_NOT_FOUND");
  EXPECT_EQ(as(own, "POST", "/v1/complaints/" + id + "/answer", answer).status, 403U);
  EXPECT_EQ(as(own, "GET", "/v1/complaints").status, 403U);
}

TEST_F(ComplaintEndpoints, OnlyAUseOfOnesOwnLicenses) {
  const json mine = wish();
  EXPECT_EQ(code(as(other, "POST", "/v1/complaints", mine)), "COMPLAINT_USE");
  json wrong = mine;
  wrong["about"] = {{"access", 999}};
  EXPECT_EQ(code(as(own, "POST", "/v1/complaints", wrong)), "COMPLAINT_USE");
  wrong["about"] = {{"scan", "none"}};
  EXPECT_EQ(code(as(own, "POST", "/v1/complaints", wrong)), "COMPLAINT_USE");
}

TEST_F(ComplaintEndpoints, MalformedRequestsAreRefused) {
  const json good = wish();
  EXPECT_EQ(code(as(own, "POST", "/v1/complaints", good, "")), "IDEMPOTENCY_KEY_MISSING");
  for (const json& patch :
       {json{{"about", 1}}, json{{"about", json::object()}}, json{{"about", {{"access", -1}}}},
        json{{"about", {{"access", 1}, {"scan", "x"}}}}, json{{"kind", "anger"}}, json{{"kind", 1}},
        json{{"text", ""}}, json{{"text", std::string(privacy::max_complaint_text + 1, 'a')}},
        json{{"more", 1}}}) {
    json body = good;
    body.update(patch);
    EXPECT_EQ(code(as(own, "POST", "/v1/complaints", body)), "REQUEST_FIELDS") << patch;
  }
  json longest = good;
  longest["text"] = std::string(privacy::max_complaint_text, 'a');
  const auto made = as(own, "POST", "/v1/complaints", longest, "longest");
  ASSERT_EQ(made.status, 201U) << as_text(made.body);
  const std::string path = "/v1/complaints/" + body_of(made)["id"].get<std::string>() + "/answer";
  for (const json& body : {json{{"state", "open"}, {"text", "a"}}, json{{"state", "upheld"}},
                           json{{"text", "a"}}, json{{"state", "upheld"}, {"text", ""}}})
    EXPECT_EQ(code(by(*auditor, "POST", path, body)), "REQUEST_FIELDS") << body;
  http::Request strange = test::request_of("GET", "/v1/complaints", "", {});
  strange.query = {{"after", "x"}};
  strange.target += "?after=x";
  EXPECT_EQ(code(house.call_as(auditor->key, strange)), "REQUEST_FIELDS");
}

} // namespace
} // namespace elicense
