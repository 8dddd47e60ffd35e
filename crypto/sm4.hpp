// SPDX-License-Identifier: Apache-2.0
// Authenticated encryption: SM4-CTR, then HMAC-SM3 over nonce, associated data, their lengths and the
// ciphertext, with separate keys derived from one. OpenSSL 3.0 has no SM4-GCM.
#pragma once
#include "crypto/random.hpp"
#include "crypto/secret.hpp"
#include "crypto/sm3.hpp"

namespace elicense::crypto {

inline constexpr std::size_t sealing_key_size = 32;
inline constexpr std::size_t sealing_overhead = 1 + 16 + 32;
inline constexpr std::size_t max_sealed_plaintext_size = 64 * MiB;

class SealingKey {
 public:
  explicit SealingKey(const SecretBytes& key); // throws when it has another size

  // version (1) || nonce (16) || ciphertext || tag (32). Throws when there is more to seal than fits.
  Bytes seal(ByteView plaintext, ByteView associated_data, const RandomSource& random) const;
  // ENVELOPE_MALFORMED, ENVELOPE_TAG (wrong key, associated data or a changed byte)
  Result<SecretBytes> open(ByteView sealed, ByteView associated_data) const;

 private:
  Sm3Digest tag_of(ByteView header, ByteView ciphertext, ByteView associated_data) const;
  SecretBytes cipher_key_, mac_key_;
};

} // namespace elicense::crypto
