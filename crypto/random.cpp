// SPDX-License-Identifier: Apache-2.0
// Randomness from OpenSSL's private generator, which no nonce on the wire gives anything away about.
#include "crypto/random.hpp"
#include "crypto/openssl/handles.hpp"
#include <openssl/rand.h>

namespace elicense::crypto {

void system_random(std::span<std::uint8_t> out) {
  require(RAND_priv_bytes_ex(nullptr, out.data(), out.size(), 256) == 1, "RAND_priv_bytes_ex");
}

Bytes random_bytes(const RandomSource& random, std::size_t size) {
  Bytes bytes(size);
  random(bytes);
  return bytes;
}

std::string random_id(const RandomSource& random) {
  return to_hex(random_bytes(random, 16));
}

std::string random_token(const RandomSource& random) {
  return to_base64url(random_bytes(random, 32));
}

} // namespace elicense::crypto
