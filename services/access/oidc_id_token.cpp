// SPDX-License-Identifier: Apache-2.0
// One function for each claim, in the order of the specification.
#include "access/oidc_id_token.hpp"
#include "access/oidc_json.hpp"
#include "access/oidc_keys.hpp"
#include "crypto/hmac.hpp"
#include "crypto/sha256.hpp"
#include <algorithm>

namespace elicense::access {
namespace {

using nlohmann::json;

Error refused_token(std::string code, std::string detail = {}) {
  return fail(ErrorKind::invalid, std::move(code), std::move(detail));
}

bool names(const json& audience, const std::string& client) {
  if (audience.is_string()) return audience == client;
  return audience.is_array() && std::ranges::all_of(audience, &json::is_string) &&
         std::ranges::find(audience, json(client)) != audience.end();
}

// An audience besides us needs azp; azp is always us.
Result<void> check_audience(const json& claims, const std::string& client) {
  const auto audience = claims.find("aud");
  if (audience == claims.end() || !names(*audience, client))
    return refused_token("OIDC_TOKEN_AUDIENCE", "aud");
  const bool several = audience->is_array() && audience->size() > 1;
  if (several && !claims.contains("azp")) return refused_token("OIDC_TOKEN_AUDIENCE", "azp is missing");
  if (claims.contains("azp") && text_member(claims, "azp") != client)
    return refused_token("OIDC_TOKEN_AUDIENCE", "azp");
  return {};
}

Result<void> check_times(const json& claims, Time now) {
  const auto expires = number_member(claims, "exp"), issued = number_member(claims, "iat");
  const std::int64_t time = now.time_since_epoch().count(), skew = clock_skew.count();
  if (!expires || !issued) return refused_token("OIDC_TOKEN_TIME", "exp and iat are needed");
  if (time >= *expires + skew) return refused_token("OIDC_TOKEN_TIME", "exp");
  if (*issued > time + skew || *issued < time - longest_token_age.count() - skew)
    return refused_token("OIDC_TOKEN_TIME", "iat");
  if (claims.contains("nbf")) {
    const auto not_before = number_member(claims, "nbf");
    if (!not_before || *not_before > time + skew) return refused_token("OIDC_TOKEN_TIME", "nbf");
  }
  return {};
}

Result<void> check_nonce(const json& claims, const std::string& nonce) {
  const auto given = text_member(claims, "nonce");
  if (nonce.empty() || !given || !crypto::equal_in_constant_time(as_bytes(*given), as_bytes(nonce)))
    return refused_token("OIDC_TOKEN_NONCE");
  return {};
}

// 3.1.3.6: the left half of the access token's hash by the algorithm of the token.
Result<void> check_access_token(const json& claims, std::string_view algorithm, const std::string& token) {
  if (!claims.contains("at_hash")) return {};
  const ByteView bytes = as_bytes(token);
  const auto digest = algorithm == sm2_sm3 ? crypto::sm3(bytes) : crypto::sha256({bytes});
  if (text_member(claims, "at_hash") != to_base64url(ByteView(digest).first(digest.size() / 2)))
    return refused_token("OIDC_TOKEN_HASH");
  return {};
}

} // namespace

Result<json> check_claims(std::string_view payload, std::string_view algorithm, const ExpectedToken& expected,
                          Time now) {
  auto claims = parse_object(payload);
  if (!claims) return fail(ErrorKind::malformed, "OIDC_TOKEN_MALFORMED", claims.error().code);
  if (text_member(*claims, "iss") != expected.issuer) return refused_token("OIDC_TOKEN_ISSUER");
  if (text_member(*claims, "sub").value_or("").empty())
    return fail(ErrorKind::malformed, "OIDC_TOKEN_MALFORMED", "sub");
  for (const Result<void>& checked :
       {check_audience(*claims, expected.client_id), check_times(*claims, now),
        check_nonce(*claims, expected.nonce), check_access_token(*claims, algorithm, expected.access_token)})
    if (!checked) return checked.error();
  return claims;
}

} // namespace elicense::access
