// SPDX-License-Identifier: Apache-2.0
// license-app/v1 without a socket: the shapes of the reference, and that nothing is given that /v1 would not
// give.
#include "access/session.hpp"
#include "http/target.hpp"
#include "tests/support/contract.hpp"
#include "tests/support/one_license_matter.hpp"
#include "tests/support/reception.hpp"

#include <gmock/gmock.h>

namespace elicense {
namespace {

using namespace access;
using nlohmann::json;
using test::body_of;
using test::business_license;

const std::string base = "/license-app/v1";

class LicenseApp : public ::testing::Test {
 protected:
  LicenseApp() {
    license = body_of(house.issue(house.types.find(business_license)->example, "license"));
    house.holders.licenses = {house.licenses.find(license["identifier"].get<std::string>()).value()};
    field = license["data"].begin().key();
    EXPECT_TRUE(house.matters.publish(test::matter_for("m-1", {test::item_for(business_license, field)})));
    EXPECT_TRUE(house.matters.publish(test::matter_for(
        "m-2", {test::item_for(business_license, field), test::item_for(business_license, field, "02")})));
    const std::string narrower = "license_type:* matter:m-1 matter:m-2",
                      scopes = narrower + " legal_basis:m-1 duty_quota:m-1=2";
    system = house.people.with_secret({Role::integrator, Role::issuer_clerk}, test::own_authority, scopes);
    colleague = house.people.with_secret({Role::integrator}, test::own_authority, narrower);
    narrow = house.people.with_secret({Role::integrator}, test::own_authority, "license_type:*");
    clerk = house.people.clerk("window-clerk-1");
    holder =
        house.people.login("", {Role::holder}, {license["holder"]["code_type"], license["holder"]["code"]});
    agent = house.people.login("", {Role::holder}, {"111", "640104199001010026"});
  }

  static std::string secret_of(const test::KnownParty& party) {
    return to_base64(std::get<crypto::SecretBytes>(party.key.key).view());
  }
  json call(const std::string& method, const std::string& target, const json& body = nullptr,
            access::Headers headers = {}) {
    const auto read = http::read_target(target).value();
    if (!body.is_null()) headers["content-type"] = "application/json";
    auto request = test::request_of(method, read.path, body.is_null() ? "" : body.dump(), headers);
    request.target = target;
    request.query = read.query;
    const auto answer = house.call_unsigned(request);
    EXPECT_EQ(answer.status, 200U) << as_text(answer.body);
    return body_of(answer);
  }
  json login(const test::KnownParty& party, const std::string& account) {
    return call("POST", base + "/security/login",
                {{"app_key", party.key.key_id}, {"app_secret", secret_of(party)}, {"account", account}});
  }
  std::string token(const std::optional<test::KnownParty>& party) {
    return login(*party, clerk)["access_token"];
  }
  json get(const std::string& path, const std::string& code, const std::string& token) {
    return call("GET", base + "/license/" + path, nullptr,
                {{"authorization", "Bearer " + token}, {"elicense-auth-code", code}});
  }
  json ask(const std::string& what, const std::string& credential, const std::string& token,
           const std::string& service_item = "m-1") {
    return call("POST", base + "/license/" + what,
                {{"service_item_code", service_item},
                 {"service_item_name", "设立登记"},
                 {"biz_num", "2026-000017"},
                 {"credential", credential}},
                {{"authorization", "Bearer " + token}});
  }
  json as(const std::string& person, const std::string& path, const json& body) {
    const Headers headers = {{"authorization", "Bearer " + person},
                             {"content-type", "application/json"},
                             {"idempotency-key", to_hex(crypto::sm3(as_bytes(body.dump())))}};
    return body_of(house.call_unsigned(test::request_of("POST", path, body.dump(), headers)));
  }
  std::string shown(const std::string& matter = "m-1") {
    return as(holder, "/v1/show-codes",
              {{"licenses", {license["identifier"]}},
               {"for_matter", {{"code", matter}, {"name", "设立登记"}}}})["code"]["url"];
  }
  json shown_slowly() { return as(holder, "/v1/show-codes", {{"licenses", {license["identifier"]}}}); }
  std::string entrusted() {
    const json mandate =
        as(holder, "/v1/mandates",
           {{"principal_name", license["holder"]["name"]},
            {"agent", {{"name", "李四"}, {"code_type", "111"}, {"code", "640104199001010026"}}},
            {"license_types", {business_license}},
            {"matters", {{{"code", "m-1"}, {"name", "设立登记"}}}},
            {"uses", 5},
            {"until", "2026-06-20T12:00:00Z"}});
    EXPECT_TRUE(mandate.contains("id")) << mandate;
    return as(agent, "/v1/show-codes",
              {{"licenses", {license["identifier"]}},
               {"mandate", mandate["id"]},
               {"for_matter", {{"code", "m-1"}, {"name", "设立登记"}}}})["code"]["url"];
  }
  std::string auth_code(const std::string& token) { return ask("holder", shown(), token)["auth_codes"][0]; }
  static std::string code(const json& answer) {
    if (answer["ack_code"] == "SUCCESS") return "";
    const json& error = answer["errors"][0];
    EXPECT_NE(error["message"], "") << answer;
    EXPECT_NE(error["next_step"], "") << answer;
    EXPECT_TRUE(answer["data"].is_null());
    return error["code"];
  }

  test::Reception house;
  json license;
  std::string field, clerk, holder, agent;
  std::optional<test::KnownParty> system, colleague, narrow;
};

TEST_F(LicenseApp, EveryCallHasTheShapeOfTheReference) {
  const json contract = test::contract("license_app");
  test::Names names = {{"key", system->key.key_id}, {"secret", secret_of(*system)},
                       {"operator", clerk},         {"authority", std::string(test::own_authority)},
                       {"service_item", "m-1"},     {"matter_name", "设立登记"},
                       {"case", "2026-000017"},     {"holder_code", license["holder"]["code"]},
                       {"credential", shown()},     {"entrusted", entrusted()}};
  for (const json& each : contract["calls"]) {
    SCOPED_TRACE(each["name"]);
    const json body = each.contains("request") ? test::filled(each["request"], names) : json(nullptr);
    const json answer =
        call(each["method"], base + test::filled(each["path"].get<std::string>(), names), body);
    ASSERT_EQ(code(answer), "") << answer;
    EXPECT_EQ(test::misfit(answer, contract["envelope"]), "") << answer;
    EXPECT_EQ(test::misfit(answer, each["answer"]), "") << answer;
    const json kept = each.value("keep", json::object());
    for (const auto& [name, pointer] : kept.items())
      names[name] = answer.at(json::json_pointer(pointer.get<std::string>()));
  }
}

TEST_F(LicenseApp, GivesWhatWasAgreedToAndIsNeeded) {
  const std::string access = token(system), granted = auth_code(access);
  const json data = get("get_license", granted, access)["data"];
  EXPECT_EQ(data["license_code"], license["identifier"]);
  EXPECT_EQ(json::parse(data["data_fields"].get<std::string>()), json({{field, license["data"][field]}}));
  for (const auto& [form, start] :
       std::map<std::string, std::string>{{"", "PK"}, {"?form=pdf", "%PDF"}, {"?form=png", "\x89PNG"}}) {
    const json file = get("archive" + form, granted, access)["data"];
    const Bytes content = from_base64(file["file_data"].get<std::string>()).value();
    EXPECT_TRUE(as_text(content).starts_with(start)) << form;
  }
  EXPECT_EQ(code(get("archive?form=svg", granted, access)), "REQUEST_FIELDS");
}

TEST_F(LicenseApp, AnAuthCodeIsOneUse) {
  const std::string access = token(system), granted = auth_code(access);
  for (const char* const path : {"get_license", "token", "archive", "get_license"})
    EXPECT_EQ(code(get(path, granted, access)), "") << path;
  const json scans = body_of(house.call_unsigned(
      test::request_of("GET", "/v1/holders/me/scans", "", {{"authorization", "Bearer " + holder}})));
  EXPECT_EQ(scans["scans"][0]["given"][0]["used"], 1);
  house.now += show::use_code_life;
  EXPECT_EQ(code(get("get_license", granted, token(system))), "USE_CODE_ENDED");
}

TEST_F(LicenseApp, AnAuthCodeIsForWhomItWasMade) {
  const std::string access = token(system), granted = auth_code(access);
  EXPECT_EQ(code(get("get_license", granted, token(colleague))), "USE_CODE_UNKNOWN");
  const std::string another = login(*system, house.people.clerk("window-clerk-2"))["access_token"];
  EXPECT_EQ(code(get("get_license", granted, another)), "USE_CODE_BINDING");
  EXPECT_EQ(code(get("get_license", granted, login(*system, "")["access_token"])), "SHOW_OPERATOR_UNKNOWN");
  EXPECT_EQ(code(get("get_license", granted, access)), "");
}

TEST_F(LicenseApp, NobodyIsTakenWithoutProof) {
  const json wrong = call("POST", base + "/security/login",
                          {{"app_key", system->key.key_id}, {"app_secret", secret_of(*colleague)}});
  EXPECT_EQ(code(wrong), "AUTHENTICATION_FAILED");
  for (const char* const member : {"app_key", "app_secret"}) {
    json body = {{"app_key", "k"}, {"app_secret", "s"}};
    body.erase(member);
    EXPECT_EQ(code(call("POST", base + "/security/login", body)), "FACADE_FIELDS") << member;
  }
  EXPECT_EQ(code(call("POST", base + "/security/login",
                      {{"app_key", "k"}, {"app_secret", "s"}, {"account", "a b"}})),
            "FACADE_FIELDS");
  EXPECT_EQ(code(call("GET", base + "/service_item/list")), "AUTHENTICATION_NEEDED");
  const std::string access = token(system);
  EXPECT_EQ(code(call("GET", base + "/security/logout", nullptr, {{"authorization", "Bearer " + access}})),
            "");
  EXPECT_EQ(code(get("token", "x", access)), "TOKEN_REFUSED");
}

TEST_F(LicenseApp, ItsTokenOpensNothingElse) {
  const std::string access = token(system);
  const auto elsewhere = [&](const std::string& text) {
    return body_of(house.call_unsigned(
        test::request_of("GET", "/v1/licenses/" + license["identifier"].get<std::string>(), "",
                         {{"authorization", "Bearer " + text}})))["code"];
  };
  EXPECT_EQ(elsewhere(access), "AUTHORIZATION_MALFORMED");
  EXPECT_EQ(elsewhere(access.substr(0, access.find('.'))), "TOKEN_REFUSED");
  const auto made = new_token(
      access::caller_of(house.people.register_.find_key(system->key.key_id).value(), Scheme::signature),
      {Role::integrator}, house.now, crypto::system_random);
  house.people.register_.keep_session(made.session).value();
  EXPECT_EQ(code(get("token", "x", made.text)), "TOKEN_REFUSED") << "a token of /v1 is bound to its key";
}

TEST_F(LicenseApp, TakesSecretsFromAddressesOnlyWhereTheSettingsSaySo) {
  const std::string access = token(system), granted = auth_code(access);
  house.set_facades({.license_app = true, .public_url = {}});
  EXPECT_EQ(code(call("GET", base + "/service_item/list?access_token=" + access)), "FACADE_SECRET_IN_QUERY");
  EXPECT_EQ(code(call("GET", base + "/license/get_license?auth_code=" + granted, nullptr,
                      {{"authorization", "Bearer " + access}})),
            "FACADE_SECRET_IN_QUERY");
  EXPECT_EQ(code(get("get_license", granted, access)), "");
}

TEST_F(LicenseApp, IsNotThereWhenSwitchedOff) {
  house.set_facades({});
  for (const http::Route& route : house.routes())
    EXPECT_FALSE(route.pattern.starts_with(base)) << route.pattern;
}

TEST_F(LicenseApp, WaitsForTheHolder) {
  const std::string access = token(system);
  const json slow = shown_slowly();
  const json waiting = ask("holder", slow["code"]["url"], access);
  EXPECT_EQ(code(waiting), "FACADE_WAITING");
  const json scans = body_of(house.call_unsigned(
      test::request_of("GET", "/v1/holders/me/scans", "", {{"authorization", "Bearer " + holder}})));
  EXPECT_EQ(waiting["errors"][0]["detail"], scans["scans"][0]["match"]) << "the digits of both screens";
  as(holder, "/v1/scans/" + scans["scans"][0]["id"].get<std::string>() + "/confirmation",
     {{"match", scans["scans"][0]["match"]}, {"licenses", {license["identifier"]}}});
  const json given = ask("holder", slow["code"]["url"], access);
  ASSERT_EQ(code(given), "") << given;
  EXPECT_EQ(code(get("get_license", given["auth_codes"][0], access)), "");
}

TEST_F(LicenseApp, TellsThatTheHolderGaveNothing) {
  const std::string access = token(system), url = shown_slowly()["code"]["url"];
  EXPECT_EQ(code(ask("holder", url, access)), "FACADE_WAITING");
  house.now += show::scan_answer_time;
  const json late = ask("holder", url, access);
  EXPECT_EQ(code(late), "FACADE_NOT_GIVEN");
  EXPECT_EQ(late["errors"][0]["detail"], "expired");
}

TEST_F(LicenseApp, EntrustIsForAgents) {
  const std::string access = token(system);
  EXPECT_EQ(code(ask("entrust", shown(), access)), "FACADE_NOT_ENTRUSTED");
  const json given = ask("entrust", entrusted(), access);
  EXPECT_EQ(code(given), "");
  EXPECT_EQ(code(get("get_license", given["auth_codes"][0], access)), "");
}

TEST_F(LicenseApp, AuthTakesPowerAndQuota) {
  const auto by_power = [&](const std::string& number, const std::string& access) {
    return call("POST", base + "/license/auth",
                {{"identity_number", number},
                 {"service_item_code", "m-1"},
                 {"service_item_name", "设立登记"},
                 {"request_id", "2026-000018"}},
                {{"authorization", "Bearer " + access}});
  };
  const std::string access = token(system), number = license["holder"]["code"];
  EXPECT_EQ(code(by_power(number, token(colleague))), "DUTY_NO_BASIS");
  const json given = by_power(number, access);
  ASSERT_EQ(given["total_count"], 1) << given;
  EXPECT_EQ(code(get("get_license", given["auth_codes"][0], access)), "");
  EXPECT_EQ(by_power(number, access), given) << "asked again it is the same";
  const json none = by_power("640104199001010026", access);
  EXPECT_EQ(code(none), "");
  EXPECT_EQ(none["total_count"], 0);
  EXPECT_EQ(code(by_power("640104199001010034", access)), "DUTY_QUOTA_USED_UP");
  EXPECT_EQ(code(by_power("", access)), "FACADE_FIELDS");
}

TEST_F(LicenseApp, KeepsToScopesAndItems) {
  const std::string access = token(system);
  EXPECT_EQ(code(ask("holder", shown(), token(narrow))), "SHOW_MATTER_FORBIDDEN");
  EXPECT_EQ(code(ask("holder", shown(), access, "m-9")), "MATTER_UNKNOWN");
  const json several = ask("holder", shown("m-2"), access, "m-2");
  EXPECT_EQ(code(several), "MATTER_ITEM_UNKNOWN");
  EXPECT_EQ(several["errors"][0]["detail"], "m-2:01, m-2:02");
  EXPECT_EQ(code(ask("holder", shown("m-2"), access, "m-2:03")), "MATTER_ITEM_UNKNOWN");
  EXPECT_EQ(code(ask("holder", shown("m-2"), access, "m-2:02")), "");
  EXPECT_EQ(code(ask("holder", "", access)), "FACADE_FIELDS");
  EXPECT_EQ(code(ask("holder", "nothing", access)), "SHOW_CODE_MALFORMED");
  EXPECT_EQ(code(get("token", "no code", access)), "FACADE_AUTH_CODE");
}

TEST_F(LicenseApp, IsBrakedAsV1Is) {
  const std::string access = token(system), granted = auth_code(access);
  std::string refusal;
  for (int n = 0; n < 25 && refusal != "HARVEST_SLOWED"; ++n)
    refusal = code(get("get_license", std::to_string(n) + granted, access));
  EXPECT_EQ(refusal, "HARVEST_SLOWED");
}

} // namespace
} // namespace elicense
