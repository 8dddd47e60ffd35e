// SPDX-License-Identifier: Apache-2.0
// Using a seal: GM/T 0031-2014 6.2.2 in its order, written as GB/T 38540-2020 (V4).
#include "crypto/der.hpp"
#include "crypto/oid.hpp"
#include "crypto/seal.hpp"
#include "crypto/signing_rules.hpp"

namespace elicense::crypto {
namespace {

constexpr std::int64_t signature_version = 4;

Error invalid(std::string code, std::string detail = {}) {
  return fail(ErrorKind::invalid, std::move(code), std::move(detail));
}

// Step a: the signer's certificate.
Result<void> check_signer(const SealSignatureDraft& draft, const Certificate& certificate,
                          const Signer& key) {
  if (!may_sign(certificate)) return invalid("SIG_CERT", "the certificate is not for SM2 signatures");
  if (!fits(certificate, key)) return invalid("SIGNER_KEY_MISMATCH");
  if (!is_valid_at(certificate, draft.time))
    return invalid("SIG_TIME", "the certificate is not valid at this time");
  return {};
}

// Step b: the seal.
Result<void> check_own_seal(const Seal& seal, Time time) {
  if (seal.version != SealVersion::v4)
    return fail(ErrorKind::unsupported, "SEAL_VERSION", "only V4 seals are used");
  const Result<Certificate> maker = Certificate::parse(seal.maker_certificate);
  if (!maker || !is_signed(*maker, seal.signed_bytes, seal.signature)) return invalid("SEAL_SIGNATURE");
  if (time < seal.valid_from || seal.valid_until < time) return invalid("SEAL_EXPIRED");
  return {};
}

// Step c: the certificate is in the seal.
Result<void> check_listed(const Seal& seal, const Certificate& certificate) {
  for (const Bytes& listed : seal.signer_certificates)
    if (equal(listed, certificate.der())) return {};
  return invalid("SIG_CERT_NOT_IN_SEAL");
}

Result<void> check_property_info(std::string_view path) {
  const auto is_visible = [](char c) { return c > 0x20 && c < 0x7f; };
  if (path.size() > 1 && path[0] == '/' && std::all_of(path.begin(), path.end(), is_visible)) return {};
  return invalid("SIG_PROPERTY_INFO", "an absolute path is needed");
}

Bytes write_tbs(const SealSignatureDraft& draft) {
  return der::wrap(der::sequence, {der::write_integer(signature_version), draft.seal,
                                   der::write_generalized_time(draft.time), der::write_bits(draft.data_hash),
                                   der::write_text(der::ia5_string, draft.property_info)});
}

// The stamp of the signature value, checked before it is built in; empty without a source.
Result<Bytes> write_timestamp(const TimestampSource& source, ByteView signature) {
  if (!source) return Bytes();
  const Result<Bytes> stamp = source(signature);
  if (!stamp) return stamp.error();
  const Result<TimestampToken> token = decode_timestamp(*stamp);
  if (!token) return token.error();
  if (!equal(token->imprint, sm3(signature))) return invalid("TIMESTAMP_IMPRINT");
  return der::wrap(der::context(0), der::write_bits(*stamp));
}

} // namespace

Result<Bytes> make_seal_signature(const SealSignatureDraft& draft, const Certificate& certificate,
                                  const Signer& key, const TimestampSource& timestamp) {
  const Result<Seal> seal = decode_seal(draft.seal);
  if (!seal) return seal.error();
  for (const Result<void>& rule :
       {check_signer(draft, certificate, key), check_own_seal(*seal, draft.time),
        check_listed(*seal, certificate), check_property_info(draft.property_info)})
    if (!rule) return rule.error();
  const Bytes tbs = write_tbs(draft);
  const Result<Bytes> signature = key.sign(tbs);
  if (!signature) return signature.error();
  if (!is_signed(certificate, tbs, *signature))
    return fail(ErrorKind::internal, "SEAL_SELF_CHECK", "the signer's key");
  const Result<Bytes> stamp = write_timestamp(timestamp, *signature);
  if (!stamp) return stamp.error();
  Bytes made =
      der::wrap(der::sequence, {tbs, der::write_octets(certificate.der()), der::write_oid(oid::sm2_with_sm3),
                                der::write_bits(*signature), *stamp});
  if (const Result<SealSignature> decoded = decode_seal_signature(made); !decoded) return decoded.error();
  return made;
}

} // namespace elicense::crypto
