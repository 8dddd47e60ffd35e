// SPDX-License-Identifier: Apache-2.0
// Something that signs with a key it keeps: software today, a GB/T 36322 (SDF) or PKCS#11 device later.
#pragma once
#include "crypto/sm2.hpp"

namespace elicense::crypto {

class Signer {
 public:
  virtual ~Signer() = default;
  // SM2 with SM3 over `message` with the key's id; DER SEQUENCE {r, s}. SIGNER_UNAVAILABLE if the device
  // cannot be asked.
  virtual Result<Bytes> sign(ByteView message) const = 0;
  virtual const Sm2PublicKey& public_key() const = 0;
};

class SoftwareSigner final : public Signer {
 public:
  explicit SoftwareSigner(Sm2PrivateKey key) : key_(std::move(key)), public_key_(key_.public_key()) {}
  Result<Bytes> sign(ByteView message) const override { return key_.sign(message); }
  const Sm2PublicKey& public_key() const override { return public_key_; }

 private:
  Sm2PrivateKey key_;
  Sm2PublicKey public_key_;
};

} // namespace elicense::crypto
