// SPDX-License-Identifier: Apache-2.0
#include "access/proof.hpp"

#include "crypto/hmac.hpp"
#include "crypto/sm2.hpp"

namespace elicense::access {
namespace {

Result<bool> is_sm2_proved(ByteView point, ByteView message, ByteView signature) {
  const auto key = crypto::Sm2PublicKey::from_point(point);
  if (!key) return key.error();
  const auto checked = key->check(message, signature);
  if (!checked) return checked.error();
  return *checked == crypto::SignatureCheck::valid;
}

Credential with_material(KeyKind kind, ByteView material) {
  return {.key_id = {},
          .party = {},
          .kind = kind,
          .material = crypto::SecretBytes(material),
          .not_before = {},
          .not_after = {}};
}

} // namespace

Result<bool> is_proved(const Credential& credential, ByteView message, ByteView signature) {
  switch (credential.kind) {
  case KeyKind::hmac_sm3:
    return crypto::equal_in_constant_time(crypto::hmac_sm3(credential.material.view(), message), signature);
  case KeyKind::sm2:
    return is_sm2_proved(credential.material.view(), message, signature);
  case KeyKind::certificate: // proves itself in the TLS handshake, never by a signature here
    return false;
  }
  return false;
}

const Credential& nobodys_credential(KeyKind kind) {
  static const Credential secret = with_material(KeyKind::hmac_sm3, Bytes(32, 0));
  static const Credential point =
      with_material(KeyKind::sm2, crypto::Sm2PrivateKey::generate().public_key().point());
  return kind == KeyKind::sm2 ? point : secret;
}

} // namespace elicense::access
