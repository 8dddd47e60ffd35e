// SPDX-License-Identifier: Apache-2.0
// Issuing and fetching licenses through the reception.
#include "tests/support/reception.hpp"

#include <gtest/gtest.h>

namespace elicense {
namespace {

using test::body_of;

class LicenseEndpoints : public ::testing::Test {
 protected:
  static test::Reception& house() {
    static test::Reception reception;
    return reception;
  }
  static nlohmann::json example(std::string_view type = test::business_license) {
    return house().types.find(type)->example;
  }
  static nlohmann::json issued() {
    static int number = 0;
    const auto response = house().issue(example(), "fixture-" + std::to_string(++number));
    EXPECT_EQ(response.status, 201U) << as_text(response.body);
    return body_of(response);
  }
  static http::Response post(std::string_view body, const std::string& key = "some-key") {
    return house().call("POST", "/v1/licenses", as_bytes(body),
                        {{"idempotency-key", key}, {"content-type", "application/json"}});
  }
  static void expect_problem(const http::Response& response, unsigned status, std::string_view code) {
    EXPECT_EQ(response.status, status) << as_text(response.body);
    EXPECT_EQ(response.content_type, "application/problem+json");
    const auto body = body_of(response);
    EXPECT_EQ(body["code"], code) << body;
    EXPECT_FALSE(body["title"].get<std::string>().empty());
    EXPECT_FALSE(body["next_step"].get<std::string>().empty());
    EXPECT_EQ(body["request_id"], "test-request");
  }
};

TEST_F(LicenseEndpoints, IssueAnswers201WithItsLocation) {
  const auto response = house().issue(example(), "first");
  ASSERT_EQ(response.status, 201U) << as_text(response.body);
  const auto license = body_of(response);
  EXPECT_EQ(test::header_of(response, "Location"),
            "/v1/licenses/" + license["identifier"].get<std::string>());
  EXPECT_EQ(license["state"], "valid");
  EXPECT_EQ(license["data"], example());
}

TEST_F(LicenseEndpoints, ARepeatGivesTheFirstAnswerAndAnotherRequestIsRefused) {
  const auto first = body_of(house().issue(example(), "again")),
             second = body_of(house().issue(example(), "again"));
  EXPECT_EQ(first["identifier"], second["identifier"]);
  const std::string_view identity_card = "11100000000013127D001";
  expect_problem(house().issue(example(identity_card), "again", identity_card), 409, "IDEMPOTENCY_MISMATCH");
}

TEST_F(LicenseEndpoints, EveryMalformedRequestIsNamed) {
  expect_problem(post("{}", ""), 400, "IDEMPOTENCY_KEY_MISSING");
  expect_problem(post("{}", std::string(129, 'k')), 400, "IDEMPOTENCY_KEY_MALFORMED");
  expect_problem(post("{}", "with blank"), 400, "IDEMPOTENCY_KEY_MALFORMED");
  expect_problem(post("["), 400, "JSON_MALFORMED");
  expect_problem(post(R"({"data":{},"data":{}})"), 400, "JSON_DUPLICATE_KEY");
  expect_problem(post("[]"), 400, "REQUEST_FIELDS");
  expect_problem(post(R"({"license_type":"x","data":{},"seal":"y"})"), 400, "REQUEST_FIELDS");
  expect_problem(post(R"({"license_type":7,"data":{}})"), 400, "REQUEST_FIELDS");
  expect_problem(post(R"({"license_type":"","data":{}})"), 400, "REQUEST_FIELDS");
  expect_problem(post(R"({"license_type":"x","data":[]})"), 400, "REQUEST_FIELDS");
  expect_problem(post(R"({"license_type":"x","data":{},"issued_on":1})"), 400, "REQUEST_FIELDS");
  expect_problem(post(R"({"license_type":"x","data":{}})"), 404, "TYPE_UNKNOWN");
}

TEST_F(LicenseEndpoints, TheLongestKeyIsAccepted) {
  EXPECT_EQ(house().issue(example(), std::string(128, 'k')).status, 201U);
}

TEST_F(LicenseEndpoints, DataThatBreaksTheSchemaIsRefused) {
  expect_problem(house().issue(nlohmann::json::object(), "empty"), 422, "LICENSE_DATA_INVALID");
}

TEST_F(LicenseEndpoints, ALicenseIsFetchedWithItsDocumentAndFaces) {
  const auto license = issued();
  const std::string self = "/v1/licenses/" + license["identifier"].get<std::string>();
  EXPECT_EQ(body_of(house().call("GET", self))["document_sm3"], license["document_sm3"]);
  const auto document = house().call("GET", self + "/document");
  EXPECT_EQ(document.content_type, "application/ofd");
  EXPECT_EQ(to_hex(crypto::sm3(document.body)), license["document_sm3"].get<std::string>());
  EXPECT_TRUE(as_text(house().call("GET", self + "/face.png").body).starts_with("\x89PNG"));
  EXPECT_TRUE(as_text(house().call("GET", self + "/face.pdf").body).starts_with("%PDF"));
  EXPECT_EQ(house().call("GET", self + "/face.svg").content_type, "image/svg+xml");
}

TEST_F(LicenseEndpoints, UnknownAndMalformedIdentifiersAreRefusedEverywhere) {
  const std::string absent =
      "/v1/licenses/1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U";
  for (const char* part : {"", "/document", "/face.png", "/face.svg", "/face.pdf"}) {
    expect_problem(house().call("GET", absent + part), 404, "LICENSE_NOT_FOUND");
    expect_problem(house().call("GET", std::string("/v1/licenses/1.2.3") + part), 400,
                   "IDENTIFIER_MALFORMED");
    expect_problem(house().call("GET", absent.substr(0, absent.size() - 1) + "V" + part), 422,
                   "IDENTIFIER_CHECK");
  }
}

TEST_F(LicenseEndpoints, TypesAreListedAndShown) {
  const auto list = body_of(house().call("GET", "/v1/license-types"))["license_types"];
  EXPECT_EQ(list.size(), house().types.all().size());
  for (const auto& type : list) {
    const auto shown = body_of(house().call("GET", "/v1/license-types/" + type["code"].get<std::string>()));
    EXPECT_EQ(shown["name"], type["name"]);
    EXPECT_TRUE(shown["schema"].is_object() && shown["example"].is_object());
  }
  expect_problem(house().call("GET", "/v1/license-types/none"), 404, "TYPE_UNKNOWN");
}

TEST_F(LicenseEndpoints, ProblemsSpeakTheReadersLanguage) {
  const auto title = [&](const char* language) {
    return body_of(
        house().call("GET", "/v1/license-types/none", {}, {{"accept-language", language}}))["title"];
  };
  EXPECT_NE(title("en"), title("zh-CN"));
  const auto asked =
      house().call("GET", "/v1/license-types/none", {}, {{"accept-language", "zh"}}, {{"lang", "en"}});
  EXPECT_EQ(body_of(asked)["title"], title("en"));
}

} // namespace
} // namespace elicense
