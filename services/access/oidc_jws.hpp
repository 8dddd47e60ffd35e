// SPDX-License-Identifier: Apache-2.0
// A signed token in compact form (RFC 7515 7.1), taken apart; whether it is genuine is said by oidc_keys.hpp.
#pragma once
#include "crypto/bytes.hpp"

namespace elicense::access {

inline constexpr std::size_t max_token_size = 16 * KiB;

struct Jws {
  std::string algorithm; // of the header, not yet believed
  std::string key_id;    // empty: the header names none
  std::string payload;   // as signed
  std::string signed_text;
  Bytes signature;
};

// OIDC_TOKEN_MALFORMED: not three parts, no strict JSON, "crit" (nothing critical is understood), too long
Result<Jws> read_jws(std::string_view text);

} // namespace elicense::access
