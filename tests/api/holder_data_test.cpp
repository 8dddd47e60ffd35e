// SPDX-License-Identifier: Apache-2.0
// What a holder can take away, and say is wrong.
#include "tests/support/reception.hpp"

#include <gtest/gtest.h>

namespace elicense {
namespace {

using test::body_of;

class HolderData : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto& example = house.types.find(identity_card)->example;
    license = body_of(house.issue(example, "key", identity_card));
    identifier = license["identifier"];
    house.holders.licenses.push_back(house.licenses.find(identifier).value());
    house.holder = license::Holder{"", "111", license["holder"]["code"]};
  }
  http::Response post(const std::string& path, const nlohmann::json& body) const {
    return house.call("POST", path, as_bytes(body.dump()), {{"content-type", "application/json"}});
  }
  http::Response ask(const nlohmann::json& body) const { return post("/v1/holders/me/corrections", body); }
  nlohmann::json correction() const {
    return {{"license", identifier}, {"field", "住址"}, {"text", "应为2单元502室"}};
  }
  static constexpr std::string_view identity_card = "11100000000013127D001";
  test::Reception house;
  nlohmann::json license;
  std::string identifier;
};

TEST_F(HolderData, ExportHoldsEverythingAndIsItselfRecorded) {
  ASSERT_EQ(ask(correction()).status, 201U);
  const auto answer = house.call("GET", "/v1/holders/me/export");
  ASSERT_EQ(answer.status, 200U) << as_text(answer.body);
  const auto body = body_of(answer);
  ASSERT_EQ(body["licenses"].size(), 1U);
  EXPECT_EQ(body["licenses"][0]["data"], license["data"]);
  EXPECT_EQ(body["licenses"][0]["links"]["document"], "/v1/licenses/" + identifier + "/document");
  EXPECT_EQ(body["corrections"][0]["text"], "应为2单元502室");
  EXPECT_EQ(body["accesses"][0]["what"], "export");
}

TEST_F(HolderData, ExportsNothingThatCannotBeRecorded) {
  house.accesses.broken = true;
  EXPECT_EQ(house.call("GET", "/v1/holders/me/export").status, 503U);
}

TEST_F(HolderData, ACorrectionIsAskedAndAnswered) {
  const auto asked = ask(correction());
  ASSERT_EQ(asked.status, 201U) << as_text(asked.body);
  const std::string number = std::to_string(body_of(asked)["number"].get<int>());
  const auto open = body_of(house.call("GET", "/v1/corrections"))["corrections"];
  ASSERT_EQ(open.size(), 1U);
  EXPECT_EQ(open[0]["field"], "住址");
  EXPECT_EQ(open[0]["answered_at"], nullptr);
  EXPECT_TRUE(
      body_of(house.call("GET", "/v1/corrections", {}, {}, {{"after", number}}))["corrections"].empty());
  const std::string answers = "/v1/corrections/" + number + "/answers";
  EXPECT_EQ(post(answers, {{"state", "accepted"}}).status, 200U);
  EXPECT_EQ(post(answers, {{"state", "refused"}}).status, 409U);
  const auto mine = body_of(house.call("GET", "/v1/holders/me/corrections"))["corrections"];
  EXPECT_EQ(mine[0]["state"], "accepted");
  EXPECT_EQ(mine[0]["answered_at"], to_rfc3339(house.now));
}

TEST_F(HolderData, AnotherHoldersLicenseCannotBeToldFromNone) {
  house.holder = license::Holder{"", "111", "64010419900101003X"};
  const auto others = ask(correction());
  auto absent = correction();
  absent["license"] = "none";
  EXPECT_EQ(others.status, 404U);
  EXPECT_EQ(others.body, ask(absent).body);
}

TEST_F(HolderData, MalformedCorrectionsAreRefused) {
  const auto with = [&](const char* member, const nlohmann::json& value) {
    auto body = correction();
    body[member] = value;
    return body;
  };
  EXPECT_EQ(ask(with("text", std::string(privacy::max_correction_text, 'x'))).status, 201U);
  for (const auto& body : {nlohmann::json::array(), nlohmann::json::object(), with("more", "x"),
                           with("text", ""), with("text", 7), with("field", "没有"), with("license", 7),
                           with("text", std::string(privacy::max_correction_text + 1, 'x'))})
    EXPECT_EQ(ask(body).status, 400U) << body;
  for (const auto& body :
       {nlohmann::json{{"state", "open"}}, nlohmann::json{{"state", 1}}, nlohmann::json::object()})
    EXPECT_EQ(post("/v1/corrections/1/answers", body).status, 400U) << body;
  EXPECT_EQ(post("/v1/corrections/x/answers", {{"state", "refused"}}).status, 400U);
  EXPECT_EQ(house.call("GET", "/v1/corrections", {}, {}, {{"after", "-1"}}).status, 400U);
}

TEST_F(HolderData, IsForHoldersOnly) {
  house.holder.reset();
  for (const auto& answer : {house.call("GET", "/v1/holders/me/export"),
                             house.call("GET", "/v1/holders/me/corrections"), ask(correction())}) {
    EXPECT_EQ(answer.status, 403U);
    EXPECT_EQ(body_of(answer)["code"], "ACCESS_DENIED");
  }
}

} // namespace
} // namespace elicense
