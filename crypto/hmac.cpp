// SPDX-License-Identifier: Apache-2.0
// HMAC by its definition, SM3(key ^ 5c… || SM3(key ^ 36… || message)): OpenSSL's MAC interface looks its
// algorithms up for every message, which costs several times what a short message does.
#include "crypto/hmac.hpp"
#include "crypto/secret.hpp"
#include <algorithm>
#include <openssl/crypto.h>

namespace elicense::crypto {
namespace {

constexpr std::size_t block_size = 64;

class PaddedKey { // wiped when it goes
 public:
  explicit PaddedKey(ByteView key) {
    if (key.size() <= block_size) {
      std::ranges::copy(key, block_.begin());
    } else {
      Sm3Digest short_key = sm3(key);
      std::ranges::copy(short_key, block_.begin());
      wipe(short_key);
    }
  }
  ~PaddedKey() { wipe(block_); }
  PaddedKey(const PaddedKey&) = delete;
  PaddedKey& operator=(const PaddedKey&) = delete;

  ByteView masked(std::uint8_t mask) {
    for (std::uint8_t& byte : block_)
      byte ^= mask ^ mask_;
    mask_ = mask;
    return block_;
  }

 private:
  std::array<std::uint8_t, block_size> block_{};
  std::uint8_t mask_ = 0;
};

} // namespace

Sm3Digest hmac_sm3(ByteView key, ByteView message) {
  PaddedKey padded(key);
  const Sm3Digest inner = sm3_of_parts({padded.masked(0x36), message});
  return sm3_of_parts({padded.masked(0x5c), inner});
}

bool equal_in_constant_time(ByteView a, ByteView b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace elicense::crypto
