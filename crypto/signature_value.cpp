// SPDX-License-Identifier: Apache-2.0
// SM2 signature values in both forms.
#include "crypto/signature_value.hpp"

namespace elicense::crypto {
namespace {

SignatureValueCheck value_check(const Result<SignatureCheck>& check, bool raw) {
  if (!check) return {Outcome::undetermined, check.error().code, false};
  if (*check == SignatureCheck::invalid) return {Outcome::failed, "the signature value is wrong", false};
  return {Outcome::passed, "", raw};
}

} // namespace

SignatureValueCheck check_signature_value(const Certificate& certificate, ByteView message,
                                          ByteView signature) {
  const Result<Sm2PublicKey> key = certificate.sm2_key();
  if (!key) return {Outcome::failed, key.error().code, false};
  SignatureValueCheck check = value_check(key->check(message, signature), false);
  if (check.outcome != Outcome::failed) return check;
  return value_check(key->check_raw(message, signature), true);
}

} // namespace elicense::crypto
