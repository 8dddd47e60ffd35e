// SPDX-License-Identifier: Apache-2.0
// Checking SM2 signatures.
#include "crypto/openssl/sm2_context.hpp"
#include "crypto/openssl/sm2_encoding.hpp"
#include "crypto/sm2.hpp"

namespace elicense::crypto {
namespace {

namespace curve = sm2_curve;
namespace encoding = sm2_encoding;

Error malformed_public_key(std::string_view detail) {
  return fail(ErrorKind::malformed, "SM2_KEY_MALFORMED", std::string(detail));
}

// Only the return value decides: 1 is valid, 0 is not, and a forged signature leaves the error queue empty. A
// negative value here cannot come from the signature, whose encoding and range were checked before.
Result<SignatureCheck> ask(EVP_PKEY* key, std::string_view id, ByteView message,
                           const std::optional<encoding::Signature>& signature) {
  if (!signature) return SignatureCheck::invalid;
  const Sm2Context context(key, id);
  const Bytes der = encoding::to_der(*signature);
  if (EVP_DigestVerifyInit(context.digest(), nullptr, EVP_sm3(), nullptr, key) != 1)
    return sm2_unavailable("verify init");
  const int answer =
      EVP_DigestVerify(context.digest(), der.data(), der.size(), message.data(), message.size());
  require(answer >= 0, "EVP_DigestVerify");
  ERR_clear_error();
  return answer == 1 ? SignatureCheck::valid : SignatureCheck::invalid;
}

} // namespace

Sm2PublicKey::Sm2PublicKey(std::shared_ptr<evp_pkey_st> key, std::string id)
    : key_(std::move(key)), id_(std::move(id)) {}

Result<Sm2PublicKey> Sm2PublicKey::from_point(ByteView point, std::string_view id) {
  if (id.size() > max_signer_id_size)
    return fail(ErrorKind::too_large, "SM2_ID_TOO_LONG", std::to_string(id.size()));
  if (point.size() != curve::point_size || point[0] != 0x04)
    return malformed_public_key("point is not 04 || x || y");
  if (!curve::has_point(point)) return fail(ErrorKind::invalid, "SM2_KEY_OFF_CURVE");
  return Sm2PublicKey(curve::public_key(point), std::string(id));
}

Result<Sm2PublicKey> Sm2PublicKey::from_spki(ByteView der, std::string_view id) {
  const Result<ByteView> point = encoding::point_in_spki(der);
  if (!point) return point.error();
  return from_point(*point, id);
}

Result<SignatureCheck> Sm2PublicKey::check(ByteView message, ByteView signature) const {
  return ask(key_.get(), id_, message, encoding::from_der(signature));
}

Result<SignatureCheck> Sm2PublicKey::check_raw(ByteView message, ByteView r_and_s) const {
  return ask(key_.get(), id_, message, encoding::from_raw(r_and_s));
}

Bytes Sm2PublicKey::point() const {
  return curve::point_of(key_.get());
}

Bytes Sm2PublicKey::spki() const {
  return encoding::spki(point());
}

} // namespace elicense::crypto
