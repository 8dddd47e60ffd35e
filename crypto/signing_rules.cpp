// SPDX-License-Identifier: Apache-2.0
// Rules for certificates and keys that sign.
#include "crypto/signing_rules.hpp"

namespace elicense::crypto {

bool may_sign(const Certificate& certificate) {
  const std::optional<KeyUsage> usage = certificate.key_usage();
  return certificate.key_kind() == KeyKind::sm2 &&
         (!usage || usage->digital_signature || usage->non_repudiation);
}

bool is_valid_at(const Certificate& certificate, Time time) {
  return certificate.not_before() <= time && time <= certificate.not_after();
}

bool fits(const Certificate& certificate, const Signer& key) {
  const Result<Sm2PublicKey> certified = certificate.sm2_key();
  return certified && certified->point() == key.public_key().point();
}

bool is_signed(const Certificate& certificate, ByteView message, ByteView signature) {
  const Result<Sm2PublicKey> key = certificate.sm2_key();
  if (!key) return false;
  const Result<SignatureCheck> check = key->check(message, signature);
  return check && *check == SignatureCheck::valid;
}

} // namespace elicense::crypto
