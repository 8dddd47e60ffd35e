// SPDX-License-Identifier: Apache-2.0
// Whole logins against the development provider, and against one that lies.
#include "crypto/base64url.hpp"
#include "access/oidc_dev_provider.hpp"
#include "access/oidc_json.hpp"
#include "access/oidc_login.hpp"
#include "crypto/jose_signature.hpp"
#include "crypto/sm3.hpp"
#include "tests/support/pki.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::access {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using test::fails_with;
using test::succeeds;

constexpr std::string_view issuer = "https://idp.test/dev";
constexpr std::string_view redirect_uri = "https://licenses.test/login/callback";

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '%') {
      out += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
      i += 2;
    } else {
      out += text[i];
    }
  return out;
}

DevelopmentProvider::Query query_of(std::string_view text) {
  DevelopmentProvider::Query query;
  text.remove_prefix(text.find('?') == std::string_view::npos ? 0 : text.find('?') + 1);
  while (!text.empty()) {
    const std::string_view pair = text.substr(0, text.find('&'));
    query.emplace(decoded(pair.substr(0, pair.find('='))), decoded(pair.substr(pair.find('=') + 1)));
    text.remove_prefix(std::min(text.size(), pair.size() + 1));
  }
  return query;
}

LoginSettings settings() {
  return {.issuer = std::string(issuer),
          .client_id = "elicense",
          .client_secret = crypto::SecretBytes(0),
          .redirect_uri = std::string(redirect_uri)};
}

class OidcLoginTest : public testing::Test {
 protected:
  Result<std::string> fetch(const ProviderRequest& request) {
    requests.push_back(request);
    if (request.url == discovery_url(issuer)) return edit_discovery(json::parse(provider.discovery())).dump();
    if (request.url == std::string(issuer) + "/keys") return keys.empty() ? provider.keys() : keys;
    auto tokens = provider.redeem(query_of("?" + request.form));
    if (!tokens) return tokens.error();
    json answer = json::parse(*tokens);
    answer["id_token"] = rewrite(answer["id_token"]);
    return answer.dump();
  }
  // The provider's token with other claims, signed again by its key.
  std::string rewrite(const std::string& token) const {
    if (!edit) return token;
    const auto jws = read_jws(token).value();
    json claims = json::parse(jws.payload);
    json header = {{"alg", sm2_sm3}, {"kid", "development"}};
    edit(header, claims);
    const std::string text =
        to_base64url(as_bytes(header.dump())) + "." + to_base64url(as_bytes(claims.dump()));
    return text + "." + to_base64url(crypto::to_r_and_s(signer->sign(as_bytes(text)).value()).value());
  }
  // As far as the provider's answer to the browser.
  LoginCallback arrive(const std::string& person = "zhang-san") {
    const auto begun = party.begin().value();
    auto query = query_of(begun.url);
    query.emplace("person", person);
    const auto back = query_of(provider.authorize(query).value());
    return {back.find("state")->second, back.find("code")->second, back.find("iss")->second, "", begun.state};
  }
  Result<Person> login() { return party.finish(arrive()); }
  Result<Person> login_with(std::function<void(json&, json&)> changes) {
    edit = std::move(changes);
    return login();
  }
  Result<Person> login_with_claim(const std::string& name, const json& value) {
    return login_with([&](json&, json& claims) { claims[name] = value; });
  }

  Time now = test::utc("2026-06-15T00:00:00Z");
  const std::shared_ptr<const crypto::Signer> key = test::new_key();
  std::shared_ptr<const crypto::Signer> signer = key;
  DevelopmentProvider provider{std::string(issuer),    "elicense",           std::string(redirect_uri), key,
                               [this] { return now; }, crypto::system_random};
  std::vector<ProviderRequest> requests;
  std::string keys; // in place of the provider's
  std::function<json(json)> edit_discovery = [](json document) { return document; };
  std::function<void(json& header, json& claims)> edit;
  RelyingParty party{settings(), [this](const ProviderRequest& request) { return fetch(request); },
                     [this] { return now; }, crypto::system_random};
};

TEST_F(OidcLoginTest, SaysWhoArrived) {
  const auto person = login();
  ASSERT_THAT(person, succeeds());
  EXPECT_EQ(person->issuer, issuer);
  EXPECT_EQ(person->subject, "zhang-san");
  EXPECT_EQ(person->name, "张三样例");
  EXPECT_EQ(person->code_type, "111");
  EXPECT_EQ(person->code, "640104199001010026");
}

TEST_F(OidcLoginTest, SendsTheBrowserWithStateNonceAndChallenge) {
  const auto begun = party.begin().value();
  const auto query = query_of(begun.url);
  EXPECT_TRUE(begun.url.starts_with(std::string(issuer) + "/authorize?"));
  EXPECT_EQ(query.find("response_type")->second, "code");
  EXPECT_EQ(query.find("redirect_uri")->second, redirect_uri);
  EXPECT_EQ(query.find("code_challenge_method")->second, "S256");
  EXPECT_EQ(query.find("code_challenge")->second.size(), 43U);
  EXPECT_EQ(query.find("state")->second, begun.state);
  EXPECT_NE(party.begin()->state, begun.state);
}

TEST_F(OidcLoginTest, RefusesAnotherState) {
  for (const char* state : {"", "other"}) {
    LoginCallback callback = arrive();
    callback.state = state;
    EXPECT_THAT(party.finish(callback), fails_with("OIDC_STATE"));
    callback.browser_state = state; // the attacker's own browser
    EXPECT_THAT(party.finish(callback), fails_with("OIDC_STATE"));
  }
  LoginCallback callback = arrive();
  callback.browser_state = party.begin()->state;
  EXPECT_THAT(party.finish(callback), fails_with("OIDC_STATE"));
}

TEST_F(OidcLoginTest, UsesAStateAndACodeOnce) {
  const LoginCallback callback = arrive();
  ASSERT_THAT(party.finish(callback), succeeds());
  EXPECT_THAT(party.finish(callback), fails_with("OIDC_STATE"));
  LoginCallback replayed = arrive();
  replayed.code = callback.code;
  EXPECT_THAT(party.finish(replayed), fails_with("DEV_PROVIDER_GRANT"));
}

TEST_F(OidcLoginTest, ForgetsLoginsThatTakeTooLong) {
  const LoginCallback callback = arrive();
  now += pending_login_life;
  EXPECT_THAT(party.finish(callback), fails_with("OIDC_STATE"));
}

TEST_F(OidcLoginTest, RefusesTheAnswerOfAnotherProvider) {
  LoginCallback callback = arrive();
  callback.issuer = "https://evil.test";
  EXPECT_THAT(party.finish(callback), fails_with("OIDC_MIX_UP"));
  callback = arrive();
  callback.issuer = ""; // it said that it names itself
  EXPECT_THAT(party.finish(callback), fails_with("OIDC_MIX_UP"));
}

TEST_F(OidcLoginTest, TellsOfARefusalWithoutItsText) {
  LoginCallback callback = arrive();
  callback.error = "access_denied";
  auto refused = party.finish(callback);
  EXPECT_THAT(refused, fails_with("OIDC_REFUSED"));
  EXPECT_EQ(refused.error().detail, "access_denied");
  callback = arrive();
  callback.error = "<script>";
  EXPECT_EQ(party.finish(callback).error().detail, "other");
  callback = arrive();
  callback.code = "";
  EXPECT_THAT(party.finish(callback), fails_with("OIDC_CODE"));
}

TEST_F(OidcLoginTest, RefusesWrongClaims) {
  const std::int64_t time = now.time_since_epoch().count();
  EXPECT_THAT(login_with_claim("iss", "https://evil.test"), fails_with("OIDC_TOKEN_ISSUER"));
  EXPECT_THAT(login_with_claim("aud", "another"), fails_with("OIDC_TOKEN_AUDIENCE"));
  EXPECT_THAT(login_with_claim("aud", json::array({"another"})), fails_with("OIDC_TOKEN_AUDIENCE"));
  EXPECT_THAT(login_with_claim("aud", json::array({"elicense", "another"})),
              fails_with("OIDC_TOKEN_AUDIENCE"));
  EXPECT_THAT(login_with_claim("aud", json::array({"elicense", 1})), fails_with("OIDC_TOKEN_AUDIENCE"));
  EXPECT_THAT(login_with_claim("azp", "another"), fails_with("OIDC_TOKEN_AUDIENCE"));
  EXPECT_THAT(login_with_claim("exp", time - 60), fails_with("OIDC_TOKEN_TIME"));
  EXPECT_THAT(login_with_claim("exp", "never"), fails_with("OIDC_TOKEN_TIME"));
  EXPECT_THAT(login_with_claim("iat", time + 61), fails_with("OIDC_TOKEN_TIME"));
  EXPECT_THAT(login_with_claim("iat", time - 661), fails_with("OIDC_TOKEN_TIME"));
  EXPECT_THAT(login_with_claim("nbf", time + 61), fails_with("OIDC_TOKEN_TIME"));
  EXPECT_THAT(login_with_claim("nonce", "another"), fails_with("OIDC_TOKEN_NONCE"));
  EXPECT_THAT(login_with_claim("nonce", nullptr), fails_with("OIDC_TOKEN_NONCE"));
  EXPECT_THAT(login_with_claim("at_hash", "AAAA"), fails_with("OIDC_TOKEN_HASH"));
  EXPECT_THAT(login_with_claim("sub", ""), fails_with("OIDC_TOKEN_MALFORMED"));
  for (const char* needed : {"exp", "iat"})
    EXPECT_THAT(login_with([&](json&, json& claims) { claims.erase(needed); }),
                fails_with("OIDC_TOKEN_TIME"));
}

TEST_F(OidcLoginTest, AllowsWhatIsAllowed) {
  const std::int64_t time = now.time_since_epoch().count();
  EXPECT_THAT(login_with_claim("exp", time - 59), succeeds());
  EXPECT_THAT(login_with_claim("iat", time + 60), succeeds());
  EXPECT_THAT(login_with_claim("iat", time - 660), succeeds());
  EXPECT_THAT(login_with_claim("aud", json::array({"elicense"})), succeeds());
  EXPECT_THAT(login_with([](json&, json& claims) {
                claims["aud"] = {"elicense", "another"};
                claims["azp"] = "elicense";
              }),
              succeeds());
  EXPECT_THAT(login_with([](json&, json& claims) { claims.erase("at_hash"); }), succeeds());
}

TEST_F(OidcLoginTest, RefusesTokensThatNobodySigned) {
  EXPECT_THAT(login_with([](json& header, json&) { header["alg"] = "none"; }),
              fails_with("OIDC_TOKEN_ALGORITHM"));
  EXPECT_THAT(login_with([](json& header, json&) { header["alg"] = "HS256"; }),
              fails_with("OIDC_TOKEN_ALGORITHM"));
  EXPECT_THAT(login_with([](json& header, json&) { header["alg"] = es256; }), fails_with("OIDC_KEY_UNKNOWN"));
  EXPECT_THAT(login_with([](json& header, json&) { header["kid"] = "other"; }),
              fails_with("OIDC_KEY_UNKNOWN"));
  EXPECT_THAT(login_with([](json& header, json&) { header["crit"] = {"exp"}; }),
              fails_with("OIDC_TOKEN_MALFORMED"));
  signer = test::new_key();
  EXPECT_THAT(login_with([](json&, json&) {}), fails_with("OIDC_TOKEN_SIGNATURE"));
}

TEST_F(OidcLoginTest, TriesEveryKeyOfTheId) {
  const json good = json::parse(provider.keys())["keys"][0];
  json other = good;
  const Bytes point = test::new_key()->public_key().point();
  other["x"] = to_base64url(ByteView(point).subspan(1, 32));
  other["y"] = to_base64url(ByteView(point).subspan(33));
  keys = json{{"keys", {other, good}}}.dump();
  EXPECT_THAT(login(), succeeds());
}

TEST_F(OidcLoginTest, FetchesKeysThatWereRotatedInButNotForEveryInventedId) {
  const auto fetches = [&] {
    return std::ranges::count(requests, std::string(issuer) + "/keys", &ProviderRequest::url);
  };
  keys = R"({"keys":[]})";
  EXPECT_THAT(login(), fails_with("OIDC_KEY_UNKNOWN"));
  EXPECT_EQ(fetches(), 1);
  keys = "";
  EXPECT_THAT(login(), fails_with("OIDC_KEY_UNKNOWN")); // within the pause
  EXPECT_EQ(fetches(), 1);
  now += keys_pause;
  EXPECT_THAT(login(), succeeds());
  EXPECT_THAT(login(), succeeds());
  EXPECT_EQ(fetches(), 2);
  now += keys_life;
  EXPECT_THAT(login(), succeeds());
  EXPECT_EQ(fetches(), 3);
}

TEST_F(OidcLoginTest, RefusesAProviderThatDescribesItselfWrongly) {
  for (const auto& [name, value] :
       std::map<std::string, json>{{"issuer", "https://evil.test"},
                                   {"token_endpoint", "http://idp.test/token"},
                                   {"jwks_uri", nullptr},
                                   {"code_challenge_methods_supported", {"plain"}}}) {
    edit_discovery = [&, name = name, value = value](json document) {
      document[name] = value;
      return document;
    };
    RelyingParty fresh(
        settings(), [this](const ProviderRequest& request) { return fetch(request); }, [this] { return now; },
        crypto::system_random);
    EXPECT_THAT(fresh.begin(), fails_with("OIDC_DISCOVERY")) << name;
  }
}

TEST_F(OidcLoginTest, ProvesTheClientWhenItHasASecret) {
  LoginSettings with_secret = settings();
  with_secret.client_secret = crypto::SecretBytes(as_bytes("a secret"));
  RelyingParty confidential(
      std::move(with_secret), [this](const ProviderRequest& request) { return fetch(request); },
      [this] { return now; }, crypto::system_random);
  const auto begun = confidential.begin().value();
  auto query = query_of(begun.url);
  query.emplace("person", "li-si");
  const auto back = query_of(provider.authorize(query).value());
  ASSERT_THAT(confidential.finish({back.find("state")->second, back.find("code")->second,
                                   back.find("iss")->second, "", begun.state}),
              succeeds());
  const auto redeemed = std::ranges::find(requests, std::string(issuer) + "/token", &ProviderRequest::url);
  ASSERT_NE(redeemed, requests.end());
  EXPECT_EQ(redeemed->headers[0].second, "Basic " + to_base64(as_bytes("elicense:a%20secret")));
}

TEST_F(OidcLoginTest, HoldsSoManyAtOnce) {
  for (std::size_t i = 0; i < max_pending_logins; ++i)
    ASSERT_THAT(party.begin(), succeeds());
  EXPECT_THAT(party.begin(), fails_with("OIDC_BUSY"));
  now += pending_login_life;
  EXPECT_THAT(party.begin(), succeeds());
}

// --- the provider's own refusals

TEST_F(OidcLoginTest, TheProviderGivesCodesToItsClientOnly) {
  const auto changed = [&](const std::string& name, const std::string& value) {
    auto query = query_of(party.begin()->url);
    query.emplace("person", "zhang-san");
    query.erase(name);
    if (!value.empty()) query.emplace(name, value);
    return provider.authorize(query);
  };
  EXPECT_THAT(changed("x", ""), succeeds());
  EXPECT_THAT(changed("redirect_uri", std::string(redirect_uri) + "/"), fails_with("DEV_PROVIDER_REQUEST"));
  EXPECT_THAT(changed("redirect_uri", "https://evil.test/"), fails_with("DEV_PROVIDER_REQUEST"));
  EXPECT_THAT(changed("client_id", "another"), fails_with("DEV_PROVIDER_REQUEST"));
  EXPECT_THAT(changed("code_challenge", ""), fails_with("DEV_PROVIDER_REQUEST"));
  EXPECT_THAT(changed("code_challenge_method", "plain"), fails_with("DEV_PROVIDER_REQUEST"));
  EXPECT_THAT(changed("response_type", "token"), fails_with("DEV_PROVIDER_REQUEST"));
  EXPECT_THAT(changed("state", ""), fails_with("DEV_PROVIDER_REQUEST"));
  EXPECT_THAT(changed("nonce", ""), fails_with("DEV_PROVIDER_REQUEST"));
  EXPECT_THAT(changed("person", "nobody"), fails_with("DEV_PROVIDER_REQUEST"));
}

TEST_F(OidcLoginTest, TheProviderRedeemsCodesWithTheirVerifierOnly) {
  const auto redeem = [&](const std::string& name, const std::string& value) {
    const std::string verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"; // RFC 7636 B
    auto query = query_of(party.begin()->url);
    query.emplace("person", "zhang-san");
    query.erase("code_challenge");
    query.emplace("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    const auto back = query_of(provider.authorize(query).value());
    DevelopmentProvider::Query form = {{"grant_type", "authorization_code"},
                                       {"code", back.find("code")->second},
                                       {"client_id", "elicense"},
                                       {"redirect_uri", std::string(redirect_uri)},
                                       {"code_verifier", verifier}};
    form.erase(name);
    if (!value.empty()) form.emplace(name, value);
    return provider.redeem(form);
  };
  EXPECT_THAT(redeem("x", ""), succeeds());
  for (const char* name : {"grant_type", "code", "client_id", "redirect_uri", "code_verifier"})
    for (const char* value : {"", "other"})
      EXPECT_THAT(redeem(name, value), fails_with("DEV_PROVIDER_GRANT")) << name << value;
}

} // namespace
} // namespace elicense::access
