// SPDX-License-Identifier: Apache-2.0
// Every cell of schemas/authorization.tsv that is about licenses, asked by logins; and that the table has to
// fit.
#include "schemas/resources.hpp"
#include "tests/support/reception.hpp"

#include <gtest/gtest.h>
#include <regex>

namespace elicense {
namespace {

using namespace access;
using test::body_of;

class Authorization : public ::testing::Test {
 protected:
  Authorization() {
    license = body_of(house.issue(house.types.find(test::business_license)->example, "the-license"));
    own_path = "/v1/licenses/" + license["identifier"].get<std::string>();
  }

  // Somebody with this role alone who stands so to the license.
  std::string login(Role role, Relation relation) {
    const bool person = role == Role::holder || role == Role::agent;
    if (person) {
      const auto& holder = license["holder"];
      const bool own = relation == Relation::own;
      return house.people.login(
          "", {role}, {holder["code_type"], own ? holder["code"].get<std::string>() : "somebody else"});
    }
    const auto party = house.people.with_secret(
        {role}, relation == Relation::other_tenant ? test::other_authority : test::own_authority,
        relation == Relation::others ? "license_type:none-of-ours" : "license_type:*");
    return house.people.login(party.party.id, {role});
  }
  http::Response ask(const std::string& path, Role role, Relation relation) {
    access::Headers headers;
    if (role != Role::anonymous) headers["authorization"] = "Bearer " + login(role, relation);
    return house.call_unsigned(test::request_of("GET", path, "", headers));
  }

  static bool says_masked(const http::Response& answer) {
    if (answer.content_type == "application/xml")
      return as_text(answer.body).find(" Masked=\"true\"") != std::string_view::npos;
    return body_of(answer)["masked"] == true;
  }

  test::Reception house;
  nlohmann::json license;
  std::string own_path;
  const std::string absent_path =
      "/v1/licenses/1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U";
  const AuthorizationTable table =
      AuthorizationTable::parse(find_resource("schemas/authorization.tsv").value()).value();
};

TEST_F(Authorization, EveryCellOfTheLicenseEndpointsIsKept) {
  const std::pair<const char*, const char*> endpoints[] = {{"get_license", ""},
                                                           {"get_license_document", "/document"},
                                                           {"get_license_face_png", "/face.png"},
                                                           {"get_license_face_svg", "/face.svg"},
                                                           {"get_license_face_pdf", "/face.pdf"},
                                                           {"get_license_metadata_xml", "/metadata.xml"},
                                                           {"get_license_metadata_json", "/metadata.json"},
                                                           {"get_license_copies", "/copies"},
                                                           {"get_license_transitions", "/transitions"}};
  for (const auto& [name, part] : endpoints)
    for (const Relation relation :
         {Relation::own, Relation::others, Relation::other_tenant, Relation::absent})
      for (const Role role : all_roles) {
        const bool person = role == Role::holder || role == Role::agent;
        const Relation stands = person && relation == Relation::other_tenant ? Relation::others : relation;
        const auto answer =
            ask((relation == Relation::absent ? absent_path : own_path) + part, role, relation);
        SCOPED_TRACE(std::string(name) + " " + std::string(to_text(relation)) + " " +
                     std::string(to_text(role)));
        switch (table.rule(name, stands, role)) {
        case Rule::allow:
          EXPECT_EQ(answer.status, relation == Relation::absent ? 404U : 200U);
          break;
        case Rule::mask:
          EXPECT_EQ(answer.status, 200U);
          EXPECT_TRUE(says_masked(answer));
          break;
        case Rule::none:
        case Rule::deny:
          EXPECT_EQ(answer.status, role == Role::anonymous                   ? 401U
                                   : table.always_refuses(name, Roles{role}) ? 403U
                                                                             : 404U);
          break;
        }
      }
}

// 410 for who could have read it; for others it is as if there had never been one.
TEST_F(Authorization, AnErasedLicenseIsGoneForWhoCouldHaveReadItOnly) {
  house.licenses.erase(license["identifier"]);
  for (const char* const part : {"", "/document", "/face.png", "/face.svg", "/face.pdf", "/transitions"})
    for (const Relation relation : {Relation::own, Relation::others, Relation::other_tenant})
      for (const Role role : all_roles) {
        const bool person = role == Role::holder || role == Role::agent;
        const Relation stands = person && relation == Relation::other_tenant ? Relation::others : relation;
        const std::string endpoint = *part == '\0' ? "get_license" : "get_license_" + std::string(part + 1);
        const std::string name = std::regex_replace(endpoint, std::regex("[.]"), "_");
        SCOPED_TRACE(name + " " + std::string(to_text(relation)) + " " + std::string(to_text(role)));
        const auto answer = ask(own_path + part, role, relation);
        const Rule rule = table.rule(name, stands, role);
        if (rule == Rule::allow || rule == Rule::mask) {
          EXPECT_EQ(answer.status, 410U);
          EXPECT_EQ(body_of(answer)["code"], "LICENSE_ERASED");
          EXPECT_NE(body_of(answer)["next_step"], "");
        } else {
          EXPECT_EQ(answer.status, role == Role::anonymous                   ? 401U
                                   : table.always_refuses(name, Roles{role}) ? 403U
                                                                             : 404U);
          EXPECT_NE(body_of(answer)["code"], "LICENSE_ERASED");
        }
      }
}

TEST_F(Authorization, AMaskHidesAPersonAndScopesNameWhatIsShown) {
  constexpr std::string_view identity_card = "11100000000013127D001";
  const auto card = body_of(house.issue(house.types.find(identity_card)->example, "a-card", identity_card));
  const std::string path = "/v1/licenses/" + card["identifier"].get<std::string>();
  const auto masked = body_of(ask(path, Role::window_clerk, Relation::own));
  for (const char* const member : {"name", "code"})
    EXPECT_NE(masked["holder"][member], card["holder"][member]) << member;
  EXPECT_NE(masked["number"], card["number"]) << "the number of this type is its holder's code";
  EXPECT_EQ(masked.dump().find(card["holder"]["code"].get<std::string>()), std::string::npos);
  const auto clerk = house.people.with_secret({Role::window_clerk}, test::own_authority,
                                              "license_type:* field:holder_name field:性别");
  const auto shown = body_of(house.call_as(clerk.key, test::request_of("GET", path)));
  EXPECT_EQ(shown["holder"]["name"], card["holder"]["name"]);
  EXPECT_TRUE(shown["holder"]["code"].is_null());
  EXPECT_EQ(shown["data"], (nlohmann::json{{"性别", card["data"]["性别"]}}));
}

TEST_F(Authorization, DenyWinsOverOtherRoles) {
  const auto both =
      house.people.with_secret({Role::issuer_clerk, Role::auditor}, test::own_authority, "license_type:*");
  EXPECT_EQ(house.call_as(both.key, test::request_of("GET", own_path)).status, 200U);
  EXPECT_EQ(house.call_as(both.key, test::request_of("GET", own_path + "/document")).status, 403U);
}

TEST_F(Authorization, EveryCallerHasIdempotencyKeysOfItsOwn) {
  const auto other = house.people.with_secret({Role::issuer_clerk}, test::own_authority, "license_type:*");
  const std::string body = nlohmann::json{{"license_type", test::business_license},
                                          {"data", house.types.find(test::business_license)->example}}
                               .dump();
  const auto answer = house.call_as(other.key, test::request_of("POST", "/v1/licenses", body,
                                                                {{"idempotency-key", "the-license"},
                                                                 {"content-type", "application/json"}}));
  EXPECT_EQ(answer.status, 201U);
  EXPECT_NE(body_of(answer)["identifier"], license["identifier"]);
}

TEST(ApiLimits, AreToldAndKept) {
  test::Reception house({.client_per_minute = 2,
                         .client_per_day = 0,
                         .peer_per_minute = 1,
                         .holder_per_minute = 0,
                         .matter_per_minute = 0});
  const auto key = house.people.with_secret({Role::auditor}).key;
  EXPECT_EQ(test::header_of(house.call_as(key, test::request_of("GET", "/v1/license-types")), "RateLimit"),
            "\"client\";r=1;t=30");
  EXPECT_EQ(house.call_as(key, test::request_of("GET", "/v1/license-types")).status, 200U);
  const auto above = house.call_as(key, test::request_of("GET", "/v1/license-types"));
  EXPECT_EQ(above.status, 429U);
  EXPECT_EQ(body_of(above)["code"], "LIMIT_REACHED");
  EXPECT_EQ(test::header_of(above, "Retry-After"), "30");
  EXPECT_EQ(test::header_of(above, "RateLimit-Policy"), "\"client\";q=2;w=60");
  EXPECT_EQ(house.call_unsigned(test::request_of("GET", "/v1/license-types")).status, 200U);
  EXPECT_EQ(house.call_unsigned(test::request_of("GET", "/v1/license-types")).status, 429U);
  EXPECT_EQ(house.call_unsigned(test::request_of("GET", "/healthz")).status, 200U)
      << "health is never limited";
}

TEST_F(Authorization, ASearchThroughIdentifiersIsSlowedRefusedAndReported) {
  const auto key = house.people.with_secret({Role::integrator}, test::own_authority, "license_type:*").key;
  std::map<unsigned, int> answers;
  for (int i = 0; i < 60; ++i) {
    ++answers[house.call_as(key, test::request_of("GET", "/v1/licenses/1.2." + std::to_string(i))).status];
    house.now += harvest_pause; // as slowly as it is told
  }
  EXPECT_EQ(answers[400], 50);
  EXPECT_EQ(answers[403], 10);
  EXPECT_EQ(house.harvests.size(), 2U);
  EXPECT_EQ(house.call("GET", own_path).status, 200U) << "others go on";
}

TEST_F(Authorization, ReadingForAFillerOfAPurposeIsSlowed) {
  const auto key = house.people.with_secret({Role::integrator}, test::own_authority, "license_type:*").key;
  const auto read = [&](const std::string& purpose) {
    return house.call_as(key, test::request_of("GET", own_path, "", {{"elicense-purpose", purpose}}));
  };
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(read("renewal").status, 200U);
    EXPECT_EQ(read("test").status, 200U);
  }
  EXPECT_EQ(body_of(read("renewal"))["code"], "HARVEST_SLOWED");
  ASSERT_EQ(house.harvests.size(), 1U);
  EXPECT_EQ(house.harvests[0].rule, HarvestRule::filler_purposes);
}

} // namespace
} // namespace elicense
