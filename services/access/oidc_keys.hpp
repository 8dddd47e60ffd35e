// SPDX-License-Identifier: Apache-2.0
// The keys of an identity provider (RFC 7517), and whether one of them signed a token.
#pragma once
#include "access/oidc_jws.hpp"
#include "crypto/sm2.hpp"
#include <vector>

namespace elicense::access {

inline constexpr std::size_t max_provider_keys = 32;

// Algorithms by their names in tokens. SM2 has none assigned: the name is ours, and no other program takes
// it.
inline constexpr std::string_view rs256 = "RS256", es256 = "ES256", sm2_sm3 = "elicense/SM2-SM3";

struct ProviderKey {
  std::string id;        // may be empty
  std::string algorithm; // the one it is used with, whatever a token says
  Bytes first, second;   // modulus and exponent, or x and y
};

// Keys for signatures of the three algorithms; others are passed over (RFC 7517 5). OIDC_KEYS_MALFORMED: no
// JSON, no "keys", more than may be, a key that is not what it says
Result<std::vector<ProviderKey>> read_provider_keys(std::string_view jwks);

// OIDC_TOKEN_ALGORITHM: not one of the three ("none" among them). OIDC_KEY_UNKNOWN: no key of the token's id
// and algorithm. OIDC_TOKEN_SIGNATURE: none of those fits.
Result<void> check_signature(const Jws& jws, const std::vector<ProviderKey>& keys);

} // namespace elicense::access
