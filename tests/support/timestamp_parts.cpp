// SPDX-License-Identifier: Apache-2.0
// Element-wise time-stamp tokens for tests.
#include "tests/support/timestamp_parts.hpp"
#include "crypto/der.hpp"
#include "crypto/oid.hpp"
#include "crypto/timestamp.hpp"

namespace elicense::test {
namespace der = crypto::der;
namespace oid = crypto::oid;

namespace {

Bytes imprint_of(ByteView stamped) {
  return der::wrap(der::sequence,
                   {crypto::write_algorithm(oid::sm3), der::write_octets(crypto::sm3(stamped))});
}

} // namespace

TimestampParts::TimestampParts()
    : shape{.outer_type = oid::pkcs7_signed_data,
            .content_type = oid::tst_info,
            .signature_algorithm = oid::sm2_with_sm3,
            .version = 3,
            .attributes = {}} {
  version = der::write_integer(1);
  policy = der::write_oid("2.5.29.32.0");
  imprint = imprint_of(as_bytes(stamped_bytes));
  serial = der::write_integer(7);
  time = der::write_generalized_time(stamped_at);
}

Bytes TimestampParts::info() const {
  return der::wrap(der::sequence, {version, policy, imprint, serial, time, options});
}

Bytes TimestampParts::sign() const {
  crypto::SignedDataShape signed_shape = shape;
  std::vector<Bytes> further;
  if (enclose_signing_certificate) {
    const Bytes id = der::wrap(der::sequence, {crypto::write_algorithm(oid::sm3),
                                               der::write_octets(named_authority.certificate.fingerprint())});
    const Bytes ids = der::wrap(der::sequence, certificate_id.value_or(id));
    further.push_back(crypto::write_attribute(oid::signing_certificate_v2, der::wrap(der::sequence, ids)));
  }
  signed_shape.attributes = crypto::write_attributes(signed_shape.content_type, info(), further);
  return crypto::assemble_signed_data(signed_shape, info(), authority.certificate, *authority.key).value();
}

Bytes version_2_stamp(ByteView signature_bits) {
  TimestampParts parts;
  parts.version = der::write_integer(2);
  parts.imprint = imprint_of(der::Reader(signature_bits).bits().value());
  return parts.sign();
}

Bytes stamp_element(ByteView signature_bits, const Stamping& stamping) {
  const Bytes stamped =
      stamping.of_other_data ? to_bytes("other data") : to_bytes(der::Reader(signature_bits).bits().value());
  const auto& [certificate, key] = stamping.authority;
  const Bytes token =
      crypto::make_timestamp(stamped, stamping.at, certificate, *key, crypto::system_random).value();
  return der::wrap(der::context(0), der::write_bits(token));
}

} // namespace elicense::test
