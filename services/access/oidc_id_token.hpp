// SPDX-License-Identifier: Apache-2.0
// What an ID token has to say (OpenID Connect Core 1.0, 3.1.3.7) once its signature was checked.
#pragma once
#include "crypto/time.hpp"
#include <nlohmann/json.hpp>

namespace elicense::access {

inline constexpr std::chrono::seconds clock_skew{60};         // between the provider and us
inline constexpr std::chrono::seconds longest_token_age{600}; // since it was issued: it comes right after

struct ExpectedToken {
  std::string issuer;
  std::string client_id;
  std::string nonce;
  std::string access_token; // that came with it; empty: none
};

// The claims. OIDC_TOKEN_MALFORMED, OIDC_TOKEN_ISSUER, OIDC_TOKEN_AUDIENCE (aud and azp), OIDC_TOKEN_TIME
// (exp, iat, nbf), OIDC_TOKEN_NONCE, OIDC_TOKEN_HASH (at_hash)
Result<nlohmann::json> check_claims(std::string_view payload, std::string_view algorithm,
                                    const ExpectedToken& expected, Time now);

} // namespace elicense::access
