// SPDX-License-Identifier: Apache-2.0
// Where a session's text may come from.
#include "access/session.hpp"
#include "tests/support/known_parties.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::access {
namespace {

using test::fails_with;
using test::TestRequest;

const std::string text(43, 's');

TestRequest with(Headers headers, std::string method = "GET") {
  TestRequest request = test::get("/");
  request.method = std::move(method);
  request.headers.merge(headers);
  return request;
}
Result<std::string> shown(const TestRequest& request) {
  return session_text(request.presented());
}

TEST(SessionText, ComesFromAuthorizationOrCookie) {
  EXPECT_EQ(shown(with({})).value(), "");
  EXPECT_EQ(shown(with({{"authorization", "Bearer " + text}})).value(), text);
  EXPECT_EQ(shown(with({{"cookie", "a=b; __Host-elicense=" + text + "; c=d"}})).value(), text);
  EXPECT_EQ(shown(with({{"cookie", "elicense=" + text + "; __Host-elicense2=x"}})).value(), "");
  EXPECT_EQ(shown(with({{"cookie", "__Host-elicense=x"}, {"authorization", "Bearer " + text}})).value(),
            text);
}

TEST(SessionText, AnAuthorizationOfAnotherShapeIsRefused) {
  for (const std::string& bad : {std::string(), std::string("Basic YTpi"), "bearer " + text,
                                 "Bearer " + text + "x", "Bearer " + text.substr(1)})
    EXPECT_THAT(shown(with({{"authorization", bad}})), fails_with("AUTHORIZATION_MALFORMED")) << bad;
}

TEST(SessionText, ACookieChangesThingsOnlyFromOurOwnPages) {
  const Headers cookie = {{"cookie", "__Host-elicense=" + text}};
  const auto post = [&](Headers more) {
    more.insert(cookie.begin(), cookie.end());
    return shown(with(more, "POST"));
  };
  EXPECT_EQ(post({{"sec-fetch-site", "same-origin"}}).value(), text);
  EXPECT_EQ(post({{"origin", "https://127.0.0.1:8443"}}).value(), text);
  for (const Headers& foreign :
       {Headers{}, Headers{{"sec-fetch-site", "cross-site"}}, Headers{{"sec-fetch-site", "same-site"}},
        Headers{{"sec-fetch-site", "none"}},
        Headers{{"sec-fetch-site", "cross-site"}, {"origin", "https://127.0.0.1:8443"}},
        Headers{{"origin", "https://evil.example"}}, Headers{{"origin", "http://127.0.0.1:8443"}},
        Headers{{"origin", "null"}}})
    EXPECT_THAT(post(foreign), fails_with("SESSION_FOREIGN_SITE"));
  EXPECT_EQ(shown(with({{"authorization", "Bearer " + text}}, "POST")).value(), text)
      << "no browser adds this by itself";
}

TEST(SessionCookie, IsForThisHostAndNoScript) {
  EXPECT_EQ(cookie_of("x"), "__Host-elicense=x; Path=/; Secure; HttpOnly; SameSite=Strict");
  EXPECT_EQ(ended_cookie(), "__Host-elicense=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
}

TEST(NewSession, HasASecretOf256BitsAndKeepsItsDigest) {
  const auto made = new_login("p", {Role::auditor}, {}, Time(), crypto::system_random);
  EXPECT_EQ(from_hex(to_hex(made.session.digest)).value().size(), 32U);
  EXPECT_EQ(made.session.digest, digest_of(made.text));
  EXPECT_EQ(made.text.size(), 43U);
}

} // namespace
} // namespace elicense::access
