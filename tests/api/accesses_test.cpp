// SPDX-License-Identifier: Apache-2.0
// Every reading of a license is recorded before it is shown, and its holder sees who read.
#include "tests/support/reception.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace elicense {
namespace {

using test::body_of;

class Accesses : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto& example = house.types.find(identity_card)->example;
    license = body_of(house.issue(example, "key", identity_card));
    self = "/v1/licenses/" + license["identifier"].get<std::string>();
  }
  std::string page() const {
    const auto url = license["verification_url"].get<std::string>();
    return url.substr(url.find("/v/"));
  }
  http::Response claim(const nlohmann::json& fields, const std::string& identifier) const {
    const std::string body = nlohmann::json{{"identifier", identifier}, {"fields", fields}}.dump();
    return house.call("POST", "/v1/verifications", as_bytes(body), {{"content-type", "application/json"}});
  }
  static constexpr std::string_view identity_card = "11100000000013127D001";
  test::Reception house;
  nlohmann::json license;
  std::string self;
};

TEST_F(Accesses, EveryWayToReadALicenseIsRecorded) {
  const std::pair<std::string, std::string> ways[] = {{self, "license"},
                                                      {self + "/document", "document"},
                                                      {self + "/face.png", "face"},
                                                      {self + "/face.svg", "face"},
                                                      {self + "/face.pdf", "face"},
                                                      {page(), "page"}};
  for (const auto& [path, what] : ways) {
    ASSERT_EQ(house.call("GET", path).status, 200U) << path;
    const auto access = house.accesses.all().back();
    EXPECT_EQ(access.what, what);
    EXPECT_EQ(access.license, license["identifier"]);
    EXPECT_EQ(access.holder.code, license["holder"]["code"]);
    EXPECT_FALSE(access.reader.client.empty()) << "the client that signed";
    EXPECT_EQ(access.masked, what == "page");
    EXPECT_EQ(access.at, house.now);
  }
  EXPECT_EQ(house.accesses.all().size(), std::size(ways));
}

TEST_F(Accesses, AnsweredClaimsAreRecordedWithTheirFields) {
  const std::string identifier = license["identifier"];
  ASSERT_EQ(claim({{"holder_name", "张三样例"}, {"性别", "男"}}, identifier).status, 200U);
  EXPECT_THAT(house.accesses.all().back().fields, testing::ElementsAre("holder_name", "性别"));
  EXPECT_EQ(house.accesses.all().back().what, "claims");
  const std::size_t recorded = house.accesses.all().size();
  ASSERT_EQ(claim({{"性别", "男"}}, identifier).status, 200U);          // incomplete: nothing is told
  ASSERT_EQ(claim({{"holder_name", "张三样例"}}, "none").status, 200U); // no such license
  EXPECT_EQ(house.accesses.all().size(), recorded);
}

TEST_F(Accesses, WhatCannotBeRecordedIsNotShown) {
  house.accesses.broken = true;
  for (const char* const part : {"", "/document", "/face.png", "/face.svg", "/face.pdf"}) {
    const auto answer = house.call("GET", self + part);
    EXPECT_EQ(answer.status, 503U) << part;
    EXPECT_EQ(body_of(answer)["code"], "STORE_FULL");
  }
  EXPECT_EQ(claim({{"holder_name", "张三样例"}}, license["identifier"]).status, 503U);
  const auto answer = house.call("GET", page());
  EXPECT_EQ(answer.status, 503U);
  EXPECT_EQ(as_text(answer.body).find("张"), std::string_view::npos);
}

TEST_F(Accesses, AHolderSeesWhoRead) {
  house.call("GET", self, {}, {{"elicense-purpose", "inspection"}, {"elicense-case", "2026-17"}});
  house.call("GET", page());
  house.holder = license::Holder{"张三样例", "111", license["holder"]["code"]};
  const auto answer = house.call("GET", "/v1/holders/me/accesses");
  ASSERT_EQ(answer.status, 200U) << as_text(answer.body);
  const auto body = body_of(answer);
  ASSERT_EQ(body["accesses"].size(), 2U);
  EXPECT_EQ(body["accesses"][0]["what"], "page");
  EXPECT_EQ(body["accesses"][1]["purpose"], "inspection");
  EXPECT_EQ(body["accesses"][1]["case"], "2026-17");
  EXPECT_EQ(body["next_before"], nullptr);
  EXPECT_EQ(as_text(answer.body).find(license["holder"]["code"].get<std::string>()), std::string_view::npos);
}

TEST_F(Accesses, ComeInPages) {
  for (std::size_t i = 0; i < privacy::max_accesses_at_once + 1; ++i)
    house.call("GET", page());
  house.holder = license::Holder{"", "111", license["holder"]["code"]};
  const auto first = body_of(house.call("GET", "/v1/holders/me/accesses"));
  EXPECT_EQ(first["accesses"].size(), privacy::max_accesses_at_once);
  const std::string next = std::to_string(first["next_before"].get<int>());
  const auto second = body_of(house.call("GET", "/v1/holders/me/accesses", {}, {}, {{"before", next}}));
  EXPECT_EQ(second["accesses"].size(), 1U);
  EXPECT_EQ(second["next_before"], nullptr);
  for (const char* const wrong : {"0", "-1", "x", "1x", "", "99999999999999999999"})
    EXPECT_EQ(house.call("GET", "/v1/holders/me/accesses", {}, {}, {{"before", wrong}}).status, 400U)
        << wrong;
}

TEST_F(Accesses, AreForHoldersOnly) {
  const auto answer = house.call("GET", "/v1/holders/me/accesses");
  EXPECT_EQ(answer.status, 403U);
  EXPECT_EQ(body_of(answer)["code"], "ACCESS_DENIED");
  house.holder = license::Holder{"", "111", "another"};
  EXPECT_TRUE(body_of(house.call("GET", "/v1/holders/me/accesses"))["accesses"].empty());
}

} // namespace
} // namespace elicense
