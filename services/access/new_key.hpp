// SPDX-License-Identifier: Apache-2.0
// A key that is to be registered, as its owner hands it in.
#pragma once
#include "access/party.hpp"
#include "crypto/random.hpp"

namespace elicense::access {

inline constexpr std::size_t hmac_secret_size = 32;

// sm2-sm3: base64 of the point 04 || x || y or of a SubjectPublicKeyInfo. certificate: PEM. hmac-sm3: no
// text, the secret is made here. KEY_REFUSED with the reason; its validity ends with that of the certificate.
Result<Credential> new_credential(KeyKind kind, std::string_view text, Time now,
                                  const crypto::RandomSource& random);

std::string new_id(const crypto::RandomSource& random);     // of parties and proposals: 16 hexadecimal digits
std::string new_key_id(const crypto::RandomSource& random); // 16 characters of base64url

} // namespace elicense::access
