// SPDX-License-Identifier: Apache-2.0
// HMAC-SM3 by OpenSSL.
#include "crypto/hmac.hpp"
#include "crypto/openssl/handles.hpp"
#include <openssl/crypto.h>

namespace elicense::crypto {

Sm3Digest hmac_sm3(ByteView key, ByteView message) {
  static constexpr std::uint8_t empty = 0; // an empty key is legal, a null pointer is not
  const void* key_bytes = key.empty() ? &empty : key.data();
  Sm3Digest tag{};
  std::size_t size = 0;
  const unsigned char* made = EVP_Q_mac(nullptr, "HMAC", nullptr, "SM3", nullptr, key_bytes, key.size(),
                                        message.data(), message.size(), tag.data(), tag.size(), &size);
  require(made != nullptr && size == tag.size(), "EVP_Q_mac");
  return tag;
}

bool equal_in_constant_time(ByteView a, ByteView b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace elicense::crypto
