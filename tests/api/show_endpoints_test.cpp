// SPDX-License-Identifier: Apache-2.0
// The endpoints of showing, without a socket: who may ask what, what a body has to be, what streams tell.
#include "http/event_queue.hpp"
#include "tests/support/one_license_matter.hpp"
#include "tests/support/reception.hpp"

#include <gmock/gmock.h>

namespace elicense {
namespace {

using namespace access;
using nlohmann::json;
using test::body_of;
using test::business_license;
using testing::HasSubstr;
using testing::Not;

class ShowEndpoints : public ::testing::Test {
 protected:
  explicit ShowEndpoints(const LimitSettings& limits = {}) : house(limits) {
    license = body_of(house.issue(house.types.find(business_license)->example, "shown"));
    identifier = license["identifier"];
    house.holders.licenses.push_back(house.licenses.find(identifier).value());
    const std::string scopes = "license_type:* matter:m-1";
    system = house.people.with_secret({Role::integrator}, test::own_authority, scopes);
    colleague = house.people.with_secret({Role::integrator}, test::own_authority, scopes);
    stranger = house.people.with_secret({Role::integrator}, test::other_authority, scopes);
    clerk = house.people.clerk("window-clerk-1", scopes);
    holder =
        house.people.login("", {Role::holder}, {license["holder"]["code_type"], license["holder"]["code"]});
    other_holder = house.people.login("", {Role::holder}, {"111", "640104199001010026"});
  }
  http::Response as(const std::string& token, const char* method, const std::string& path,
                    const json& body = nullptr, const std::string& key = "key") {
    Headers headers = {{"authorization", "Bearer " + token}};
    if (!body.is_null())
      headers.merge(Headers{{"content-type", "application/json"}, {"idempotency-key", key}});
    return house.call_unsigned(test::request_of(method, path, body.is_null() ? "" : body.dump(), headers));
  }
  http::Response by(const test::KnownParty& party, const char* method, const std::string& path,
                    const json& body = nullptr, const std::string& key = "key") {
    Headers headers;
    if (!body.is_null()) headers = {{"content-type", "application/json"}, {"idempotency-key", key}};
    return house.call_as(party.key,
                         test::request_of(method, path, body.is_null() ? "" : body.dump(), headers));
  }
  json show(const json& wish = nullptr) {
    const auto answer =
        as(holder, "POST", "/v1/show-codes", wish.is_null() ? json{{"licenses", {identifier}}} : wish);
    EXPECT_EQ(answer.status, 201U) << as_text(answer.body);
    return body_of(answer);
  }
  json wish(const json& code) const {
    return {{"code", code},          {"matter", {{"code", "m-1"}, {"name", "设立登记"}}},
            {"case", "2026-000017"}, {"license_types", {{{"type", business_license}}}},
            {"operator", clerk},     {"device", "窗口 3"}};
  }
  json scanned(const std::string& key = "scan") {
    const auto answer = by(*system, "POST", "/v1/scans", wish(show()["code"]["url"]), key);
    EXPECT_EQ(answer.status, 201U) << as_text(answer.body);
    return body_of(answer);
  }
  static std::string code(const http::Response& response) { return body_of(response).value("code", ""); }

  test::Reception house;
  json license;
  std::string identifier, clerk, holder, other_holder;
  std::optional<test::KnownParty> system, colleague, stranger;
};

TEST_F(ShowEndpoints, TakeNoBodyThatIsNotTheirs) {
  for (const json& body : {json::array(), json::object(), json{{"licenses", json::array()}},
                           json{{"licenses", {1}}}, json{{"licenses", {identifier}}, {"mine", true}},
                           json{{"mine", false}}, json{{"mine", true}, {"more", 1}},
                           json{{"licenses", {identifier}}, {"for_matter", {{"code", "m-1"}}}},
                           json{{"mine", true}, {"mandate", 1}}})
    EXPECT_EQ(code(as(holder, "POST", "/v1/show-codes", body)), "REQUEST_FIELDS") << body;
  const json good = wish("AAAAAAAAAAAAAAAAAAAAAA");
  for (const char* const member : {"code", "matter", "case", "license_types", "device"}) {
    json body = good;
    body.erase(member);
    EXPECT_EQ(code(by(*system, "POST", "/v1/scans", body)), "REQUEST_FIELDS") << member;
    body[member] = 1;
    EXPECT_EQ(code(by(*system, "POST", "/v1/scans", body)), "REQUEST_FIELDS") << member;
  }
  for (const json& patch :
       {json{{"uses", "1"}}, json{{"uses", -1}}, json{{"document_number", 1}}, json{{"license_types", {1}}},
        json{{"license_types", {{{"type", business_license}, {"fields", 1}}}}},
        json{{"license_types", {{{"type", business_license}, {"more", 1}}}}}, json{{"more", 1}}}) {
    json body = good;
    body.update(patch);
    EXPECT_EQ(code(by(*system, "POST", "/v1/scans", body)), "REQUEST_FIELDS") << patch;
  }
  const std::string scan = "/v1/scans/" + scanned()["id"].get<std::string>();
  for (const json& body :
       {json::object(), json{{"match", "47"}}, json{{"match", 47}, {"licenses", {identifier}}}})
    EXPECT_EQ(code(as(holder, "POST", scan + "/confirmation", body)), "REQUEST_FIELDS") << body;
  for (const char* const member : {"use_code", "matter", "case", "device"}) {
    json body = {{"use_code", "x"}, {"matter", "m-1"}, {"case", "c"}, {"device", "d"}, {"operator", clerk}};
    body.erase(member);
    EXPECT_EQ(code(by(*system, "POST", "/v1/license-uses", body)), "REQUEST_FIELDS") << member;
  }
}

// own, others, other_tenant and absent of every endpoint about a session, scan or mandate.
TEST_F(ShowEndpoints, AreForWhoIsInIt) {
  const json shown = show();
  const std::string session = "/v1/show-sessions/" + shown["session"]["id"].get<std::string>();
  const json scan_json = body_of(by(*system, "POST", "/v1/scans", wish(shown["code"]["url"])));
  const std::string scan = "/v1/scans/" + scan_json["id"].get<std::string>();
  const json confirmation = {{"match", "xx"}, {"licenses", {identifier}}};
  for (const auto& [method, path, body] :
       std::vector<std::tuple<const char*, std::string, json>>{{"GET", session, nullptr},
                                                               {"POST", session + "/codes", nullptr},
                                                               {"GET", session + "/events", nullptr},
                                                               {"POST", session + "/stop", nullptr}}) {
    EXPECT_EQ(code(as(other_holder, method, path, body)), "SHOW_SESSION_NOT_FOUND") << path;
    EXPECT_EQ(by(*system, method, path, body).status, 403U) << path;
    EXPECT_EQ(house.call_unsigned(test::request_of(method, path)).status, 401U) << path;
  }
  for (const auto& [method, path, body] :
       std::vector<std::tuple<const char*, std::string, json>>{{"GET", scan, nullptr},
                                                               {"GET", scan + "/events", nullptr},
                                                               {"POST", scan + "/confirmation", confirmation},
                                                               {"POST", scan + "/refusal", nullptr},
                                                               {"POST", scan + "/stop", nullptr}}) {
    EXPECT_EQ(code(as(other_holder, method, path, body)), "SCAN_NOT_FOUND") << path;
    const bool readable = method == std::string("GET");
    for (const auto* const party : {&*colleague, &*stranger})
      EXPECT_EQ(by(*party, method, path, body).status, readable ? 404U : 403U) << path;
    EXPECT_EQ(by(*system, method, path, body).status, readable ? 200U : 403U) << path;
  }
  EXPECT_EQ(as(holder, "GET", scan).status, 200U);
  EXPECT_EQ(as(holder, "GET", session).status, 200U);
  EXPECT_EQ(code(as(holder, "GET", "/v1/scans/" + std::string(32, '0'))), "SCAN_NOT_FOUND");
  EXPECT_EQ(code(as(holder, "GET", "/v1/show-sessions/" + std::string(32, '0'))), "SHOW_SESSION_NOT_FOUND");
}

TEST_F(ShowEndpoints, OfMandatesAreForItsPersonsAndTheRecordingAuthority) {
  const auto at_counter = house.people.login(clerk, {Role::window_clerk});
  const json person = {{"name", "张三样例"}, {"code_type", "111"}, {"code", "640104199001010026"}},
             ward = {{"name", "李四样例"}, {"code_type", "111"}, {"code", "640104199001010034"}};
  const json body = {{"ward", ward},
                     {"guardian", person},
                     {"proof", "出生医学证明"},
                     {"license_types", {business_license}},
                     {"matters", {{{"code", "m-1"}, {"name", "设立登记"}}}},
                     {"uses", 1},
                     {"until", to_rfc3339(house.now + std::chrono::hours(24))}};
  const auto made = as(at_counter, "POST", "/v1/guardianships", body);
  ASSERT_EQ(made.status, 201U) << as_text(made.body);
  const std::string id = body_of(made)["id"], path = "/v1/mandates/" + id + "/revocation";
  const json place = body_of(made)["status"]["status_list"];
  EXPECT_EQ(place["uri"], "https://test.example/v1/status-lists/0");
  EXPECT_TRUE(place["idx"].is_number_unsigned());
  EXPECT_EQ(body_of(house.call_unsigned(test::request_of("GET", "/v1/mandate-states/" + id)))["state"],
            "valid");
  EXPECT_EQ(code(as(holder, "POST", path)), "MANDATE_NOT_FOUND");
  const auto elsewhere =
      house.people.with_secret({Role::window_clerk}, test::other_authority, "license_type:*");
  EXPECT_EQ(code(by(elsewhere, "POST", path)), "MANDATE_NOT_FOUND");
  EXPECT_EQ(body_of(as(other_holder, "GET", "/v1/mandates"))["received"][0]["id"], id);
  const json revoked = body_of(as(other_holder, "POST", path));
  EXPECT_EQ(revoked["state"], "revoked");
  EXPECT_EQ(revoked["status"]["status_list"], place);
  for (const char* const member :
       {"ward", "guardian", "proof", "license_types", "matters", "uses", "until"}) {
    json less = body;
    less.erase(member);
    EXPECT_EQ(code(as(at_counter, "POST", "/v1/guardianships", less, "less")), "REQUEST_FIELDS") << member;
  }
  for (const json& patch : {json{{"until", "tomorrow"}}, json{{"from", 1}}, json{{"matters", {1}}}}) {
    json wrong = body;
    wrong.update(patch);
    EXPECT_EQ(code(as(at_counter, "POST", "/v1/guardianships", wrong, "wrong")), "REQUEST_FIELDS") << patch;
  }
  EXPECT_EQ(code(as(at_counter, "POST", "/v1/paper-codes", {{"holder", 1}})), "REQUEST_FIELDS");
  EXPECT_EQ(code(as(at_counter, "POST", "/v1/paper-losses", json::object())), "REQUEST_FIELDS");
}

TEST_F(ShowEndpoints, AskOnlyForWhatScopesNameAndByKnownOperators) {
  const json url = show()["code"]["url"];
  json body = wish(url);
  body["matter"]["code"] = "m-2";
  EXPECT_EQ(code(by(*system, "POST", "/v1/scans", body)), "SHOW_MATTER_FORBIDDEN");
  const auto narrow =
      house.people.with_secret({Role::integrator}, test::own_authority, "license_type:x matter:*");
  EXPECT_EQ(code(by(narrow, "POST", "/v1/scans", wish(url))), "SHOW_TYPE_FORBIDDEN");
  for (const std::string& name : {std::string("nobody"), system->party.id, std::string()}) {
    body = wish(url);
    body["operator"] = name;
    EXPECT_EQ(code(by(*system, "POST", "/v1/scans", body)), "SHOW_OPERATOR_UNKNOWN") << name;
  }
  EXPECT_EQ(code(by(*stranger, "POST", "/v1/scans", wish(url))), "SHOW_OPERATOR_UNKNOWN");
  const auto at_counter = house.people.login(clerk, {Role::window_clerk});
  body = wish(url);
  body["operator"] = "another";
  EXPECT_EQ(code(as(at_counter, "POST", "/v1/scans", body)), "SHOW_OPERATOR_UNKNOWN");
  EXPECT_EQ(by(*system, "POST", "/v1/scans", wish(url)).status, 201U);
}

TEST_F(ShowEndpoints, WrongSpokenCodesHaveToWait) {
  unsigned wrong = 0;
  const auto guess = [&] {
    std::string digits = std::to_string(100000000 + wrong++);
    digits += show::check_digit(digits);
    return code(by(*system, "POST", "/v1/scans", wish(digits)));
  };
  for (unsigned i = 0; i < free_failures; ++i)
    EXPECT_EQ(guess(), "SHOW_CODE_UNKNOWN");
  const json good = show()["code"]["spoken"];
  guess();
  EXPECT_EQ(guess(), "SHOW_SPOKEN_LOCKED");
  const auto waiting = by(*system, "POST", "/v1/scans", wish(good));
  EXPECT_EQ(waiting.status, 429U);
  EXPECT_NE(test::header_of(waiting, "Retry-After"), "");
  house.now += longest_wait;
  const auto after = by(*system, "POST", "/v1/scans", wish(show()["code"]["spoken"]));
  EXPECT_EQ(after.status, 201U) << as_text(after.body);
}

TEST_F(ShowEndpoints, GuessingIsASearchThroughPeople) {
  std::map<std::string, int> answers;
  for (int i = 0; i < 60; ++i) {
    house.now += harvest_pause;
    ++answers[code(by(*system, "POST", "/v1/scans",
                      wish(to_base64url(crypto::random_bytes(crypto::system_random, 16)))))];
  }
  EXPECT_EQ(answers["SHOW_CODE_UNKNOWN"], 50);
  EXPECT_EQ(answers["HARVEST_REFUSED"], 10);
}

class UseCodeEndpoints : public ShowEndpoints {
 protected:
  test::KnownParty with_scopes(const std::string& more) {
    return house.people.with_secret({Role::integrator}, test::own_authority,
                                    "license_type:* matter:m-1 " + more);
  }
  json person() const {
    return {{"code_type", license["holder"]["code_type"]}, {"code", license["holder"]["code"]}};
  }
  json by_duty() const {
    json body = wish("");
    body.erase("code");
    body.update({{"way", "duty"}, {"holder", person()}, {"legal_basis", "《行政许可法》第六十一条"}});
    return body;
  }
  http::Response ask(const test::KnownParty& party, const json& body, const std::string& key = "key") {
    return by(party, "POST", "/v1/use-codes", body, key);
  }
  test::KnownParty power = with_scopes("legal_basis:m-1 duty_quota:m-1=60");
};

TEST_F(UseCodeEndpoints, TakeNoBodyThatIsNotTheirs) {
  for (const char* const member :
       {"way", "holder", "legal_basis", "matter", "case", "license_types", "device"}) {
    json body = by_duty();
    body.erase(member);
    EXPECT_EQ(code(ask(power, body)), "REQUEST_FIELDS") << member;
    body[member] = 1;
    EXPECT_EQ(code(ask(power, body)), "REQUEST_FIELDS") << member;
  }
  const json agent{{"code_type", "111"}, {"code", "640104199001010034"}};
  for (const json& patch : {json{{"way", "holder"}}, json{{"way", "other"}}, json{{"mandate", "x"}},
                            json{{"agent", agent}}, json{{"holder", {{"code_type", "xyz"}, {"code", "1"}}}},
                            json{{"way", "entrust"}}, json{{"uses", "1"}}, json{{"more", 1}}}) {
    json body = by_duty();
    body.update(patch);
    EXPECT_EQ(code(ask(power, body)), "REQUEST_FIELDS") << patch;
  }
  json by_mandate = by_duty();
  by_mandate.erase("legal_basis");
  by_mandate.update({{"way", "entrust"}, {"mandate", "x"}, {"agent", 1}});
  EXPECT_EQ(code(ask(power, by_mandate)), "REQUEST_FIELDS");
  by_mandate["agent"] = agent;
  EXPECT_EQ(code(ask(power, by_mandate)), "MANDATE_NOT_FOUND");
}

TEST_F(UseCodeEndpoints, ForAnItemAreOfItsUseListAlone) {
  json body = by_duty();
  body["item"] = 1;
  EXPECT_EQ(code(ask(power, body)), "REQUEST_FIELDS");
  body["item"] = "01";
  EXPECT_EQ(code(ask(power, body)), "MATTER_UNKNOWN");
  ASSERT_TRUE(house.matters.publish(test::matter_for(
      "m-1", {test::item_for(business_license, "名称"), test::item_for("other-type", "名称", "02")})));
  body["item"] = "03";
  EXPECT_EQ(code(ask(power, body)), "MATTER_ITEM_UNKNOWN");
  body["item"] = "02";
  EXPECT_EQ(code(ask(power, body)), "SHOW_TYPE_NOT_LISTED");
  EXPECT_TRUE(house.accesses.all().empty());
  body["item"] = "01";
  const auto made = ask(power, body);
  ASSERT_EQ(made.status, 201U) << as_text(made.body);
  EXPECT_EQ(body_of(made)["item"], (json{{"code", "01"}, {"name", "变更"}}));
  EXPECT_EQ(body_of(by(power, "GET", "/v1/scans/" + body_of(made)["id"].get<std::string>()))["item"]["code"],
            "01");
  body.erase("item");
  EXPECT_EQ(code(ask(power, body)), "IDEMPOTENCY_MISMATCH");
  EXPECT_TRUE(body_of(ask(power, body, "another"))["item"].is_null());
}

TEST_F(UseCodeEndpoints, ByDutyNeedBasisAndQuotaBeforeAnythingIsLookedUp) {
  EXPECT_EQ(code(ask(*system, by_duty())), "DUTY_NO_BASIS");
  const auto no_quota = with_scopes("legal_basis:m-1 duty_quota:m-2=5");
  json of_nobody = by_duty();
  of_nobody["holder"]["code"] = "nobody";
  for (const json& body : {by_duty(), of_nobody}) // the same of everybody
    EXPECT_EQ(code(ask(no_quota, body)), "DUTY_NO_QUOTA");
  json body = by_duty();
  body["matter"]["code"] = "m-2";
  EXPECT_EQ(code(ask(power, body)), "SHOW_MATTER_FORBIDDEN");
  body = by_duty();
  body["operator"] = "nobody";
  EXPECT_EQ(code(ask(power, body)), "SHOW_OPERATOR_UNKNOWN");
  body = by_duty();
  body["matter"]["name"] = "测试";
  EXPECT_EQ(code(ask(power, body)), "SHOW_PURPOSE_FILLER");
  EXPECT_TRUE(house.accesses.all().empty());
  EXPECT_EQ(as(holder, "POST", "/v1/use-codes", by_duty()).status, 403U);
}

TEST_F(UseCodeEndpoints, ByDutyAreGivenTheHolderIsToldAndTheQuotaIsSeen) {
  const auto answer = ask(power, by_duty());
  ASSERT_EQ(answer.status, 201U) << as_text(answer.body);
  const json scan = body_of(answer);
  EXPECT_EQ(test::header_of(answer, "Location"), "/v1/scans/" + scan["id"].get<std::string>());
  EXPECT_EQ(scan["state"], "given");
  EXPECT_EQ(scan["way"], "duty");
  EXPECT_TRUE(scan["match"].is_null());
  EXPECT_EQ(scan["given"][0]["license"], identifier);
  const json use = {{"use_code", scan["given"][0]["use_code"]},
                    {"matter", "m-1"},
                    {"case", "2026-000017"},
                    {"operator", clerk},
                    {"device", "窗口 3"}};
  EXPECT_EQ(by(power, "POST", "/v1/license-uses", use, "use").status, 200U);
  const json seen = body_of(as(holder, "GET", "/v1/holders/me/scans"))["scans"][0];
  EXPECT_EQ(seen["legal_basis"], "《行政许可法》第六十一条");
  EXPECT_FALSE(seen["given"][0].contains("use_code"));
  const auto read = house.accesses.all();
  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(read[1].reader.way, "duty");
  EXPECT_EQ(code(as(holder, "POST", "/v1/scans/" + scan["id"].get<std::string>() + "/stop")),
            "DUTY_NOT_STOPPED");
  const json quotas = body_of(by(power, "GET", "/v1/duty-quotas"));
  EXPECT_EQ(quotas["quotas"], json::parse(R"([{"matter": "m-1", "quota": 60, "used": 1}])"));
  EXPECT_TRUE(body_of(by(*system, "GET", "/v1/duty-quotas"))["quotas"].empty());
}

TEST_F(UseCodeEndpoints, ByDutyTheQuotaEnds) {
  const auto once = with_scopes("legal_basis:m-1 duty_quota:m-1=1");
  EXPECT_EQ(ask(once, by_duty()).status, 201U);
  EXPECT_EQ(ask(once, by_duty()).status, 201U); // the same request again
  const auto refused = ask(once, by_duty(), "another");
  EXPECT_EQ(refused.status, 429U);
  EXPECT_EQ(code(refused), "DUTY_QUOTA_USED_UP");
  EXPECT_GT(std::stoi(test::header_of(refused, "Retry-After")), 1);
}

TEST_F(UseCodeEndpoints, LookingForManyPeopleIsSlowed) {
  json body = by_duty();
  for (int i = 0; i < 20; ++i) {
    body["holder"]["code"] = "nobody-" + std::to_string(i);
    const auto answer = ask(power, body, std::to_string(i));
    ASSERT_EQ(answer.status, 201U) << as_text(answer.body);
    EXPECT_TRUE(body_of(answer)["given"].empty());
  }
  EXPECT_EQ(code(ask(power, body, "20")), "HARVEST_SLOWED");
}

TEST_F(ShowEndpoints, StreamsTellUntilItIsOver) {
  const json scan = scanned();
  const std::string path = "/v1/scans/" + scan["id"].get<std::string>();
  auto stream = by(*system, "GET", path + "/events");
  ASSERT_TRUE(stream.events);
  EXPECT_THAT(stream.events->take().value(), HasSubstr("\"waiting\""));
  EXPECT_EQ(stream.events->take().value_or("closed"), "");
  const auto given =
      as(holder, "POST", path + "/confirmation", {{"match", scan["match"]}, {"licenses", {identifier}}});
  ASSERT_EQ(given.status, 200U) << as_text(given.body);
  EXPECT_THAT(std::string(as_text(given.body)), Not(HasSubstr("use_code")));
  EXPECT_THAT(stream.events->take().value(), HasSubstr("\"use_code\""));
  EXPECT_FALSE(stream.events->take()) << "closed";
  EXPECT_EQ(code(house.call_as(system->key,
                               test::request_of("GET", path + "/events", "", {{"last-event-id", "x"}}))),
            "REQUEST_FIELDS");
}

TEST_F(ShowEndpoints, AScanThatNobodyAnswersExpiresInTheStream) {
  const json scan = scanned();
  auto stream = by(*system, "GET", "/v1/scans/" + scan["id"].get<std::string>() + "/events");
  stream.events->take();
  house.now += show::scan_answer_time;
  house.context().show.watchers().tell_due(house.now);
  EXPECT_THAT(stream.events->take().value(), HasSubstr("\"expired\""));
  EXPECT_FALSE(stream.events->take());
}

TEST_F(ShowEndpoints, PicturesAreDrawnFromTheReferenceAlone) {
  const std::string reference = show()["code"]["reference"], path = "/v1/show-codes/";
  EXPECT_EQ(as(holder, "GET", path + reference + "/image.svg").content_type, "image/svg+xml");
  EXPECT_EQ(as(holder, "GET", path + reference + "/image.png").content_type, "image/png");
  EXPECT_EQ(as(holder, "GET", path + std::string(22, 'A') + "/image.png").status, 200U);
  EXPECT_EQ(code(as(holder, "GET", path + "short/image.png")), "SHOW_CODE_UNKNOWN");
}

TEST_F(ShowEndpoints, AnAnswerShowsTheOpenSessionAndItsScans) {
  const json shown = show();
  const std::string path = "/v1/show-sessions/" + shown["session"]["id"].get<std::string>();
  EXPECT_EQ(body_of(as(holder, "GET", path))["scans"].size(), 0U);
  by(*system, "POST", "/v1/scans", wish(shown["code"]["url"]));
  const json now = body_of(as(holder, "GET", path));
  ASSERT_EQ(now["scans"].size(), 1U);
  EXPECT_EQ(now["scans"][0]["asked_by"]["operator"], "王五");
  EXPECT_EQ(now["scans"][0]["requested"][0]["license"], identifier);
  EXPECT_EQ(body_of(as(holder, "GET", "/v1/holders/me/scans"))["scans"][0], now["scans"][0]);
  auto request = test::request_of("GET", "/v1/holders/me/scans", "", {{"authorization", "Bearer " + holder}});
  request.query = {{"before", "0"}};
  EXPECT_EQ(code(house.call_unsigned(request)), "REQUEST_FIELDS");
}

class MatterLimit : public ShowEndpoints {
 protected:
  MatterLimit() : ShowEndpoints({.matter_per_minute = 2}) {}
};

TEST_F(MatterLimit, CountsTheScansOfAllClientsOfAnAuthority) {
  scanned("first");
  EXPECT_EQ(by(*colleague, "POST", "/v1/scans", wish(show()["code"]["url"]), "second").status, 201U);
  const auto refused = by(*system, "POST", "/v1/scans", wish(show()["code"]["url"]), "third");
  EXPECT_EQ(refused.status, 429U);
  EXPECT_EQ(code(refused), "LIMIT_REACHED");
  EXPECT_EQ(
      std::ranges::count_if(refused.headers, [](const auto& field) { return field.first == "RateLimit"; }), 2)
      << "of the client and of the matter";
}

} // namespace
} // namespace elicense
