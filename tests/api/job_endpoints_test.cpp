// SPDX-License-Identifier: Apache-2.0
// The endpoints of jobs without a socket: what they take, what they tell, and to whom.
#include "http/event_queue.hpp"
#include "tests/support/reception.hpp"

#include <gtest/gtest.h>

namespace elicense {
namespace {

using test::body_of;
using Query = std::multimap<std::string, std::string, std::less<>>;

class JobEndpoints : public ::testing::Test {
 protected:
  http::Response post(const std::string& path, const std::string& body, const std::string& key = {}) const {
    access::Headers headers{{"content-type", "application/json"}};
    if (!key.empty()) headers.emplace("idempotency-key", key);
    return house.call("POST", path, as_bytes(body), {headers.begin(), headers.end()});
  }
  // A file of one row that is clean, or not.
  http::Response start(bool clean, const std::string& dry_run = "true") const {
    nlohmann::json row = house.types.find(test::business_license)->example;
    if (!clean) row["成立日期"] = "2019-02-30";
    return house.call(
        "POST", "/v1/imports", as_bytes(row.dump()), {{"content-type", "application/x-ndjson"}},
        Query{{"license_type", std::string(test::business_license)}, {"batch", "a"}, {"dry_run", dry_run}});
  }
  nlohmann::json judged(bool clean) const {
    const auto started = body_of(start(clean));
    EXPECT_TRUE(*house.context().jobs.worker.work_one());
    return body_of(house.call("GET", "/v1/jobs/" + started["id"].get<std::string>()));
  }
  std::string code(const http::Response& response) const { return body_of(response)["code"]; }
  static std::string description(const std::string& change = "\"batch\":\"pieces\"") {
    return R"({"license_type":"11100000MB0143028R001","format":"csv","size":4,"sm3":")" +
           std::string(64, '0') + "\"," + change + "}";
  }

  test::Reception house;
};

TEST_F(JobEndpoints, ADryRunTellsItsPassportAndWhatIsNext) {
  const auto started = start(true);
  EXPECT_EQ(started.status, 202U);
  EXPECT_EQ(body_of(started)["state"], "waiting");
  EXPECT_EQ(test::header_of(started, "Location"), "/v1/jobs/" + body_of(started)["id"].get<std::string>());
  ASSERT_TRUE(*house.context().jobs.worker.work_one());
  const auto job = body_of(house.call("GET", test::header_of(started, "Location"), {}, {}, {{"lang", "zh"}}));
  EXPECT_EQ(job["state"], "done");
  EXPECT_EQ(job["passport"]["grades"]["A"], 1);
  EXPECT_EQ(job["message"], "文件已评估，未作任何更改。");
  EXPECT_EQ(job["import"]["batch"], "a");
  EXPECT_TRUE(job["decision"].is_null());
  const auto list = body_of(house.call("GET", "/v1/jobs"))["jobs"];
  EXPECT_EQ(list[0]["id"], job["id"]);
}

TEST_F(JobEndpoints, RowsSayWhyAndAreMaskedForWhoSeesThemMasked) {
  const auto job = judged(false);
  const std::string path = "/v1/jobs/" + job["id"].get<std::string>() + "/rows";
  const auto before = house.licenses.book.leaves.size();
  const auto whole = body_of(house.call("GET", path));
  EXPECT_EQ(house.licenses.book.leaves.size(), before + 1) << "that they were read is in the ledger";
  EXPECT_EQ(whole["masked"], false);
  EXPECT_EQ(whole["rows"][0]["cells"]["成立日期"], "2019-02-30");
  const auto auditor = house.people.with_secret({access::Role::auditor}, test::own_authority).key;
  const auto masked = body_of(house.call_as(auditor, test::request_of("GET", path)));
  EXPECT_EQ(masked["masked"], true);
  EXPECT_TRUE(masked["rows"][0]["cells"].is_null());
  EXPECT_EQ(masked["rows"][0]["findings"][0]["rule"], "date_malformed");
  EXPECT_FALSE(masked["rows"][0]["findings"][0]["next_step"].get<std::string>().empty());
  EXPECT_EQ(masked.dump().find("2019-02-30"), std::string::npos);
  for (const char* const limit : {"0", "201", "x"})
    EXPECT_EQ(code(house.call("GET", path, {}, {}, {{"limit", limit}})), "REQUEST_FIELDS");
  EXPECT_EQ(code(house.call("GET", path, {}, {}, {{"cursor", "x"}})), "REQUEST_FIELDS");
}

TEST_F(JobEndpoints, AFileIsDescribedAndComesInPieces) {
  const auto started = post("/v1/imports", description());
  ASSERT_EQ(started.status, 202U) << as_text(started.body);
  const std::string path = test::header_of(started, "Location") + "/pieces/";
  const auto piece = [&](const std::string& number, std::string_view bytes) {
    return house.call("POST", path + number, as_bytes(bytes), {{"content-type", "application/octet-stream"}});
  };
  EXPECT_EQ(code(piece("x", "a")), "REQUEST_FIELDS");
  EXPECT_EQ(code(piece("2", "a")), "JOB_PIECE");
  EXPECT_EQ(body_of(piece("1", "ab"))["import"]["next_piece"], 2);
  EXPECT_EQ(code(piece("2", "cd")), "JOB_FILE_DIGEST");
  const auto failed = body_of(house.call("GET", test::header_of(started, "Location")));
  EXPECT_EQ(failed["failure"]["code"], "JOB_FILE_DIGEST");
}

TEST_F(JobEndpoints, RefuseWhatIsNotTheirs) {
  for (const char* const change : {"\"batch\":1", "\"more\":1", "\"dry_run\":\"yes\"", "\"mapping\":[]"})
    EXPECT_EQ(code(post("/v1/imports", description(change))), "REQUEST_FIELDS") << change;
  EXPECT_EQ(code(post("/v1/imports", "[]")), "REQUEST_FIELDS");
  EXPECT_EQ(code(start(true, "maybe")), "REQUEST_FIELDS");
  EXPECT_EQ(code(house.call("GET", "/v1/jobs/none")), "JOB_NOT_FOUND");
  const auto narrow = house.people.with_secret({access::Role::issuer_clerk}, test::own_authority).key;
  EXPECT_EQ(code(house.call_as(narrow, test::request_of("POST", "/v1/imports", description(),
                                                        {{"content-type", "application/json"}}))),
            "ACCESS_SCOPE");
  const auto elsewhere =
      house.people.with_secret({access::Role::issuer_clerk}, test::other_authority, "license_type:*").key;
  EXPECT_EQ(code(house.call_as(elsewhere, test::request_of("POST", "/v1/imports", description(),
                                                           {{"content-type", "application/json"}}))),
            "ACCESS_SCOPE");
}

TEST_F(JobEndpoints, WhatIsNoImportHasNothingToSign) {
  const std::string job = "/v1/jobs/" + judged(true)["id"].get<std::string>();
  EXPECT_EQ(body_of(house.call("GET", job + "/sample"))["sample"].size(), 0U);
  EXPECT_EQ(code(house.call("POST", job + "/sign")), "JOB_STATE");
  EXPECT_EQ(code(post(job + "/refuse", R"({"reason":"x"})")), "JOB_STATE");
  EXPECT_EQ(code(post(job + "/sample/1", R"({"verdict":"right"})")), "SAMPLE_NOT_FOUND");
  EXPECT_EQ(code(post(job + "/sample/1", R"({"verdict":"perhaps"})")), "REQUEST_FIELDS");
  EXPECT_EQ(code(post(job + "/sample/x", R"({"verdict":"right"})")), "SAMPLE_NOT_FOUND");
  EXPECT_EQ(code(house.call("POST", job + "/cancel")), "JOB_STATE");
  EXPECT_EQ(code(house.call("POST", job + "/withdraw")), "JOB_STATE");
}

TEST_F(JobEndpoints, EventsAreOpenToWhoComesBack) {
  const std::string job = "/v1/jobs/" + judged(true)["id"].get<std::string>() + "/events";
  EXPECT_EQ(code(house.call("GET", job, {}, {{"last-event-id", "x"}})), "REQUEST_FIELDS");
  const auto open = house.call("GET", job, {}, {{"last-event-id", "3"}});
  EXPECT_EQ(open.content_type, "text/event-stream");
  ASSERT_TRUE(open.events);
  EXPECT_TRUE(house.context().jobs.watchers.spread());
  const auto text = open.events->take();
  ASSERT_TRUE(text);
  EXPECT_NE(text->find("\"state\":\"done\""), std::string::npos);
  EXPECT_FALSE(open.events->take()) << "the job is over";
}

TEST_F(JobEndpoints, ADecisionIsPreviewedBeforeItIsProposed) {
  const std::string type = std::string(R"("license_type":")") + std::string(test::business_license) + "\"";
  const std::string wish = R"({"transition":"revoke","reason":"court_order","legal_basis":"条款",)" + type;
  EXPECT_EQ(code(post("/v1/decisions", wish + R"(,"dry_run":true})")), "DECISION_EMPTY");
  house.issue(house.types.find(test::business_license)->example, "one");
  const auto preview = post("/v1/decisions", wish + R"(,"dry_run":true})");
  EXPECT_EQ(preview.status, 200U);
  EXPECT_EQ(body_of(preview)["selected"], 1);
  EXPECT_EQ(body_of(preview)["by_state"]["valid"], 1);
  EXPECT_EQ(code(post("/v1/decisions", wish + "}")), "IDEMPOTENCY_KEY_MISSING");
  EXPECT_EQ(code(post("/v1/decisions", wish + R"(,"expected":2})", "a")), "DECISION_CHANGED");
  for (const char* const more : {R"(,"import":"x"})", R"(,"state":"none"})", R"(,"issued_from":"x"})"})
    EXPECT_EQ(code(post("/v1/decisions", wish + more, "a")), "REQUEST_FIELDS") << more;
  EXPECT_EQ(code(post("/v1/decisions", R"({"transition":"revoke"})", "a")), "REQUEST_FIELDS");
  EXPECT_EQ(code(post("/v1/decisions", R"({"transition":"revoke","import":"none"})", "a")), "JOB_NOT_FOUND");
}

} // namespace
} // namespace elicense
