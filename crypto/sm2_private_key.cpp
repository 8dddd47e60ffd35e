// SPDX-License-Identifier: Apache-2.0
// Making SM2 keys and signatures.
#include "crypto/openssl/sm2_context.hpp"
#include "crypto/openssl/sm2_encoding.hpp"
#include "crypto/sm2.hpp"

namespace elicense::crypto {
namespace {

namespace curve = sm2_curve;
namespace encoding = sm2_encoding;

constexpr std::size_t max_signature_size = 72; // two INTEGERs of 33 bytes in a SEQUENCE

Error malformed_private_key(std::string_view detail) {
  return fail(ErrorKind::malformed, "SM2_KEY_MALFORMED", std::string(detail));
}

} // namespace

Sm2PrivateKey::Sm2PrivateKey(std::shared_ptr<evp_pkey_st> key, std::string id)
    : key_(std::move(key)), id_(std::move(id)) {}

Sm2PrivateKey Sm2PrivateKey::generate(std::string_view id) {
  require(id.size() <= max_signer_id_size, "a signer id of this length");
  return {curve::new_private_key(), std::string(id)};
}

Result<Sm2PrivateKey> Sm2PrivateKey::from_scalar(const SecretBytes& scalar, std::string_view id) {
  if (id.size() > max_signer_id_size)
    return fail(ErrorKind::too_large, "SM2_ID_TOO_LONG", std::to_string(id.size()));
  const Bytes point = curve::public_point(scalar);
  if (point.empty()) return malformed_private_key("scalar is not of 1 to n - 2 in 32 bytes");
  return Sm2PrivateKey(curve::private_key(scalar, point), std::string(id));
}

Result<Sm2PrivateKey> Sm2PrivateKey::from_pkcs8(const SecretBytes& der, std::string_view id) {
  const Result<encoding::PrivateKeyParts> parts = encoding::parts_of_pkcs8(der.view());
  if (!parts) return parts.error();
  Result<Sm2PrivateKey> key = from_scalar(SecretBytes(parts->scalar), id);
  if (key && parts->point && !equal(*parts->point, curve::point_of(key->handle()))) {
    return malformed_private_key("public key does not belong to the scalar");
  }
  return key;
}

Result<Bytes> Sm2PrivateKey::sign(ByteView message) const {
  const Sm2Context context(key_.get(), id_);
  Bytes signature(max_signature_size);
  std::size_t size = signature.size();
  if (EVP_DigestSignInit(context.digest(), nullptr, EVP_sm3(), nullptr, key_.get()) != 1 ||
      EVP_DigestSign(context.digest(), signature.data(), &size, message.data(), message.size()) != 1) {
    return sm2_unavailable("sign");
  }
  signature.resize(size);
  return signature;
}

Sm2PublicKey Sm2PrivateKey::public_key() const {
  return {curve::public_key(curve::point_of(key_.get())), id_};
}

SecretBytes Sm2PrivateKey::pkcs8(InsecurePrivateKeyAccess) const {
  return encoding::pkcs8(curve::scalar_of(key_.get()), curve::point_of(key_.get()));
}

} // namespace elicense::crypto
