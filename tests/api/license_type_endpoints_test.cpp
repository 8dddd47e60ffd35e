// SPDX-License-Identifier: Apache-2.0
// Changing license types, and what may be decided about licenses, without a socket.
#include "tests/license/type_files.hpp"
#include "tests/support/reception.hpp"
#include <gmock/gmock.h>

namespace elicense {
namespace {

using nlohmann::json;
using test::body_of;
using Query = std::multimap<std::string, std::string, std::less<>>;

class LicenseTypeEndpoints : public testing::Test {
 protected:
  http::Response as(const test::KnownParty& party, const std::string& method, const std::string& path,
                    const std::string& body = "", const Query& query = {}) const {
    access::Headers headers;
    if (!body.empty()) headers["content-type"] = "application/json";
    http::Request request = test::request_of(method, path, body, headers);
    request.query = query;
    return house.call_as(party.key, std::move(request));
  }
  static std::string file(const std::string& range = "4年") {
    json type = test::type_file();
    type["catalogue"]["ValidityRange"] = range;
    return type.dump();
  }
  std::string propose(const std::string& content) const {
    const auto answer = as(clerk, "POST", "/v1/license-types", content);
    EXPECT_EQ(answer.status, 202U) << as_text(answer.body);
    return test::header_of(answer, "Location");
  }
  std::string code(const http::Response& response) const { return body_of(response)["code"]; }

  test::Reception house;
  test::KnownParty clerk = house.people.with_secret({access::Role::issuer_clerk});
  test::KnownParty approver = house.people.with_secret({access::Role::issuer_approver});
  test::KnownParty both =
      house.people.with_secret({access::Role::issuer_clerk, access::Role::issuer_approver});
  const std::string type_path = "/v1/license-types/" + std::string(test::new_type_code);
};

TEST_F(LicenseTypeEndpoints, PublishWithASecondPerson) {
  const std::string proposal = propose(file());
  EXPECT_EQ(house.call("GET", type_path).status, 404U);
  EXPECT_EQ(as(clerk, "POST", proposal + "/approve").status, 403U);
  const auto approved = as(approver, "POST", proposal + "/approve");
  ASSERT_EQ(approved.status, 200U) << as_text(approved.body);
  EXPECT_EQ(body_of(approved)["status"], "approved");
  EXPECT_EQ(body_of(approved)["proposed_by"], clerk.party.id);
  EXPECT_EQ(body_of(approved)["decided_by"], approver.party.id);
  const auto type = body_of(house.call("GET", type_path));
  EXPECT_EQ(type["version"], 1);
  EXPECT_EQ(type["withdrawn"], false);
  const auto issued = house.issue(type["example"], "first", test::new_type_code);
  ASSERT_EQ(issued.status, 201U) << as_text(issued.body);
  EXPECT_EQ(body_of(issued)["license_type"]["version"], 1);
}

TEST_F(LicenseTypeEndpoints, WhoHasBothRolesStillNeedsAnother) {
  const auto answer = as(both, "POST", "/v1/license-types", file());
  const std::string proposal = test::header_of(answer, "Location");
  EXPECT_EQ(code(as(both, "POST", proposal + "/approve")), "TYPE_PROPOSAL_OWN");
  EXPECT_EQ(code(as(both, "POST", proposal + "/refuse", R"({"reason":"x"})")), "TYPE_PROPOSAL_OWN");
  EXPECT_EQ(as(approver, "POST", proposal + "/approve").status, 200U);
}

TEST_F(LicenseTypeEndpoints, KeepEveryVersion) {
  as(approver, "POST", propose(file("4年")) + "/approve");
  const auto first =
      body_of(house.issue(body_of(house.call("GET", type_path))["example"], "a", test::new_type_code));
  as(approver, "POST", propose(file("5年")) + "/approve");
  const auto at = [&](const char* version) {
    return body_of(house.call("GET", type_path, {}, {}, {{"version", version}}));
  };
  EXPECT_EQ(at("1")["catalogue"]["ValidityRange"], "4年");
  EXPECT_EQ(at("2")["catalogue"]["ValidityRange"], "5年");
  EXPECT_EQ(at("3")["code"], "TYPE_UNKNOWN");
  EXPECT_EQ(at("x")["code"], "REQUEST_FIELDS");
  const auto versions = body_of(house.call("GET", type_path + "/versions"))["versions"];
  ASSERT_EQ(versions.size(), 2U);
  EXPECT_EQ(versions[0]["in_force"], false);
  EXPECT_EQ(versions[1]["in_force"], true);
  EXPECT_EQ(body_of(house.call("GET", "/v1/license-types/none/versions"))["code"], "TYPE_UNKNOWN");
  const auto license = body_of(house.call("GET", "/v1/licenses/" + first["identifier"].get<std::string>()));
  EXPECT_EQ(license["license_type"]["version"], 1);
  EXPECT_EQ(house.call("GET", license["links"]["png"].get<std::string>()).status, 200U);
}

TEST_F(LicenseTypeEndpoints, ADryRunSaysEverythingAndRecordsNothing) {
  json changed = test::type_file(test::permit_type_code);
  changed["number_field"] = "业户名称";
  const auto answer = as(clerk, "POST", "/v1/license-types", changed.dump(), {{"dry_run", "true"}});
  ASSERT_EQ(answer.status, 200U) << as_text(answer.body);
  const auto body = body_of(answer);
  EXPECT_EQ(body["version"], 2);
  EXPECT_EQ(body["base"]["version"], 1);
  EXPECT_EQ(body["refused"], true);
  EXPECT_EQ(body["findings"][0]["rule"], "number-changed");
  EXPECT_EQ(body["difference"][0]["path"], "/number_field");
  EXPECT_LE(body["qr"]["version"], 8);
  ASSERT_EQ(body["faces"].size(), 3U);
  EXPECT_THAT(body["faces"][2]["png"].get<std::string>(), testing::StartsWith("iVBOR"));
  EXPECT_TRUE(body_of(as(clerk, "GET", "/v1/license-type-proposals"))["license_type_proposals"].empty());
  EXPECT_EQ(code(as(clerk, "POST", "/v1/license-types", changed.dump())), "TYPE_REFUSED");
  EXPECT_EQ(code(as(clerk, "POST", "/v1/license-types", changed.dump(), {{"dry_run", "x"}})),
            "REQUEST_FIELDS");
  EXPECT_EQ(code(as(clerk, "POST", "/v1/license-types", "{}", {{"dry_run", "true"}})), "TYPE_INVALID");
}

TEST_F(LicenseTypeEndpoints, ShowWhatWaits) {
  const std::string proposal = propose(file());
  const auto shown = body_of(as(approver, "GET", proposal));
  EXPECT_EQ(shown["file"], file());
  EXPECT_EQ(shown["examination"]["refused"], false);
  const auto list = [&](const char* status) {
    return body_of(as(approver, "GET", "/v1/license-type-proposals", "",
                      {{"status", status}}))["license_type_proposals"]
        .size();
  };
  EXPECT_EQ(list("waiting"), 1U);
  as(approver, "POST", proposal + "/refuse", R"({"reason":"没有依据"})");
  EXPECT_EQ(list("waiting"), 0U);
  EXPECT_EQ(list("refused"), 1U);
  EXPECT_EQ(body_of(as(approver, "GET", proposal))["refusal"], "没有依据");
  EXPECT_EQ(body_of(as(approver, "GET", proposal))["examination"], nullptr);
  for (const char* const number : {"9", "x"})
    EXPECT_EQ(code(as(approver, "GET", "/v1/license-type-proposals/" + std::string(number))),
              "TYPE_PROPOSAL_NOT_FOUND");
}

TEST_F(LicenseTypeEndpoints, WithdrawAType) {
  const std::string path = "/v1/license-types/" + std::string(test::business_license);
  EXPECT_EQ(code(as(clerk, "POST", path + "/withdrawals", "{}")), "TYPE_REASON");
  const auto asked = as(clerk, "POST", path + "/withdrawals", R"({"reason":"改用新证"})");
  ASSERT_EQ(asked.status, 202U);
  EXPECT_EQ(body_of(asked)["change"], "withdrawal");
  as(approver, "POST", test::header_of(asked, "Location") + "/approve");
  EXPECT_EQ(body_of(house.call("GET", path))["withdrawn"], true);
  EXPECT_EQ(code(house.issue(house.types.find(test::business_license)->example, "late")), "TYPE_WITHDRAWN");
}

TEST_F(LicenseTypeEndpoints, AreNotForOtherAuthorities) {
  const auto elsewhere = house.people.with_secret({access::Role::issuer_clerk, access::Role::issuer_approver},
                                                  test::other_authority);
  const std::string proposal = propose(file());
  for (const auto& answer : {as(elsewhere, "POST", "/v1/license-types", file()),
                             as(elsewhere, "POST", type_path + "/withdrawals", R"({"reason":"x"})"),
                             as(elsewhere, "GET", "/v1/license-type-proposals"),
                             as(elsewhere, "GET", proposal), as(elsewhere, "POST", proposal + "/approve"),
                             as(elsewhere, "POST", proposal + "/refuse", R"({"reason":"x"})")})
    EXPECT_EQ(code(answer), "ACCESS_DENIED");
}

TEST_F(LicenseTypeEndpoints, NameEveryReasonOfEveryTransition) {
  const auto list =
      body_of(house.call_unsigned(test::request_of("GET", "/v1/transition-reasons")))["transitions"];
  EXPECT_EQ(list.size(), house.context().transitions.all().size());
  for (const auto& transition : list) {
    const auto* const rule = house.context().transitions.find(transition["transition"].get<std::string>());
    ASSERT_NE(rule, nullptr);
    EXPECT_EQ(transition["reasons"].size(), rule->reasons.size());
    EXPECT_EQ(transition["second_person"], !rule->approved_by.empty());
  }
}

} // namespace
} // namespace elicense
