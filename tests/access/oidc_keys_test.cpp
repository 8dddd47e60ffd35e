// SPDX-License-Identifier: Apache-2.0
// Keys and tokens as foreign bytes.
#include "crypto/base64url.hpp"
#include "access/oidc_keys.hpp"
#include "access/oidc_pkce.hpp"
#include "tests/support/result_matchers.hpp"
#include <nlohmann/json.hpp>

namespace elicense::access {
namespace {

using nlohmann::json;
using test::fails_with;
using test::succeeds;

// RFC 7515 A.3
const json es256_key = {{"kty", "EC"},
                        {"crv", "P-256"},
                        {"x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"},
                        {"y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}};
constexpr std::string_view es256_token =
    "eyJhbGciOiJFUzI1NiJ9."
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnV"
    "lfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

std::string set_of(std::vector<json> keys) {
  return json{{"keys", std::move(keys)}}.dump();
}

TEST(Pkce, IsAsInRfc7636) {
  EXPECT_EQ(pkce_challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

TEST(Base64url, IsReadStrictly) {
  EXPECT_EQ(from_base64url("-_8").value(), (Bytes{0xfb, 0xff}));
  EXPECT_EQ(from_base64url("").value(), Bytes{});
  for (const char* text : {"+/8", "-_8=", "-_9", "a", "a b", "-_8\n"})
    EXPECT_THAT(from_base64url(text), fails_with("BASE64_MALFORMED")) << text;
}

TEST(Jws, IsTakenApart) {
  const auto jws = read_jws(es256_token).value();
  EXPECT_EQ(jws.algorithm, "ES256");
  EXPECT_EQ(jws.key_id, "");
  EXPECT_TRUE(jws.payload.starts_with("{\"iss\":\"joe\""));
  EXPECT_EQ(jws.signature.size(), 64U);
  EXPECT_THAT(check_signature(jws, read_provider_keys(set_of({es256_key})).value()), succeeds());
}

TEST(Jws, RefusesWhatIsNone) {
  const auto with_header = [](const std::string& header) {
    return read_jws(to_base64url(as_bytes(header)) + ".e30.AAAA");
  };
  EXPECT_THAT(with_header(R"({"alg":"ES256"})"), succeeds());
  for (const char* header : {"", "[]", "{}", R"({"alg":1})", R"({"alg":"ES256","alg":"none"})",
                             R"({"alg":"ES256","kid":1})", R"({"alg":"ES256","crit":[]})"})
    EXPECT_THAT(with_header(header), fails_with("OIDC_TOKEN_MALFORMED")) << header;
  for (const char* text : {"", ".", "..", "a.b", "e30.e30.AA.AA", "e30.e30.AA.AA.AA"})
    EXPECT_THAT(read_jws(text), fails_with("OIDC_TOKEN_MALFORMED")) << text;
}

TEST(Jws, IsAsLongAsItMayBe) {
  const auto of_size = [](std::size_t size) {
    const std::string front = to_base64url(as_bytes(R"({"alg":"ES256"})")) + ".";
    const std::size_t left = size - front.size() - 1;
    const std::size_t payload = left / 4 * 4; // whole groups, with the rest for the signature
    return read_jws(front + std::string(payload, 'A') + "." + std::string(left - payload, 'A'));
  };
  EXPECT_THAT(of_size(max_token_size), succeeds());
  EXPECT_THAT(of_size(max_token_size + 4), fails_with("OIDC_TOKEN_MALFORMED"));
}

TEST(ProviderKeys, PassesOverWhatItCannotUse) {
  json for_encryption = es256_key, other_algorithm = es256_key;
  for_encryption["use"] = "enc";
  other_algorithm["alg"] = "ES384";
  const json others[] = {for_encryption,
                         other_algorithm,
                         {{"kty", "oct"}, {"k", "AAAA"}},
                         {{"kty", "EC"}, {"crv", "P-521"}, {"x", "AA"}, {"y", "AA"}},
                         json::object()};
  for (const json& other : others)
    EXPECT_EQ(read_provider_keys(set_of({other, es256_key}))->size(), 1U) << other;
}

TEST(ProviderKeys, RefusesWhatIsNotWhatItSays) {
  json broken = es256_key;
  for (const json& x : {json(1), json(""), json("+"), json(nullptr)}) {
    broken["x"] = x;
    EXPECT_THAT(read_provider_keys(set_of({broken})), fails_with("OIDC_KEYS_MALFORMED")) << x;
  }
  for (const char* text : {"", "[]", "{}", R"({"keys":{}})", R"({"keys":[1]})", R"({"keys":[],"keys":[]})"})
    EXPECT_THAT(read_provider_keys(text), fails_with("OIDC_KEYS_MALFORMED")) << text;
}

TEST(ProviderKeys, TakesSoMany) {
  EXPECT_THAT(read_provider_keys(set_of(std::vector<json>(max_provider_keys, es256_key))), succeeds());
  EXPECT_THAT(read_provider_keys(set_of(std::vector<json>(max_provider_keys + 1, es256_key))),
              fails_with("OIDC_KEYS_MALFORMED"));
}

TEST(ProviderKeys, AKeyOfOneAlgorithmChecksNoOther) {
  auto jws = read_jws(es256_token).value();
  const auto keys = read_provider_keys(set_of({es256_key})).value();
  jws.algorithm = "RS256";
  EXPECT_THAT(check_signature(jws, keys), fails_with("OIDC_KEY_UNKNOWN"));
  jws.algorithm = "none";
  EXPECT_THAT(check_signature(jws, keys), fails_with("OIDC_TOKEN_ALGORITHM"));
  jws.algorithm = "ES256";
  jws.signed_text += "A";
  EXPECT_THAT(check_signature(jws, keys), fails_with("OIDC_TOKEN_SIGNATURE"));
}

} // namespace
} // namespace elicense::access
