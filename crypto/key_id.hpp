// SPDX-License-Identifier: Apache-2.0
// How a public key is named to those who check with it.
#pragma once
#include "crypto/sm3.hpp"

namespace elicense::crypto {

// The first eight bytes of the SM3 of the SubjectPublicKeyInfo, in hexadecimal.
inline std::string key_id_of(ByteView spki) {
  constexpr std::size_t shown = 8;
  return to_hex(ByteView(sm3(spki)).first(shown));
}

} // namespace elicense::crypto
