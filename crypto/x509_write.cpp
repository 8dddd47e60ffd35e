// SPDX-License-Identifier: Apache-2.0
// Names are UTF8String except the country, which RFC 5280 wants as PrintableString.
#include "crypto/x509_write.hpp"
#include "crypto/der_fields.hpp"

namespace elicense::crypto::x509 {
namespace {

Bytes attribute(std::string_view type, std::uint8_t tag, std::string_view value) {
  if (value.empty()) return {};
  const Bytes pair = der::wrap(der::sequence, {der::write_oid(type), der::write_text(tag, value)});
  return der::wrap(der::set, pair);
}

} // namespace

Bytes algorithm(std::string_view oid) {
  return der::wrap(der::sequence, der::write_oid(oid));
}

Bytes name(const CertificateName& name) {
  return der::wrap(der::sequence, {attribute("2.5.4.6", der::printable_string, name.country),
                                   attribute("2.5.4.10", der::utf8_string, name.organization),
                                   attribute("2.5.4.3", der::utf8_string, name.common_name)});
}

Bytes time(Time time) {
  constexpr Time first_of_2050 = std::chrono::sys_days(std::chrono::year(2050) / 1 / 1);
  return time < first_of_2050 ? der::write_utc_time(time) : der::write_generalized_time(time);
}

Bytes extension(ByteView oid, bool critical, ByteView value) {
  return der::wrap(der::sequence,
                   {oid, critical ? der::write_boolean(true) : Bytes(), der::write_octets(value)});
}

Bytes extension(std::string_view oid, bool critical, ByteView value) {
  return extension(ByteView(der::write_oid(oid)), critical, value);
}

Bytes authority_key_id(ByteView key_id) {
  const Bytes id = der::wrap(der::context_primitive(0), key_id);
  return extension(oid::authority_key_identifier, false, der::wrap(der::sequence, id));
}

Bytes random_serial(const RandomSource& random) {
  Bytes serial = random_bytes(random, serial_size);
  serial[0] = static_cast<std::uint8_t>((serial[0] & 0x7f) | 0x40);
  return der::write_unsigned(serial);
}

Result<Bytes> key_id(ByteView spki) {
  der::Failure failure(spki);
  der::Fields fields(spki, der::sequence, failure);
  fields.element(der::sequence); // algorithm
  const Sm3Digest digest = sm3(fields.bits());
  if (failure.happened()) return failure.as(ErrorKind::malformed, "CERTIFICATE_KEY");
  return to_bytes(ByteView(digest).first(key_id_size));
}

Result<Bytes> key_id_of(const Certificate& issuer) {
  const std::optional<Bytes> own = issuer.subject_key_id();
  return own ? *own : key_id(issuer.spki());
}

// The key must be the one the certificate names, or nobody could check what it signs.
Result<void> check_issuer_key(const Certificate& issuer, const Signer& key) {
  const Result<Sm2PublicKey> named = issuer.sm2_key();
  if (!named || named->point() != key.public_key().point())
    return fail(ErrorKind::invalid, "ISSUER_KEY_MISMATCH", issuer.subject());
  return {};
}

Result<Bytes> signed_structure(ByteView to_be_signed, std::string_view algorithm_oid, const Sign& sign) {
  const Result<Bytes> signature = sign(to_be_signed);
  if (!signature) return signature.error();
  return der::wrap(der::sequence, {to_be_signed, algorithm(algorithm_oid), der::write_bits(*signature)});
}

} // namespace elicense::crypto::x509
