// SPDX-License-Identifier: Apache-2.0
// Element-wise seals and seal signatures for tests.
#include "tests/support/seal_parts.hpp"
#include "crypto/der.hpp"
#include "crypto/oid.hpp"

namespace elicense::test {
namespace der = crypto::der;
using crypto::SealVersion;

namespace {

std::int64_t number_of(SealVersion version) {
  return version == SealVersion::v1 ? 1 : version == SealVersion::v4 ? 4 : 5;
}

Bytes write_time(SealVersion version, Time time) {
  return version == SealVersion::v1 ? der::write_utc_time(time) : der::write_generalized_time(time);
}

Bytes sequence(std::initializer_list<ByteView> parts) {
  return der::wrap(der::sequence, parts);
}

} // namespace

SealParts::SealParts(SealVersion a_version) : version(a_version) {
  identifier = der::write_text(der::ia5_string, "ES");
  header_version = der::write_integer(number_of(version));
  vendor = der::write_text(der::ia5_string, "ELICENSE");
  id = der::write_text(der::ia5_string, "64010000000001");
  type = der::write_integer(1);
  name = der::write_text(der::utf8_string, "示例市行政审批局");
  if (version != SealVersion::v1) list_type = der::write_integer(1);
  list = sequence({der::write_octets(test_pki().signer.certificate.der())});
  created = valid_from = write_time(version, seal_made);
  valid_until = write_time(version, seal_ends);
  picture_type = der::write_text(der::ia5_string, "png");
  picture_data = der::write_octets(as_bytes("a picture"));
  width = height = der::write_integer(42);
  maker_certificate = der::write_octets(test_pki().seal_maker.certificate.der());
  algorithm = der::write_oid(crypto::oid::sm2_with_sm3);
}

Bytes SealParts::info() const {
  return sequence({sequence({identifier, header_version, vendor}), id,
                   sequence({type, name, list_type, list, created, valid_from, valid_until}),
                   sequence({picture_type, picture_data, width, height}), extensions});
}

Bytes SealParts::signed_bytes() const {
  return version == SealVersion::v1 ? sequence({info(), maker_certificate, algorithm}) : info();
}

Bytes SealParts::signature_value() const {
  return signature.empty() ? der::write_bits(test_pki().seal_maker.key->sign(signed_bytes()).value())
                           : signature;
}

Bytes SealParts::sign() const {
  if (version == SealVersion::v1)
    return sequence({info(), sequence({maker_certificate, algorithm, signature_value()})});
  return sequence({info(), maker_certificate, algorithm, signature_value(), timestamp});
}

SignatureParts::SignatureParts(SealVersion a_version, Bytes a_seal)
    : seal(std::move(a_seal)), key(test_pki().signer.key), version(a_version) {
  tbs_version = der::write_integer(number_of(version));
  time = write_time(version, sealed_at);
  if (version == SealVersion::v1) time = der::write_bits(time);
  data_hash = der::write_bits(crypto::sm3(as_bytes(sealed_document)));
  property_info = der::write_text(der::ia5_string, sealed_path);
  signer_certificate = der::write_octets(test_pki().signer.certificate.der());
  algorithm = der::write_oid(crypto::oid::sm2_with_sm3);
}

Bytes SignatureParts::tbs() const {
  if (version == SealVersion::v1)
    return sequence({tbs_version, seal, time, data_hash, property_info, signer_certificate, algorithm});
  return sequence({tbs_version, seal, time, data_hash, property_info, extensions});
}

Bytes SignatureParts::signature_value() const {
  return signature.empty() ? der::write_bits(key->sign(tbs()).value()) : signature;
}

Bytes SignatureParts::sign() const {
  if (version == SealVersion::v1) return sequence({tbs(), signature_value()});
  return sequence({tbs(), signer_certificate, algorithm, signature_value(), timestamp});
}

Bytes raw_form(ByteView der_signature) {
  der::Reader numbers = der::open(der_signature, der::sequence).value();
  Bytes out;
  for (int i = 0; i < 2; ++i) {
    const Bytes number = numbers.unsigned_integer(32).value();
    out.resize(out.size() + 32 - number.size());
    out.insert(out.end(), number.begin(), number.end());
  }
  return out;
}

} // namespace elicense::test
