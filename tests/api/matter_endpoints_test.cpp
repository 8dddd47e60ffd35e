// SPDX-License-Identifier: Apache-2.0
// Matters and preflights without a socket.
#include "tests/submission/matters.hpp"
#include "tests/support/reception.hpp"
#include <gmock/gmock.h>

namespace elicense {
namespace {

using access::Role;
using nlohmann::json;
using test::body_of;
using test::matter_code;
using Query = std::multimap<std::string, std::string, std::less<>>;

const std::string matter_path = std::string("/v1/matters/") + matter_code;

class MatterEndpoints : public testing::Test {
 protected:
  http::Response as(const test::KnownParty& party, const std::string& method, const std::string& path,
                    const json& body = nullptr, const Query& query = {}, access::Headers headers = {}) const {
    const std::string text = body.is_null() ? "" : body.dump();
    if (!text.empty()) headers["content-type"] = "application/json";
    http::Request request = test::request_of(method, path, text, std::move(headers));
    request.query = query;
    return house.call_as(party.key, std::move(request));
  }
  json file(const std::string& name = "示例事项") const {
    json object = test::matter_object();
    object["name"] = name;
    return {{"matters", {object}}};
  }
  std::string propose(const json& wanted) const {
    const auto answer = as(clerk, "POST", "/v1/matters", wanted);
    EXPECT_EQ(answer.status, 202U) << as_text(answer.body);
    return "/v1/matter-proposals/" + body_of(answer)["matter_proposals"][0]["number"].dump();
  }
  void publish(const json& wanted) const {
    const auto answer = as(approver, "POST", propose(wanted) + "/approve");
    ASSERT_EQ(answer.status, 200U) << as_text(answer.body);
  }
  static std::string code(const http::Response& response) { return body_of(response)["code"]; }

  http::Response ask(const test::KnownParty& party, const license::Holder& about,
                     json facts = json::object()) const {
    return as(party, "POST", matter_path + "/preflight",
              {{"item", "01"},
               {"applicant", {{"code_type", about.code_type}, {"code", about.code}}},
               {"facts", std::move(facts)}});
  }
  http::Response ask_as_holder(const license::Holder& holder, const json& body) const {
    http::Request request = test::request_of("POST", matter_path + "/preflight", body.dump(),
                                             {{"content-type", "application/json"}});
    request.headers["authorization"] =
        "Bearer " + house.people.login("", {Role::holder}, {holder.code_type, holder.code});
    return house.call_unsigned(std::move(request));
  }
  static std::vector<std::string> exemptions(const http::Response& response) {
    std::vector<std::string> words;
    const json body = body_of(response);
    for (const json& material : body["materials"])
      words.push_back(material["exemption"]);
    return words;
  }

  test::Reception house;
  test::KnownParty clerk = house.people.with_secret({Role::issuer_clerk});
  test::KnownParty approver = house.people.with_secret({Role::issuer_approver});
  test::KnownParty both = house.people.with_secret({Role::issuer_clerk, Role::issuer_approver});
  test::KnownParty system =
      house.people.with_secret({Role::integrator}, test::own_authority, "license_type:* matter:*");
  test::KnownParty by_law =
      house.people.with_secret({Role::integrator}, test::own_authority,
                               std::string("license_type:* matter:* legal_basis:") + matter_code);
  license::License card = test::card();
  const license::Holder nobody{"", "111", "640104198808080012"};
};

TEST_F(MatterEndpoints, EverybodyReadsMatters) {
  const auto all = house.call_unsigned(test::request_of("GET", "/v1/matters"));
  ASSERT_EQ(all.status, 200U);
  ASSERT_GE(body_of(all)["matters"].size(), 60U);
  const std::string some = body_of(all)["matters"][0]["code"];
  const auto one = house.call_unsigned(test::request_of("GET", "/v1/matters/" + some));
  ASSERT_EQ(one.status, 200U);
  EXPECT_FALSE(body_of(one)["items"].empty());
  EXPECT_EQ(body_of(one)["withdrawn"], false);
  EXPECT_EQ(code(house.call_unsigned(test::request_of("GET", "/v1/matters/unknown"))), "MATTER_UNKNOWN");
  EXPECT_EQ(code(house.call_unsigned(test::request_of("GET", "/v1/matters/unknown/versions"))),
            "MATTER_UNKNOWN");
  http::Request filtered = test::request_of("GET", "/v1/matters");
  filtered.query = {{"authority", "nobody"}};
  EXPECT_TRUE(body_of(house.call_unsigned(std::move(filtered)))["matters"].empty());
}

TEST_F(MatterEndpoints, PublishWithASecondPerson) {
  const std::string proposal = propose(file());
  EXPECT_EQ(house.call("GET", matter_path).status, 404U);
  EXPECT_EQ(as(clerk, "POST", proposal + "/approve").status, 403U);
  const auto shown = body_of(as(approver, "GET", proposal));
  EXPECT_EQ(shown["matter"], matter_code);
  EXPECT_EQ(shown["examination"]["refused"], false);
  const auto approved = as(approver, "POST", proposal + "/approve");
  ASSERT_EQ(approved.status, 200U) << as_text(approved.body);
  EXPECT_EQ(body_of(approved)["decided_by"], approver.party.id);
  EXPECT_EQ(body_of(house.call("GET", matter_path))["version"], 1);
  EXPECT_EQ(code(as(approver, "POST", proposal + "/approve")), "MATTER_PROPOSAL_DECIDED");
  EXPECT_EQ(code(as(approver, "POST", "/v1/matter-proposals/99/approve")), "MATTER_PROPOSAL_NOT_FOUND");
  EXPECT_EQ(house.matter_changes.leaves.size(), 2U);
  EXPECT_EQ(house.matter_changes.leaves[1].kind, ledger::EntryKind::matters_published);
}

TEST_F(MatterEndpoints, WhoHasBothRolesStillNeedsAnother) {
  const auto answer = as(both, "POST", "/v1/matters", file());
  const std::string proposal =
      "/v1/matter-proposals/" + body_of(answer)["matter_proposals"][0]["number"].dump();
  EXPECT_EQ(code(as(both, "POST", proposal + "/approve")), "MATTER_PROPOSAL_OWN");
  EXPECT_EQ(code(as(both, "POST", proposal + "/refuse", {{"reason", "x"}})), "MATTER_PROPOSAL_OWN");
  EXPECT_EQ(code(as(approver, "POST", proposal + "/refuse", {{"reason", ""}})), "MATTER_REASON");
  const auto refused = as(approver, "POST", proposal + "/refuse", {{"reason", "没有依据"}});
  EXPECT_EQ(body_of(refused)["status"], "refused");
  EXPECT_EQ(
      body_of(as(clerk, "GET", "/v1/matter-proposals", nullptr, {{"status", "refused"}}))["matter_proposals"]
          .size(),
      1U);
}

TEST_F(MatterEndpoints, KeepVersionsAndWithdraw) {
  publish(file("第一版"));
  publish(file("第二版"));
  const auto at = [&](const char* version) {
    return body_of(house.call("GET", matter_path, {}, {}, {{"version", version}}));
  };
  EXPECT_EQ(at("1")["name"], "第一版");
  EXPECT_EQ(at("2")["name"], "第二版");
  EXPECT_EQ(at("3")["code"], "MATTER_UNKNOWN");
  EXPECT_EQ(at("x")["code"], "REQUEST_FIELDS");
  EXPECT_EQ(code(as(clerk, "POST", "/v1/matters", file("第二版"))), "MATTER_UNCHANGED");
  const auto withdrawal = as(clerk, "POST", matter_path + "/withdrawals", {{"reason", "取消"}});
  ASSERT_EQ(withdrawal.status, 202U);
  const std::string proposal = "/v1/matter-proposals/" + body_of(withdrawal)["number"].dump();
  EXPECT_EQ(as(approver, "POST", proposal + "/approve").status, 200U);
  EXPECT_EQ(code(house.call("GET", matter_path)), "MATTER_UNKNOWN");
  EXPECT_EQ(at("2")["withdrawn"], true);
  EXPECT_EQ(body_of(house.call("GET", matter_path + "/versions"))["versions"].size(), 2U);
  EXPECT_EQ(code(as(clerk, "POST", matter_path + "/withdrawals", {{"reason", "x"}})), "MATTER_UNKNOWN");
}

TEST_F(MatterEndpoints, ADryRunTellsOfEveryRow) {
  json wanted = file();
  json bad = test::matter_object();
  bad["items"][0]["materials"][0]["licenses"][0]["type"] = "gone";
  wanted["matters"].push_back(bad);
  wanted["matters"].push_back(json::object());
  const auto tried = as(clerk, "POST", "/v1/matters", wanted, {{"dry_run", "true"}});
  ASSERT_EQ(tried.status, 200U) << as_text(tried.body);
  const json said = body_of(tried);
  EXPECT_EQ(said["refused"], 2);
  EXPECT_EQ(said["matters"][0]["refused"], false);
  EXPECT_EQ(said["matters"][1]["row"], 2);
  EXPECT_EQ(said["matters"][1]["findings"][0]["rule"], "type-unknown");
  EXPECT_EQ(said["matters"][2]["findings"][0]["rule"], "unreadable");
  EXPECT_EQ(code(as(clerk, "POST", "/v1/matters", wanted)), "MATTER_REFUSED");
  EXPECT_EQ(code(as(clerk, "POST", "/v1/matters", json::array())), "MATTER_FILE");
  EXPECT_TRUE(house.matter_changes.leaves.empty());
}

TEST_F(MatterEndpoints, WithoutALegalBasisTheAnswerIsTheSameForEverybody) {
  publish(file());
  house.holders.licenses = {card};
  const auto of_holder = ask(system, card.holder), of_nobody = ask(system, nobody);
  ASSERT_EQ(of_holder.status, 200U) << as_text(of_holder.body);
  EXPECT_EQ(as_text(of_holder.body), as_text(of_nobody.body));
  EXPECT_THAT(exemptions(of_holder),
              testing::ElementsAre("exempt_with_authorization", "exempt_with_authorization", "not_exempt"));
  EXPECT_EQ(body_of(of_holder)["basis"], "none");
  EXPECT_TRUE(house.accesses.all().empty());
}

TEST_F(MatterEndpoints, ALegalBasisTellsAndIsRecorded) {
  publish(file());
  house.holders.licenses = {card};
  const auto told = ask(by_law, card.holder, {{"married", false}});
  ASSERT_EQ(told.status, 200U) << as_text(told.body);
  EXPECT_THAT(exemptions(told), testing::ElementsAre("exempt", "not_asked_for", "not_exempt"));
  const json body = body_of(told);
  EXPECT_EQ(body["basis"], "legal_basis");
  EXPECT_EQ(body["ratio"]["exempt"], 1);
  EXPECT_EQ(body["ratio"]["all"], 2);
  EXPECT_EQ(body["ratio"]["exempt_percent"], 50);
  EXPECT_EQ(body["materials"][0]["stands"]["code"], test::identity_card);
  EXPECT_FALSE(body["materials"][0]["next_step"]["zh"].get<std::string>().empty());
  ASSERT_EQ(house.accesses.all().size(), 1U);
  EXPECT_EQ(house.accesses.all()[0].what, "preflight");
  EXPECT_EQ(house.accesses.all()[0].reader.client, by_law.party.id);
  EXPECT_EQ(house.accesses.all()[0].reader.purpose, "示例事项");
  const auto none = ask(by_law, nobody, {{"married", false}});
  EXPECT_EQ(body_of(none)["materials"][0]["reasons"][0]["code"], "MATERIAL_NOT_ISSUED");
}

TEST_F(MatterEndpoints, SaysInHowManyDaysALicenseExpires) {
  publish(file());
  card.valid_until = to_china_date(house.now + std::chrono::days(12));
  house.holders.licenses = {card};
  const json material = body_of(ask(by_law, card.holder))["materials"][0];
  EXPECT_EQ(material["exemption"], "not_exempt");
  EXPECT_EQ(material["reasons"][0]["code"], "MATERIAL_EXPIRES_SOON");
  EXPECT_EQ(material["reasons"][0]["expires_in_days"], 12);
  EXPECT_EQ(material["reasons"][0]["rule"]["code"], "remaining-30-days");
}

TEST_F(MatterEndpoints, TypesOutsideTheScopesAreNotToldOf) {
  publish(file());
  house.holders.licenses = {card};
  const auto narrow = house.people.with_secret({Role::integrator}, test::own_authority,
                                               std::string("license_type:other matter:* legal_basis:*"));
  EXPECT_EQ(as_text(ask(narrow, card.holder).body), as_text(ask(narrow, nobody).body));
  EXPECT_TRUE(house.accesses.all().empty());
}

TEST_F(MatterEndpoints, AHolderAsksAboutItself) {
  publish(file());
  house.holders.licenses = {card};
  const auto told = ask_as_holder(card.holder, {{"item", "01"}});
  ASSERT_EQ(told.status, 200U) << as_text(told.body);
  EXPECT_EQ(body_of(told)["basis"], "holder");
  EXPECT_EQ(exemptions(told)[0], "exempt");
  const json about{{"code_type", "111"}, {"code", nobody.code}};
  EXPECT_EQ(code(ask_as_holder(card.holder, {{"item", "01"}, {"applicant", about}})), "REQUEST_FIELDS");
}

TEST_F(MatterEndpoints, APreflightIsRefusedWithAReason) {
  publish(file());
  const auto wrong = [&](const json& body) {
    return code(as(system, "POST", matter_path + "/preflight", body));
  };
  const json applicant{{"code_type", "111"}, {"code", nobody.code}};
  EXPECT_EQ(wrong(json{{"applicant", applicant}}), "REQUEST_FIELDS");
  EXPECT_EQ(wrong({{"item", "01"}}), "REQUEST_FIELDS");
  EXPECT_EQ(wrong({{"item", "01"}, {"applicant", applicant}, {"more", 1}}), "REQUEST_FIELDS");
  EXPECT_EQ(wrong({{"item", "01"}, {"applicant", {{"code_type", "xyz"}, {"code", "1"}}}}), "REQUEST_FIELDS");
  EXPECT_EQ(wrong({{"item", "09"}, {"applicant", applicant}}), "MATTER_ITEM_UNKNOWN");
  EXPECT_EQ(wrong({{"item", "01"}, {"applicant", applicant}, {"facts", {{"a", nullptr}}}}), "CASE_FACTS");
  EXPECT_EQ(wrong({{"item", "01"}, {"applicant", {{"code_type", "001"}, {"code", "11640000MB999999XM"}}}}),
            "PREFLIGHT_APPLICANT");
  EXPECT_EQ(wrong({{"item", "01"}, {"authorization", {"x"}}}), "REQUEST_FIELDS");
  EXPECT_EQ(wrong({{"item", "01"}, {"authorization", {"x"}}, {"case", "1"}, {"device", "1"}}),
            "SHOW_OPERATOR_UNKNOWN");
  const auto elsewhere =
      house.people.with_secret({Role::integrator}, test::own_authority, "license_type:* matter:other");
  EXPECT_EQ(code(ask(elsewhere, nobody)), "SHOW_MATTER_FORBIDDEN");
  EXPECT_EQ(ask(clerk, nobody).status, 403U);
  EXPECT_EQ(code(as(system, "POST", "/v1/matters/unknown/preflight", {{"item", "01"}})), "MATTER_UNKNOWN");
}

TEST_F(MatterEndpoints, LookingForManyPeopleIsSlowed) {
  publish(file());
  for (int i = 0; i < 20; ++i)
    EXPECT_EQ(ask(by_law, {"", "999", "nobody-" + std::to_string(i)}).status, 200U);
  EXPECT_EQ(code(ask(by_law, {"", "999", "nobody-20"})), "HARVEST_SLOWED");
  for (int i = 0; i < 60; ++i) // who learns nothing is not slowed
    EXPECT_EQ(ask(system, {"", "999", "nobody-" + std::to_string(i)}).status, 200U);
}

TEST(PreflightLimit, CountsThoseOfAMatter) {
  test::Reception house({.matter_per_minute = 2});
  const auto system =
      house.people.with_secret({Role::integrator}, test::own_authority, "license_type:* matter:*");
  const std::string some = house.matters.all().front()->code;
  const std::string item = house.matters.all().front()->items.front().code;
  const auto ask = [&] {
    const json body{{"item", item}, {"applicant", {{"code_type", "111"}, {"code", "640104198808080012"}}}};
    return house.call_as(system.key, test::request_of("POST", "/v1/matters/" + some + "/preflight",
                                                      body.dump(), {{"content-type", "application/json"}}));
  };
  ask();
  ask();
  const auto third = ask();
  EXPECT_EQ(third.status, 429U);
  EXPECT_EQ(body_of(third)["code"], "LIMIT_REACHED");
}

} // namespace
} // namespace elicense
