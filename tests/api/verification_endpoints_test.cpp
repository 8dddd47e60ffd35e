// SPDX-License-Identifier: Apache-2.0
// Verifying, sealing, and the page behind a QR, through the reception.
#include "tests/support/reception.hpp"

#include <gtest/gtest.h>

namespace elicense {
namespace {

using test::body_of;

class VerificationEndpoints : public ::testing::Test {
 protected:
  VerificationEndpoints() {
    license = body_of(house.issue(house.types.find(test::business_license)->example, "the-license"));
    document = house.call("GET", path() + "/document").body;
  }
  std::string path() const { return "/v1/licenses/" + license["identifier"].get<std::string>(); }
  std::string page_path() const {
    const auto url = license["verification_url"].get<std::string>();
    return url.substr(url.find("/v/"));
  }
  http::Response verify(ByteView body,
                        std::multimap<std::string, std::string, std::less<>> query = {}) const {
    return house.call("POST", "/v1/verifications", body, {{"content-type", "application/ofd"}}, query);
  }
  http::Response claim(const nlohmann::json& body) const {
    return house.call("POST", "/v1/verifications", as_bytes(body.dump()),
                      {{"content-type", "application/json"}});
  }
  http::Response seal(std::multimap<std::string, std::string, std::less<>> query,
                      std::string_view id = test::test_seal) const {
    return house.call("POST", "/v1/seals/" + std::string(id) + "/signatures", document,
                      {{"content-type", "application/ofd"}}, query);
  }
  void set_state(license::State state) { house.licenses.set_state(license["identifier"], state); }

  test::Reception house;
  nlohmann::json license;
  Bytes document;
};

TEST_F(VerificationEndpoints, AGoodDocumentIsTrustedAndABadOneIsStillAnAnswer) {
  EXPECT_EQ(body_of(verify(document))["verdict"], "trusted") << as_text(verify(document).body);
  const auto bad = verify(as_bytes("not an OFD"));
  EXPECT_EQ(bad.status, 200U);
  EXPECT_EQ(body_of(bad)["verdict"], "untrusted");
}

TEST_F(VerificationEndpoints, TheTimeAskedAboutIsUsedOrRefused) {
  EXPECT_EQ(body_of(verify(document, {{"at", "2001-01-01T00:00:00Z"}}))["freshness"]["asked_at"],
            "2001-01-01T00:00:00Z");
  const auto refused = verify(document, {{"at", "tomorrow"}});
  EXPECT_EQ(refused.status, 400U);
  EXPECT_EQ(body_of(refused)["code"], "REQUEST_TIME");
}

TEST_F(VerificationEndpoints, ARevokedLicenseIsUntrustedThoughItsDocumentIsIntact) {
  set_state(license::State::revoked);
  EXPECT_EQ(body_of(verify(document))["verdict"], "untrusted");
}

TEST_F(VerificationEndpoints, ClaimsHaveTheOutcomesOf36906) {
  const auto outcome = [&](const nlohmann::json& fields) {
    return body_of(claim({{"identifier", license["identifier"]}, {"fields", fields}}))["outcome"].get<int>();
  };
  const nlohmann::json good = {{"holder_name", license["holder"]["name"]},
                               {"holder_code", license["holder"]["code"]}};
  EXPECT_EQ(outcome(good), 0);
  EXPECT_EQ(outcome({{"holder_name", "别人"}}), 6);
  EXPECT_EQ(outcome(nlohmann::json::object()), 4);
  set_state(license::State::suspended);
  EXPECT_EQ(outcome(good), 2);
  set_state(license::State::cancelled);
  EXPECT_EQ(outcome(good), 3);
}

TEST_F(VerificationEndpoints, AMalformedClaimIsRefused) {
  for (const nlohmann::json& body :
       {nlohmann::json::array(), nlohmann::json{{"identifier", "x"}},
        nlohmann::json{{"identifier", 1}, {"fields", {}}},
        nlohmann::json{{"identifier", "x"}, {"fields", "y"}},
        nlohmann::json{{"identifier", "x"}, {"fields", nlohmann::json::object()}, {"more", 1}}}) {
    EXPECT_EQ(claim(body).status, 400U) << body;
    EXPECT_EQ(body_of(claim(body))["code"], "REQUEST_FIELDS") << body;
  }
}

TEST_F(VerificationEndpoints, ASecondSealIsTrustedToo) {
  const auto sealed = seal({{"page", "1"}, {"x", "5"}, {"y", "5"}});
  ASSERT_EQ(sealed.status, 200U) << as_text(sealed.body);
  EXPECT_EQ(body_of(verify(sealed.body))["signatures"].size(), 2U);
}

TEST_F(VerificationEndpoints, ASealNeedsAPlaceAndHasToExist) {
  using Query = std::multimap<std::string, std::string, std::less<>>;
  const Query bad[] = {{},
                       {{"page", "0"}, {"x", "5"}, {"y", "5"}},
                       {{"page", "1001"}, {"x", "5"}, {"y", "5"}},
                       {{"page", "1"}, {"x", "-1"}, {"y", "5"}},
                       {{"page", "1"}, {"x", "5"}, {"y", "10001"}},
                       {{"page", "1"}, {"x", "5mm"}, {"y", "5"}},
                       {{"page", "1"}, {"x", "nan"}, {"y", "5"}}};
  for (const Query& query : bad)
    EXPECT_EQ(body_of(seal(query))["code"], "REQUEST_PLACE");
  EXPECT_EQ(seal({{"page", "1"}, {"x", "5"}, {"y", "5"}}, "none").status, 404U);
  EXPECT_EQ(body_of(seal({{"page", "1"}, {"x", "9000"}, {"y", "5"}}))["code"], "SEAL_PLACE");
}

TEST_F(VerificationEndpoints, ThePageSaysTheStateInWords) {
  const auto text = [&] { return std::string(as_text(house.call("GET", page_path()).body)); };
  EXPECT_NE(text().find("证照有效"), std::string::npos);
  const std::pair<license::State, const char*> states[] = {{license::State::suspended, "证照已暂停"},
                                                           {license::State::replaced, "证照已变更"},
                                                           {license::State::cancelled, "证照已注销"},
                                                           {license::State::annulled, "证照已撤销"},
                                                           {license::State::revoked, "证照已吊销"}};
  for (const auto& [state, words] : states) {
    set_state(state);
    EXPECT_NE(text().find(words), std::string::npos) << words;
  }
}

TEST_F(VerificationEndpoints, ThePageOfAnErasedLicenseSaysSo) {
  const std::string page = page_path();
  house.licenses.erase(license["identifier"]);
  const auto answer = house.call("GET", page);
  EXPECT_EQ(answer.status, 410U);
  const std::string text(as_text(answer.body));
  EXPECT_NE(text.find("该证照的数据已删除"), std::string::npos);
  EXPECT_EQ(text.find(license["issuer"]["name"].get<std::string>()), std::string::npos);
}

TEST_F(VerificationEndpoints, ThePageHoldsNoCodeOfTheHolder) {
  const std::string_view identity_card = "11100000000013127D001";
  const auto data = house.types.find(identity_card)->example;
  const auto card = body_of(house.issue(data, "card", identity_card));
  const auto url = card["verification_url"].get<std::string>();
  const std::string text(as_text(house.call("GET", url.substr(url.find("/v/"))).body));
  EXPECT_EQ(text.find(card["holder"]["code"].get<std::string>()), std::string::npos);
  EXPECT_EQ(text.find(card["holder"]["name"].get<std::string>()), std::string::npos);
}

TEST_F(VerificationEndpoints, AnUnknownReferenceIs404InBothLanguages) {
  const auto chinese = house.call("GET", "/v/unknown"),
             english = house.call("GET", "/v/unknown", {}, {}, {{"lang", "en"}});
  EXPECT_EQ(chinese.status, 404U);
  EXPECT_NE(as_text(chinese.body).find("lang=\"zh\""), std::string_view::npos);
  EXPECT_NE(as_text(english.body).find("lang=\"en\""), std::string_view::npos);
}

TEST_F(VerificationEndpoints, ReadinessIsRedWhenAListHasExpired) {
  EXPECT_EQ(house.call("GET", "/readyz").status, 200U);
  EXPECT_EQ(house.call("GET", "/healthz").status, 200U);
  house.now = test::utc("2027-02-01T00:00:00Z"); // the lists were due on 2027-01-01
  const auto red = house.call("GET", "/readyz");
  EXPECT_EQ(red.status, 503U);
  EXPECT_EQ(body_of(red)["code"], "READY_STALE_CRL");
}

TEST_F(VerificationEndpoints, MetricsCountVerdicts) {
  verify(document);
  EXPECT_NE(as_text(house
                        .call_as(house.people.with_secret({access::Role::auditor}).key,
                                 test::request_of("GET", "/metrics"))
                        .body)
                .find("trusted"),
            std::string_view::npos);
}

} // namespace
} // namespace elicense
