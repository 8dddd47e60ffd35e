// SPDX-License-Identifier: Apache-2.0
#include "access/new_key.hpp"

#include "crypto/certificate.hpp"

namespace elicense::access {
namespace {

using crypto::SecretBytes;

constexpr std::chrono::days longest_life{3 * 366}; // of a key without a certificate

Error unusable(std::string why) {
  return fail(ErrorKind::invalid, "KEY_REFUSED", std::move(why));
}

Result<SecretBytes> sm2_point(std::string_view text) {
  const auto bytes = from_base64(text);
  if (!bytes) return unusable("not base64");
  auto key = crypto::Sm2PublicKey::from_point(*bytes);
  if (!key) key = crypto::Sm2PublicKey::from_spki(*bytes);
  if (!key) return unusable("not an SM2 public key");
  return SecretBytes(key->point());
}

Result<SecretBytes> certificate_digest(std::string_view text, Credential& credential) {
  const auto found = crypto::Certificate::parse_pem(text);
  if (!found || found->size() != 1) return unusable("not one certificate in PEM");
  const crypto::Certificate& certificate = found->front();
  if (certificate.not_after() <= credential.not_before) return unusable("the certificate has expired");
  credential.not_after = std::min(credential.not_after, certificate.not_after());
  return SecretBytes(crypto::sm3(certificate.der()));
}

Result<SecretBytes> new_secret(std::string_view text, const crypto::RandomSource& random) {
  if (!text.empty()) return unusable("an HMAC secret is made here, not handed in");
  SecretBytes secret(hmac_secret_size);
  random(secret.span());
  return secret;
}

} // namespace

Result<Credential> new_credential(KeyKind kind, std::string_view text, Time now,
                                  const crypto::RandomSource& random) {
  Credential credential{.key_id = new_key_id(random),
                        .party = {},
                        .kind = kind,
                        .material = SecretBytes(),
                        .not_before = now,
                        .not_after = now + longest_life};
  auto material = kind == KeyKind::hmac_sm3 ? new_secret(text, random)
                  : kind == KeyKind::sm2    ? sm2_point(text)
                                            : certificate_digest(text, credential);
  if (!material) return material.error();
  credential.material = *std::move(material);
  return credential;
}

std::string new_id(const crypto::RandomSource& random) {
  return to_hex(crypto::random_bytes(random, 8));
}

std::string new_key_id(const crypto::RandomSource& random) {
  return to_base64url(crypto::random_bytes(random, 12));
}

} // namespace elicense::access
