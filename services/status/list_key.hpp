// SPDX-License-Identifier: Apache-2.0
// Keys of those who sign status lists, by their algorithm in JOSE and COSE. SM2 has none assigned there: the
// names are ours (docs/status.md), and no other program takes them. ES256 is for profiles without SM2.
#pragma once
#include "crypto/secret.hpp"
#include "crypto/signer.hpp"
#include "crypto/time.hpp"
#include <memory>
#include <optional>

namespace elicense::status {

struct Algorithm {
  std::string_view jose;
  std::int64_t cose = 0; // below -65536: private use (RFC 9053, 2)
  friend bool operator==(const Algorithm&, const Algorithm&) = default;
};
inline constexpr Algorithm sm2_sm3{"elicense/SM2-SM3", -70001}, es256{"ES256", -7};

class ListSigner {
 public:
  virtual ~ListSigner() = default;
  virtual Algorithm algorithm() const = 0;
  virtual const std::string& key_id() const = 0;
  virtual Result<Bytes> sign(ByteView message) const = 0; // r || s, 64 bytes
};

std::unique_ptr<ListSigner> sm2_list_signer(std::shared_ptr<const crypto::Signer> signer, std::string key_id);
std::unique_ptr<ListSigner> es256_list_signer(crypto::SecretBytes pkcs8, std::string key_id);

// Whose lists are believed. The key decides the algorithm, whatever a list says of itself.
class ListKey {
 public:
  static ListKey sm2(crypto::Sm2PublicKey key, std::string key_id);
  // x and y of 32 bytes. CERTIFICATE_KEY
  static Result<ListKey> es256(Bytes x, Bytes y, std::string key_id);
  // CERTIFICATE_KEY, SM2_KEY_NOT_SM2
  static Result<ListKey> of_spki(ByteView spki, std::string key_id);

  Algorithm algorithm() const;
  const std::string& key_id() const { return key_id_; }
  Result<crypto::SignatureCheck> check(ByteView message, ByteView signature) const;

 private:
  ListKey(std::optional<crypto::Sm2PublicKey> sm2, Bytes x, Bytes y, std::string key_id);
  std::optional<crypto::Sm2PublicKey> sm2_; // absent: P-256
  Bytes x_, y_;
  std::string key_id_;
};

struct PublicKey { // as others are told of it
  ListKey key;
  Bytes spki;
};
struct FormerKey { // was replaced
  PublicKey key;
  Time until{}; // others are told of it: lists that it signed are believed till then
};
struct KeyPair {
  std::unique_ptr<ListSigner> signer;
  PublicKey key;
};
// The key id is the front of the SM3 of the SPKI, in hexadecimal.
KeyPair sm2_pair(std::shared_ptr<const crypto::Signer> signer);
Result<KeyPair> es256_pair(crypto::SecretBytes pkcs8); // TLS_KEY_MALFORMED
Result<PublicKey> public_key(Bytes spki);              // CERTIFICATE_KEY, SM2_KEY_NOT_SM2

} // namespace elicense::status
