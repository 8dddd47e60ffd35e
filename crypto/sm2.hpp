// SPDX-License-Identifier: Apache-2.0
// SM2 signatures with SM3 (GB/T 32918.2, GB/T 35276). The signer id is part of the key: there is no call
// without one.
#pragma once
#include "crypto/bytes.hpp"
#include "crypto/secret.hpp"
#include <memory>

struct evp_pkey_st;

namespace elicense::crypto {

inline constexpr std::string_view default_signer_id = "1234567812345678";
inline constexpr std::size_t max_signer_id_size =
    8190; // its length in bits is hashed as 16 bits; OpenSSL stops here

enum class SignatureCheck { valid, invalid }; // "could not ask" is an Error instead

class Sm2PublicKey {
 public:
  // SM2_KEY_MALFORMED (also a compressed point), SM2_KEY_NOT_SM2 (another algorithm or curve, or explicit
  // parameters), SM2_KEY_OFF_CURVE, SM2_ID_TOO_LONG
  static Result<Sm2PublicKey> from_point(ByteView point,
                                         std::string_view id = default_signer_id); // 04 || x || y
  static Result<Sm2PublicKey> from_spki(ByteView der, std::string_view id = default_signer_id);

  // `signature` is DER SEQUENCE {r, s}, strictly. Anything else is SignatureCheck::invalid. SM2_UNAVAILABLE
  // when the library could not be asked.
  Result<SignatureCheck> check(ByteView message, ByteView signature) const;
  Result<SignatureCheck> check_raw(ByteView message, ByteView r_and_s) const; // 64 bytes, met in the field

  Bytes point() const; // 65 bytes
  Bytes spki() const;
  const std::string& id() const { return id_; }
  evp_pkey_st* handle() const { return key_.get(); } // for crypto/ only

 private:
  friend class Sm2PrivateKey;
  Sm2PublicKey(std::shared_ptr<evp_pkey_st> key, std::string id);
  std::shared_ptr<evp_pkey_st> key_;
  std::string id_;
};

// Grep for this name to see every place where a private key leaves its object.
struct InsecurePrivateKeyAccess {};

class Sm2PrivateKey {
 public:
  // SM2_KEY_MALFORMED, SM2_KEY_NOT_SM2, SM2_ID_TOO_LONG
  static Sm2PrivateKey generate(std::string_view id = default_signer_id);
  static Result<Sm2PrivateKey> from_scalar(const SecretBytes& scalar,
                                           std::string_view id = default_signer_id);
  static Result<Sm2PrivateKey> from_pkcs8(const SecretBytes& der, std::string_view id = default_signer_id);

  Result<Bytes> sign(ByteView message) const; // DER SEQUENCE {r, s}
  Sm2PublicKey public_key() const;
  SecretBytes pkcs8(InsecurePrivateKeyAccess) const;
  evp_pkey_st* handle() const { return key_.get(); } // for crypto/ only

 private:
  Sm2PrivateKey(std::shared_ptr<evp_pkey_st> key, std::string id);
  std::shared_ptr<evp_pkey_st> key_;
  std::string id_;
};

} // namespace elicense::crypto
