// SPDX-License-Identifier: Apache-2.0
// The endpoints of recalls, without a socket: who sees which, what may be answered, what is signed.
#include "recall/notices.hpp"
#include "schemas/resources.hpp"
#include "tests/recall/a_recall.hpp"
#include "tests/support/reception.hpp"

#include <gmock/gmock.h>

namespace elicense {
namespace {

using namespace access;
using nlohmann::json;
using test::body_of;

class RecallEndpoints : public ::testing::Test {
 protected:
  RecallEndpoints() {
    const std::string scopes = "license_type:" + recall::a_revocation().type_code;
    system = house.people.with_secret({Role::integrator}, test::other_authority, scopes);
    colleague = house.people.with_secret({Role::integrator}, test::other_authority, scopes);
    clerk = house.people.with_secret({Role::issuer_clerk}, test::own_authority, scopes);
    elsewhere = house.people.with_secret({Role::issuer_clerk}, test::other_authority, scopes);
    narrow = house.people.with_secret({Role::issuer_approver}, test::own_authority, "license_type:none");
    auditor = house.people.with_secret({Role::auditor}, test::own_authority);
    tell(*system);
  }
  void tell(const test::KnownParty& party) {
    recall::Marked marked = recall::a_revocation();
    recall::Reliance reliance = recall::a_reliance();
    marked.issuer_code = test::own_authority;
    reliance.party = party.party.id;
    reliance.tenant = party.party.tenant;
    house.recalls.told.emplace_back(marked, reliance);
    house.context().recalls.step().value();
    id = house.recalls.recalls.back().id;
    path = "/v1/recalls/" + id;
  }
  http::Response by(const test::KnownParty& party, const char* method, const std::string& target,
                    const json& body = nullptr) {
    const Headers headers = body.is_null() ? Headers{} : Headers{{"content-type", "application/json"}};
    return house.call_as(party.key,
                         test::request_of(method, target, body.is_null() ? "" : body.dump(), headers));
  }
  std::vector<std::string> listed(const test::KnownParty& party, const char* state = "open") {
    http::Request request = test::request_of("GET", "/v1/recalls");
    request.query.emplace("state", state);
    std::vector<std::string> ids;
    const json body = body_of(house.call_as(party.key, request));
    for (const json& each : body["recalls"])
      ids.push_back(each["id"]);
    return ids;
  }
  static std::string code(const http::Response& response) { return body_of(response).value("code", ""); }

  test::Reception house;
  std::optional<test::KnownParty> system, colleague, clerk, elsewhere, narrow, auditor;
  std::string id, path;
};

TEST_F(RecallEndpoints, AreListedForWhoWasToldForTheIssuerAndItsAuditor) {
  const std::vector<std::string> one = {id}, none;
  EXPECT_EQ(listed(*system), one);
  EXPECT_EQ(listed(*clerk), one);
  EXPECT_EQ(listed(*auditor), one);
  EXPECT_EQ(listed(*colleague), none);
  EXPECT_EQ(listed(*elsewhere), none);
  EXPECT_EQ(listed(*narrow), none);
  EXPECT_EQ(listed(*system, "all"), one);
  EXPECT_EQ(listed(*system, "acknowledged"), none);
}

TEST_F(RecallEndpoints, AreListedInPages) {
  for (std::size_t i = 0; i < recall::max_page; ++i)
    tell(*system);
  const json first = body_of(by(*system, "GET", "/v1/recalls"));
  EXPECT_EQ(first["recalls"].size(), recall::max_page);
  http::Request request = test::request_of("GET", "/v1/recalls");
  request.query.emplace("cursor", first["next_cursor"].get<std::string>());
  const json second = body_of(house.call_as(system->key, request));
  EXPECT_EQ(second["recalls"].size(), 1U);
  EXPECT_TRUE(second["next_cursor"].is_null());
}

TEST_F(RecallEndpoints, RefuseQueriesThatAreNone) {
  for (const auto& [name, value, expected] :
       std::vector<std::tuple<const char*, const char*, const char*>>{{"state", "lifted", "REQUEST_FIELDS"},
                                                                      {"cursor", "x", "REQUEST_FIELDS"},
                                                                      {"authority", "x", "ACCESS_SCOPE"}}) {
    http::Request request = test::request_of("GET", "/v1/recalls");
    request.query.emplace(name, value);
    EXPECT_EQ(code(house.call_as(clerk->key, request)), expected) << name;
  }
}

TEST_F(RecallEndpoints, SayWhatWasTold) {
  const json seen = body_of(by(*system, "GET", path));
  EXPECT_EQ(seen["state"], "open");
  EXPECT_EQ(seen["license"], recall::a_reliance().license);
  EXPECT_EQ(seen["license_state"], "revoked");
  EXPECT_EQ(seen["reason"], "serious_violation");
  EXPECT_EQ(seen["number"], 2);
  EXPECT_EQ(seen["relied"]["party"], system->party.id);
  EXPECT_EQ(seen["relied"]["scan"], "scan-1");
  EXPECT_EQ(seen["relied"]["uses"], 3);
  EXPECT_TRUE(seen["acknowledged"].is_null());
  EXPECT_TRUE(seen["lifted_at"].is_null());
  EXPECT_EQ(seen.dump().find("nobody is told"), std::string::npos);
}

TEST_F(RecallEndpoints, SignTheNoticeAsAWebhookIsSigned) {
  const json notice = body_of(by(*system, "GET", path))["notice"];
  const std::string body = notice["body"];
  EXPECT_EQ(body, notify::event_body(recall::notice_of(house.recalls.recalls.front())));
  EXPECT_EQ(notice["webhook-id"], json::parse(body)["id"]);
  EXPECT_EQ(notice["webhook-timestamp"], std::to_string(house.now.time_since_epoch().count()));
  const std::string signature = notice["webhook-signature"];
  ASSERT_EQ(signature.substr(0, 4), "sm2,");
  const std::string content = notice["webhook-id"].get<std::string>() + "." +
                              notice["webhook-timestamp"].get<std::string>() + "." + body;
  const auto value = from_base64(signature.substr(4)).value();
  const auto& key = house.context().message_keys.public_key();
  EXPECT_EQ(key.check(as_bytes(content), value).value(), crypto::SignatureCheck::valid);
  EXPECT_EQ(key.check(as_bytes(content + " "), value).value(), crypto::SignatureCheck::invalid);
}

TEST_F(RecallEndpoints, TakeOneAnswerOfWhoWasTold) {
  const std::string answer = path + "/acknowledgement";
  for (const json& body : {json::array(), json{{"note", 1}}, json{{"note", "free text"}}, json{{"more", 1}}})
    EXPECT_EQ(code(by(*system, "POST", answer, body)), "REQUEST_FIELDS") << body;
  EXPECT_EQ(code(by(*colleague, "POST", answer, json::object())), "RECALL_NOT_FOUND");
  EXPECT_EQ(by(*clerk, "POST", answer, json::object()).status, 403U);
  const json given = body_of(by(*system, "POST", answer, {{"note", "no_effect"}}));
  EXPECT_EQ(given["state"], "acknowledged");
  EXPECT_EQ(given["acknowledged"]["note"], "no_effect");
  EXPECT_EQ(by(*system, "POST", answer, {{"note", "no_effect"}}).status, 200U) << "its answer was lost";
  EXPECT_EQ(code(by(*system, "POST", answer, json::object())), "RECALL_ACKNOWLEDGED");
  EXPECT_TRUE(listed(*clerk).empty());
  EXPECT_EQ(listed(*clerk, "acknowledged"), std::vector<std::string>{id});
  house.recalls.recalls.front().acknowledged.reset();
  house.recalls.recalls.front().lifted_at = house.now;
  EXPECT_EQ(code(by(*system, "POST", answer, json::object())), "RECALL_LIFTED");
}

// own: the party that was told; others: the issuer's; other_tenant: everybody else; absent.
TEST_F(RecallEndpoints, KeepEveryCellOfTheTable) {
  const auto table = AuthorizationTable::parse(find_resource("schemas/authorization.tsv").value()).value();
  const std::string scopes = "license_type:" + recall::a_revocation().type_code;
  for (const Role role : all_roles) {
    if (role == Role::anonymous || role == Role::holder || role == Role::agent) continue;
    for (const Relation relation :
         {Relation::own, Relation::others, Relation::other_tenant, Relation::absent}) {
      const auto party = house.people.with_secret(
          {role}, relation == Relation::other_tenant ? test::other_authority : test::own_authority, scopes);
      tell(relation == Relation::own ? party : *system);
      const std::string target = relation == Relation::absent ? "/v1/recalls/" + std::string(32, '0') : path;
      const std::pair<const char*, http::Response> answers[] = {
          {"get_recall", by(party, "GET", target)},
          {"acknowledge_recall", by(party, "POST", target + "/acknowledgement", json::object())}};
      for (const auto& [name, answer] : answers) {
        const bool allowed = table.rule(name, relation, role) == Rule::allow;
        const unsigned refused = table.always_refuses(name, Roles{role}) ? 403U : 404U;
        EXPECT_EQ(answer.status, !allowed                       ? refused
                                 : relation == Relation::absent ? 404U
                                                                : 200U)
            << name << " " << to_text(relation) << " " << to_text(role);
      }
    }
  }
}

} // namespace
} // namespace elicense
