// SPDX-License-Identifier: Apache-2.0
// Secrets and rows of this room at rest: SM4-CTR with HMAC-SM3 over secrets, HMAC-SM3 over rows, each under a
// key derived from one key of the key store.
#pragma once
#include "crypto/hmac.hpp"
#include "crypto/sm4.hpp"
#include <initializer_list>

namespace elicense::access {

inline constexpr std::size_t vault_key_size = 32;

class Vault {
 public:
  Vault(const crypto::SecretBytes& key, crypto::RandomSource random); // throws on a key of another size

  // The context is where it is kept: what is moved to another row does not open.
  Bytes seal(const crypto::SecretBytes& secret, std::string_view context) const;
  Result<crypto::SecretBytes> open(ByteView sealed, std::string_view context) const; // ACCESS_ROW_CHANGED

  // Over the table's name and every field with its length.
  crypto::Sm3Digest code(std::string_view table, std::initializer_list<ByteView> fields) const;
  Result<void> check(std::string_view table, std::initializer_list<ByteView> fields,
                     ByteView code) const; // ACCESS_ROW_CHANGED

 private:
  crypto::SealingKey sealing_;
  crypto::SecretBytes rows_;
  crypto::RandomSource random_;
};

} // namespace elicense::access
