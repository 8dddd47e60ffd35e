// SPDX-License-Identifier: Apache-2.0
// The development time-stamp authority.
#include "crypto/der.hpp"
#include "crypto/oid.hpp"
#include "crypto/signed_data_parts.hpp"
#include "crypto/timestamp.hpp"

namespace elicense::crypto {
namespace {

constexpr std::size_t serial_size = 16;
constexpr std::int64_t signed_data_version = 3; // RFC 5652 5.1: content other than plain data

// RFC 3161 wants a policy: the one of "any policy" of RFC 5280, because development promises nothing.
constexpr std::string_view any_policy = "2.5.29.32.0";

Bytes write_info(ByteView to_stamp, Time now, const RandomSource& random) {
  const Bytes imprint =
      der::wrap(der::sequence, {write_algorithm(oid::sm3), der::write_octets(sm3(to_stamp))});
  return der::wrap(der::sequence, {der::write_integer(1), der::write_oid(any_policy), imprint,
                                   der::write_unsigned(random_bytes(random, serial_size)),
                                   der::write_generalized_time(now)});
}

// RFC 5816: ESSCertIDv2 of the authority.
Bytes write_signing_certificate(const Certificate& authority) {
  const Bytes id =
      der::wrap(der::sequence, {write_algorithm(oid::sm3), der::write_octets(authority.fingerprint())});
  const Bytes value = der::wrap(der::sequence, der::wrap(der::sequence, id));
  return write_attribute(oid::signing_certificate_v2, value);
}

} // namespace

Result<Bytes> make_timestamp(ByteView to_stamp, Time now, const Certificate& authority, const Signer& key,
                             const RandomSource& random) {
  const Bytes info = write_info(to_stamp, now, random);
  const SignedDataShape shape{
      .outer_type = oid::pkcs7_signed_data,
      .content_type = oid::tst_info,
      .signature_algorithm = oid::sm2_with_sm3,
      .version = signed_data_version,
      .attributes = write_attributes(oid::tst_info, info,
                                     {write_attribute(oid::signing_time, der::write_utc_time(now)),
                                      write_signing_certificate(authority)})};
  return assemble_signed_data(shape, info, authority, key);
}

} // namespace elicense::crypto
