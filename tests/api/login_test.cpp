// SPDX-License-Identifier: Apache-2.0
// The three doors of a login, with the development provider behind them.
#include "access/oidc_dev_provider.hpp"
#include "api/login.hpp"
#include "http/target.hpp"
#include "tests/support/reception.hpp"
#include <gmock/gmock.h>

namespace elicense {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view issuer = "https://idp.test", redirect_uri = "https://licenses.test/login/callback";

class LoginEndpoints : public testing::Test {
 protected:
  LoginEndpoints() { house.set_login(&login); }

  Result<std::string> fetch(const access::ProviderRequest& request) {
    if (request.url == access::discovery_url(issuer)) return provider.discovery();
    if (request.form.empty()) return provider.keys();
    return provider.redeem(http::read_target("/?" + request.form)->query);
  }
  http::Response get(const std::string& target, const std::string& cookie = "") {
    const auto read = http::read_target(target).value();
    return house.call("GET", read.path, {}, {{"cookie", cookie}}, read.query);
  }
  // Begins a login and chooses a person; the provider's way back, and the cookie of the browser.
  std::pair<std::string, std::string> arrive() {
    const auto begun = get("/login");
    EXPECT_EQ(begun.status, 302U);
    const std::string there = test::header_of(begun, "location"),
                      cookie = test::header_of(begun, "set-cookie");
    auto query = http::read_target("/" + there.substr(there.find('?'))).value().query;
    query.emplace("person", "zhang-san");
    const std::string back = provider.authorize(query).value();
    return {"/login/callback" + back.substr(back.find('?')), cookie.substr(0, cookie.find(';'))};
  }
  static std::string code_of(const http::Response& response) { return test::body_of(response)["code"]; }

  test::Reception house;
  access::DevelopmentProvider provider{std::string(issuer),          "elicense",
                                       std::string(redirect_uri),    test::new_key(),
                                       [this] { return house.now; }, crypto::system_random};
  access::RelyingParty party{{.issuer = std::string(issuer),
                              .client_id = "elicense",
                              .client_secret = crypto::SecretBytes(0),
                              .redirect_uri = std::string(redirect_uri)},
                             [this](const auto& request) { return fetch(request); },
                             [this] { return house.now; },
                             crypto::system_random};
  std::vector<access::Person> opened;
  api::Login login{party,
                   [this](const access::Person& person) -> Result<std::string> {
                     opened.push_back(person);
                     return "session=1";
                   },
                   [](const http::Request&) -> Result<std::string> { return "session="; }};
};

TEST_F(LoginEndpoints, LetAPersonIn) {
  const auto [back, cookie] = arrive();
  const auto finished = get(back, cookie);
  ASSERT_EQ(finished.status, 303U);
  EXPECT_EQ(test::header_of(finished, "location"), "/");
  EXPECT_THAT(finished.headers, testing::Contains(testing::Pair("set-cookie", "session=1")));
  ASSERT_EQ(opened.size(), 1U);
  EXPECT_EQ(opened[0].subject, "zhang-san");
  const auto ended = house.call("POST", "/logout");
  EXPECT_EQ(ended.status, 303U);
  EXPECT_EQ(test::header_of(ended, "set-cookie"), "session=");
}

TEST_F(LoginEndpoints, BindTheLoginToTheBrowser) {
  EXPECT_THAT(test::header_of(get("/login"), "set-cookie"),
              AllOf(StartsWith("__Host-elicense-login="), HasSubstr("Secure"), HasSubstr("HttpOnly"),
                    HasSubstr("SameSite=Lax"), HasSubstr("Path=/"), HasSubstr("Max-Age=600")));
  auto [back, cookie] = arrive();
  EXPECT_EQ(code_of(get(back)), "OIDC_STATE");
  EXPECT_EQ(code_of(get(back, "__Host-elicense-login=other")), "OIDC_STATE");
  EXPECT_EQ(code_of(get(back, cookie + "; " + cookie)), "OIDC_STATE");
  EXPECT_EQ(get(back, "a=b; " + cookie + "; c").status, 303U);
  EXPECT_EQ(code_of(get(back, cookie)), "OIDC_STATE"); // used
}

TEST_F(LoginEndpoints, LeadBackToThePageThatAsked) {
  const auto kept = [&](const std::string& target) {
    std::string found;
    for (const auto& [name, value] : get(target).headers)
      if (name == "set-cookie" && value.starts_with("__Host-elicense-return=")) found = value;
    EXPECT_THAT(found, AllOf(HasSubstr("Secure"), HasSubstr("HttpOnly"), HasSubstr("SameSite=Lax")));
    return found.substr(0, found.find(';'));
  };
  const auto lands_on = [&](const std::string& cookies) {
    const auto [back, state] = arrive();
    return test::header_of(get(back, state + cookies), "location");
  };
  for (const char* const page : {"/", "/verify", "/scan", "/complaints", "/report"}) {
    EXPECT_EQ(kept(std::string("/login?return=") + page), std::string("__Host-elicense-return=") + page);
    EXPECT_EQ(lands_on(std::string("; __Host-elicense-return=") + page), page);
  }
  for (const char* const elsewhere :
       {"https://evil.example/", "//evil.example", "/%5Cevil.example", "/scan/../x", "/scan?x", "/scan%23x",
        "scan", "/v1/licenses", "javascript:alert(1)"}) {
    EXPECT_EQ(kept(std::string("/login?return=") + elsewhere), "__Host-elicense-return=/") << elsewhere;
    EXPECT_EQ(lands_on(std::string("; __Host-elicense-return=") + elsewhere), "/") << elsewhere;
  }
  EXPECT_EQ(kept("/login?return=/scan&return=/verify"), "__Host-elicense-return=/");
  EXPECT_EQ(lands_on("; __Host-elicense-return=/scan; __Host-elicense-return=/verify"), "/");
}

TEST_F(LoginEndpoints, TakeAParameterOnce) {
  const auto [back, cookie] = arrive();
  EXPECT_EQ(code_of(get(back + "&state=x", cookie)), "OIDC_STATE");
  EXPECT_EQ(code_of(get(back + "&code=x", cookie)), "OIDC_CODE");
}

TEST_F(LoginEndpoints, SayThatThereIsNoProvider) {
  house.set_login(nullptr);
  for (const auto& answer : {get("/login"), get("/login/callback"), house.call("POST", "/logout")}) {
    EXPECT_EQ(answer.status, 404U);
    EXPECT_EQ(code_of(answer), "LOGIN_NOT_CONFIGURED");
  }
}

} // namespace
} // namespace elicense
