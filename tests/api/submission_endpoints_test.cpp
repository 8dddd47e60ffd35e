// SPDX-License-Identifier: Apache-2.0
// The endpoints of submissions, without a socket: what a body has to be, who may ask, what is answered.
#include "tests/support/one_license_matter.hpp"
#include "tests/support/reception.hpp"

#include <gmock/gmock.h>

namespace elicense {
namespace {

using namespace access;
using nlohmann::json;
using test::body_of;
using test::business_license;

class SubmissionEndpoints : public ::testing::Test {
 protected:
  SubmissionEndpoints() {
    license = body_of(house.issue(house.types.find(business_license)->example, "license"));
    field = license["data"].begin().key();
    EXPECT_TRUE(house.matters.publish(test::matter_for("m-1", {test::item_for(business_license, field)})));
    const std::string scopes = "license_type:* matter:m-1 matter:m-2";
    system = house.people.with_secret({Role::integrator}, test::own_authority, scopes);
    colleague = house.people.with_secret({Role::integrator}, test::own_authority, scopes);
    stranger = house.people.with_secret({Role::integrator}, test::other_authority, scopes);
    narrow = house.people.with_secret({Role::integrator}, test::own_authority, "license_type:*");
    clerk = house.people.clerk("window-clerk-1");
    holder =
        house.people.login("", {Role::holder}, {license["holder"]["code_type"], license["holder"]["code"]});
    other_holder = house.people.login("", {Role::holder}, {"111", "640104199001010026"});
  }

  http::Response send(http::Request request, const std::optional<test::KnownParty>& party) {
    return house.call_as(party->key, std::move(request));
  }
  http::Response post(const std::string& path, const json& body, const std::optional<test::KnownParty>& by,
                      const std::string& key = "key") {
    const Headers headers = {{"content-type", "application/json"}, {"idempotency-key", key}};
    return send(test::request_of("POST", path, body.dump(), headers), by);
  }
  http::Response get(const std::string& path, const std::optional<test::KnownParty>& by,
                     const std::string& form = {}) {
    auto request = test::request_of("GET", path);
    if (!form.empty()) request.query.emplace("form", form);
    return send(std::move(request), by);
  }
  http::Response as(const std::string& person, const char* method, const std::string& path,
                    const json& body = nullptr) {
    Headers headers = {{"authorization", "Bearer " + person}};
    if (!body.is_null())
      headers.merge(Headers{{"content-type", "application/json"}, {"idempotency-key", "key"}});
    return house.call_unsigned(test::request_of(method, path, body.is_null() ? "" : body.dump(), headers));
  }
  json use_code() {
    const json matter = {{"code", "m-1"}, {"name", "设立登记"}};
    const json shown = body_of(as(holder, "POST", "/v1/show-codes",
                                  {{"licenses", {license["identifier"]}}, {"for_matter", matter}}));
    const json scan = body_of(post("/v1/scans",
                                   {{"code", shown["code"]["url"]},
                                    {"matter", matter},
                                    {"case", "2026-000017"},
                                    {"license_types", {{{"type", business_license}}}},
                                    {"operator", clerk},
                                    {"device", "窗口 3"}},
                                   system));
    return scan["given"][0]["use_code"];
  }
  json wish(const json& code) const {
    return {{"authorization", {code}}, {"matter", "m-1"},   {"item", "01"},
            {"case", "2026-000017"},   {"operator", clerk}, {"device", "窗口 3"}};
  }
  json submitted() {
    const auto answer = post("/v1/submissions", wish(use_code()), system);
    EXPECT_EQ(answer.status, 201U) << as_text(answer.body);
    return body_of(answer);
  }
  static std::string code(const http::Response& response) { return body_of(response).value("code", ""); }

  test::Reception house;
  json license;
  std::string field, clerk, holder, other_holder;
  std::optional<test::KnownParty> system, colleague, stranger, narrow;
};

TEST_F(SubmissionEndpoints, GiveDataCopyAndVerification) {
  const json made = submitted();
  EXPECT_EQ(made["state"], "complete");
  EXPECT_EQ(made["asked_by"]["operator"], "王五");
  const json& material = made["materials"][0];
  EXPECT_EQ(material["data"]["fields"].size(), 1U);
  EXPECT_EQ(material["data"]["fields"][0]["name"], field);
  EXPECT_EQ(material["data"]["fields"][0]["value"], license["data"][field]);
  EXPECT_EQ(material["data"]["source"]["license"], license["identifier"]);
  EXPECT_EQ(material["verification"]["verdict"], "trusted");
  const std::string path = "/v1/submissions/" + made["id"].get<std::string>();
  for (const auto& [form, start] :
       std::map<std::string, std::string>{{"ofd", "PK"}, {"pdf", "%PDF"}, {"png", "\x89PNG"}}) {
    const auto answer = get(path + "/materials/1/document", system, form);
    EXPECT_EQ(answer.status, 200U) << form;
    EXPECT_TRUE(as_text(answer.body).starts_with(start)) << form;
  }
  EXPECT_EQ(code(get(path + "/materials/1/document", system, "svg")), "REQUEST_FIELDS");
  for (const char* const number : {"0", "2", "x"})
    EXPECT_EQ(code(get(path + "/materials/" + number + "/document", system)), "SUBMISSION_NO_COPY") << number;
}

TEST_F(SubmissionEndpoints, TakeNoBodyThatIsNotTheirs) {
  for (const char* const member : {"authorization", "matter", "item", "case", "device"}) {
    json body = wish("a code");
    body.erase(member);
    EXPECT_EQ(code(post("/v1/submissions", body, system)), "REQUEST_FIELDS") << member;
    body[member] = 1;
    EXPECT_EQ(code(post("/v1/submissions", body, system)), "REQUEST_FIELDS") << member;
  }
  for (const json& patch :
       {json{{"materials", json::array()}}, json{{"materials", {1}}}, json{{"more", 1}}}) {
    json body = wish("a code");
    body.update(patch);
    EXPECT_EQ(code(post("/v1/submissions", body, system)), "REQUEST_FIELDS") << patch;
  }
  EXPECT_EQ(code(post("/v1/submissions", wish("a code"), narrow)), "SHOW_MATTER_FORBIDDEN");
  EXPECT_EQ(code(post("/v1/submissions", wish("a code"), system)), "USE_CODE_UNKNOWN");
  const std::string outcome = "/v1/submissions/" + submitted()["id"].get<std::string>() + "/outcome";
  for (const json& body : {json::object(), json{{"outcome", 1}}, json{{"outcome", "accepted"}, {"reason", 1}},
                           json{{"outcome", "accepted"}, {"more", 1}}})
    EXPECT_EQ(code(post(outcome, body, system)), "REQUEST_FIELDS") << body;
  EXPECT_EQ(code(post(outcome, {{"outcome", "unheard-of"}, {"operator", clerk}}, system)),
            "SUBMISSION_OUTCOME");
  EXPECT_EQ(code(post(outcome, {{"outcome", "accepted"}, {"operator", "nobody"}}, system)),
            "SHOW_OPERATOR_UNKNOWN");
}

TEST_F(SubmissionEndpoints, AreForWhoIsInTheCase) {
  const json made = submitted();
  const std::string path = "/v1/submissions/" + made["id"].get<std::string>();
  for (const std::string part : {"", "/materials/1/document"}) {
    EXPECT_EQ(get(path + part, system).status, 200U) << part;
    EXPECT_EQ(as(holder, "GET", path + part).status, 200U) << part;
  }
  for (const std::string part : {"", "/receipt", "/materials/1/document"}) {
    EXPECT_EQ(code(get(path + part, colleague)), "SUBMISSION_NOT_FOUND") << part;
    EXPECT_EQ(code(get(path + part, stranger)), "SUBMISSION_NOT_FOUND") << part;
    EXPECT_EQ(code(as(other_holder, "GET", path + part)), "SUBMISSION_NOT_FOUND") << part;
  }
  EXPECT_EQ(code(get("/v1/submissions/" + std::string(32, '0'), system)), "SUBMISSION_NOT_FOUND");
  EXPECT_EQ(code(as(other_holder, "POST", path + "/withdrawal")), "SUBMISSION_NOT_FOUND");
  EXPECT_EQ(code(post(path + "/withdrawal", json::object(), system)), "ACCESS_DENIED");
  const json outcome = {{"outcome", "accepted"}, {"operator", clerk}};
  EXPECT_EQ(code(post(path + "/outcome", outcome, colleague)), "SUBMISSION_NOT_FOUND");
  EXPECT_EQ(body_of(post(path + "/outcome", outcome, system))["outcome"]["by"]["operator"], "王五");
}

TEST_F(SubmissionEndpoints, ShowHoldersTheirOwn) {
  const json made = submitted();
  const auto own = body_of(as(holder, "GET", "/v1/holders/me/submissions"));
  ASSERT_EQ(own["submissions"].size(), 1U);
  EXPECT_EQ(own["submissions"][0]["number"], made["number"]);
  EXPECT_EQ(own["next_before"], nullptr);
  EXPECT_TRUE(body_of(as(other_holder, "GET", "/v1/holders/me/submissions"))["submissions"].empty());
  const std::string path = "/v1/submissions/" + made["id"].get<std::string>();
  EXPECT_EQ(body_of(as(holder, "POST", path + "/withdrawal"))["state"], "withdrawn");
  EXPECT_EQ(code(get(path + "/materials/1/document", system)), "SUBMISSION_WITHDRAWN");
  auto request =
      test::request_of("GET", "/v1/holders/me/submissions", "", {{"authorization", "Bearer " + holder}});
  request.query.emplace("before", "x");
  EXPECT_EQ(code(house.call_unsigned(request)), "REQUEST_FIELDS");
}

} // namespace
} // namespace elicense
