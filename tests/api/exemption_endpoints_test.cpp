// SPDX-License-Identifier: Apache-2.0
// The exemption report, without a socket: who may ask, for what, in which form.
#include "api/workbook.hpp"
#include "tests/support/counted_submissions.hpp"
#include "tests/support/reception.hpp"

#include <gmock/gmock.h>

namespace elicense {
namespace {

using namespace access;
using nlohmann::json;
using test::body_of;

const std::string report_path = "/v1/exemption-report", list_path = report_path + "/paper-demanded";

class ExemptionEndpoints : public ::testing::Test {
 protected:
  ExemptionEndpoints() {
    auditor = house.people.with_secret({Role::auditor}, test::own_authority, "");
    administrator = house.people.with_secret({Role::administrator}, test::own_authority, "");
    system = house.people.with_secret({Role::integrator}, test::own_authority, "");
    stranger = house.people.with_secret({Role::integrator}, test::other_authority, "");
    clerk = house.people.with_secret({Role::issuer_clerk}, test::own_authority, "");
    kept = house.file().submissions();
    matter = house.matters.all().front();
    record("0000000001", submission::State::partial);
    record("0000000002", submission::State::paper_demanded);
  }

  void record(const std::string& number, submission::State state) {
    submission::Submission made = test::partial_submission(number, "2026-03-04");
    made.asker.tenant = test::own_authority;
    made.matter = matter->code;
    made.matter_name = matter->name;
    made.authority_code = matter->authority_code;
    made.applicant = {"张三", "111", "640104199001010026"};
    made.matter_case = "secret-case";
    made.materials[0].license = "secret-license";
    made.registered_state = state;
    made.outcome_reason = "窗口仍收取复印件";
    test::record(*kept, made);
  }
  http::Response get(const std::string& path, const std::map<std::string, std::string>& query = {},
                     const test::KnownParty* by = nullptr) {
    auto request = test::request_of("GET", path);
    request.query.emplace("from", "2026-01-01");
    request.query.emplace("to", "2026-12-31");
    for (const auto& [name, value] : query) {
      request.query.erase(name);
      request.query.emplace(name, value);
    }
    return house.call_as((by == nullptr ? *auditor : *by).key, std::move(request));
  }
  json report(const std::map<std::string, std::string>& query = {}, const test::KnownParty* by = nullptr) {
    const auto answer = get(report_path, query, by);
    EXPECT_EQ(answer.status, 200U) << as_text(answer.body);
    return body_of(answer);
  }
  static std::string code(const http::Response& response) { return body_of(response).value("code", ""); }

  test::Reception house;
  std::unique_ptr<submission::SubmissionRegister> kept;
  const submission::Matter* matter = nullptr;
  std::optional<test::KnownParty> auditor, administrator, system, stranger, clerk;
};

TEST_F(ExemptionEndpoints, SayHowMuchWasExemptAndWhatCosts) {
  const json body = report();
  EXPECT_EQ(body["target_percent"], 20);
  EXPECT_EQ(body["total"]["submissions"], 2);
  EXPECT_EQ(body["total"]["asked_for"], 4);
  EXPECT_EQ(body["total"]["given"], 1);
  EXPECT_EQ(body["total"]["percent"], 25.0);
  EXPECT_EQ(body["total"]["paper_demanded"], 1);
  ASSERT_EQ(body["groups"].size(), 1U);
  EXPECT_EQ(body["groups"][0]["key"], matter->code);
  EXPECT_EQ(body["groups"][0]["name"], matter->name);
  const json& cost = body["costs"][0];
  EXPECT_EQ(cost["reason"], "MATERIAL_NOT_LINKED");
  EXPECT_EQ(cost["materials"], 2);
  EXPECT_EQ(cost["license_type"], nullptr);
  EXPECT_FALSE(cost["text"].get<std::string>().empty());
  EXPECT_FALSE(cost["next_step"].get<std::string>().empty());
  EXPECT_EQ(body["costs"][1]["reason"], "SUBMISSION_PAPER_DEMANDED");
  EXPECT_EQ(body["costs"][1]["issuer"], "issuer-a");
}

TEST_F(ExemptionEndpoints, NameAuthoritiesAndPeriods) {
  EXPECT_EQ(report({{"by", "authority"}})["groups"][0]["name"], matter->authority_name);
  const json month = report({{"by", "month"}})["groups"][0];
  EXPECT_EQ(month["key"], "2026-03");
  EXPECT_EQ(month["name"], nullptr);
}

TEST_F(ExemptionEndpoints, AreOfTheOwnAuthority) {
  for (const auto& party : {administrator, system})
    EXPECT_EQ(report({}, &*party)["total"]["submissions"], 2);
  EXPECT_EQ(report({}, &*stranger)["total"]["submissions"], 0);
  EXPECT_EQ(report({}, &*stranger)["total"]["percent"], nullptr);
  EXPECT_EQ(code(get(report_path, {{"authority", std::string(test::own_authority)}}, &*stranger)),
            "ACCESS_SCOPE");
  EXPECT_EQ(code(get(report_path, {}, &*clerk)), "ACCESS_DENIED");
  EXPECT_EQ(code(get(list_path, {}, &*clerk)), "ACCESS_DENIED");
  EXPECT_EQ(body_of(get(list_path, {}, &*stranger))["paper_demanded"].size(), 0U);
}

TEST_F(ExemptionEndpoints, RefuseWhatIsNoQuestion) {
  const std::map<std::string, std::string> wrong[] = {{{"by", "year"}},
                                                      {{"form", "pdf"}},
                                                      {{"from", "2026-1-1"}},
                                                      {{"to", "tomorrow"}},
                                                      {{"to", "2025-12-31"}},
                                                      {{"from", "2016-01-01"}},
                                                      {{"form", "csv"}, {"list", "all"}}};
  for (const auto& query : wrong)
    EXPECT_EQ(code(get(report_path, query)), "REQUEST_FIELDS") << query.begin()->first;
  EXPECT_EQ(code(get(list_path, {{"before", "x"}})), "REQUEST_FIELDS");
  EXPECT_EQ(get(report_path, {{"from", "2016-12-23"}}).status, 200U) << "3660 days";
}

TEST_F(ExemptionEndpoints, AreOfThisYearWhenNothingIsSaid) {
  const auto body = body_of(house.call_as(auditor->key, test::request_of("GET", report_path)));
  const std::string today = to_china_date(house.now);
  EXPECT_EQ(body["from"], today.substr(0, 4) + "-01-01");
  EXPECT_EQ(body["to"], today);
  EXPECT_EQ(body["by"], "matter");
}

TEST_F(ExemptionEndpoints, GiveTablesForSpreadsheets) {
  const auto csv = get(report_path, {{"form", "csv"}, {"lang", "zh"}});
  EXPECT_EQ(csv.content_type, "text/csv; charset=utf-8");
  const std::string_view text = as_text(csv.body);
  EXPECT_NE(text.find("免提交比例（%）"), std::string_view::npos);
  EXPECT_NE(text.find(matter->code), std::string_view::npos);
  const auto costs = get(report_path, {{"form", "csv"}, {"list", "costs"}, {"lang", "en"}});
  EXPECT_NE(as_text(costs.body).find("Reason code"), std::string_view::npos);
  EXPECT_NE(as_text(costs.body).find("MATERIAL_NOT_LINKED"), std::string_view::npos);
  const auto book = get(report_path, {{"form", "xlsx"}});
  EXPECT_EQ(book.content_type, api::xlsx_type);
  EXPECT_TRUE(as_text(book.body).starts_with("PK"));
}

TEST_F(ExemptionEndpoints, ListWherePaperWasDemandedAndNameNobody) {
  const auto answer = get(list_path);
  const json body = body_of(answer);
  ASSERT_EQ(body["paper_demanded"].size(), 1U);
  const json& one = body["paper_demanded"][0];
  EXPECT_EQ(one["number"], "0000000002");
  EXPECT_EQ(one["matter"]["name"], matter->name);
  EXPECT_EQ(one["authority"]["code"], matter->authority_code);
  EXPECT_EQ(one["demanded_on"], "2026-03-04");
  EXPECT_EQ(one["reason"], "窗口仍收取复印件");
  EXPECT_EQ(one["materials"], json({{{"name", "given"}, {"license_type", "type-a"}}}));
  for (const char* const personal : {"张三", "640104199001010026", "secret-case", "secret-license"})
    EXPECT_EQ(as_text(answer.body).find(personal), std::string_view::npos) << personal;
  EXPECT_EQ(body["next_before"], nullptr);
}

TEST_F(ExemptionEndpoints, ListFiftyAtOnce) {
  for (int number = 3; number <= 52; ++number)
    record(std::to_string(number), submission::State::paper_demanded);
  const json first = body_of(get(list_path));
  EXPECT_EQ(first["paper_demanded"].size(), 50U);
  const std::string before = std::to_string(first["next_before"].get<int>());
  const json rest = body_of(get(list_path, {{"before", before}}));
  EXPECT_EQ(rest["paper_demanded"].size(), 1U);
  EXPECT_EQ(rest["next_before"], nullptr);
}

} // namespace
} // namespace elicense
