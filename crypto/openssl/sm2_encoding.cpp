// SPDX-License-Identifier: Apache-2.0
// Keys and signatures as bytes.
#include "crypto/openssl/sm2_encoding.hpp"
#include "crypto/der_fields.hpp"
#include "crypto/oid.hpp"
#include <algorithm>

namespace elicense::crypto::sm2_encoding {
namespace {

using der::Fields;
using sm2_curve::number_size;
using sm2_curve::order;
using sm2_curve::point_size;

// Everything of a PrivateKeyInfo before the scalar, and between scalar and point.
constexpr std::array<std::uint8_t, 36> pkcs8_start = {0x30, 0x81, 0x87, 0x02, 0x01, 0x00, 0x30, 0x13, 0x06,
                                                      0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06,
                                                      0x08, 0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x01, 0x82, 0x2d,
                                                      0x04, 0x6d, 0x30, 0x6b, 0x02, 0x01, 0x01, 0x04, 0x20};
constexpr std::array<std::uint8_t, 5> pkcs8_middle = {0xa1, 0x44, 0x03, 0x42, 0x00};

Error refusal(const der::Failure& failure) {
  return failure.unsupported() ? failure.as(ErrorKind::unsupported, "SM2_KEY_NOT_SM2")
                               : failure.as(ErrorKind::malformed, "SM2_KEY_MALFORMED");
}

void expect_oid(Fields& fields, std::string_view wanted, std::string_view otherwise) {
  fields.support(fields.next_is(der::oid) && fields.object_identifier() == wanted, otherwise);
}

// The last field; explicit parameters are another curve to us.
void expect_curve(Fields& fields) {
  expect_oid(fields, oid::sm2_curve, "curve is not named sm2");
  fields.support(!fields.more(), "curve has parameters");
}

void expect_algorithm(Fields identifier) {
  expect_oid(identifier, oid::ec_public_key, "algorithm is not id-ecPublicKey");
  expect_curve(identifier);
}

// ECPrivateKey (RFC 5915); its parameters, when repeated, have to name the same curve.
PrivateKeyParts read_ec_private_key(Fields key) {
  key.require(key.integer() == 1, "ECPrivateKey is not version 1");
  PrivateKeyParts parts{key.octets_view(), std::nullopt};
  key.require(parts.scalar.size() == number_size, "scalar is not of 32 bytes");
  if (key.next_is(der::context(0))) {
    Fields parameters = key.enter(der::context(0));
    expect_curve(parameters);
  }
  if (key.next_is(der::context(1))) {
    Fields field = key.enter(der::context(1));
    parts.point = field.bits_view();
    field.end();
  }
  key.end();
  return parts;
}

Number padded(ByteView big_endian) {
  Number number{};
  std::ranges::copy_backward(big_endian, number.end());
  return number;
}

bool in_range(const Number& number) {
  return number != Number{} && number < order;
}

bool sum_is_order(const Number& r, const Number& s) {
  Number sum{};
  unsigned carry = 0;
  for (std::size_t i = number_size; i-- > 0;) {
    carry += static_cast<unsigned>(r[i]) + s[i];
    sum[i] = static_cast<std::uint8_t>(carry);
    carry >>= 8;
  }
  return carry == 0 && sum == order;
}

std::optional<Signature> if_allowed(const Signature& signature) {
  if (!in_range(signature.r) || !in_range(signature.s) || sum_is_order(signature.r, signature.s))
    return std::nullopt;
  return signature;
}

} // namespace

Bytes spki(ByteView point) {
  return der::wrap(der::sequence, {der::wrap(der::sequence, {der::write_oid(oid::ec_public_key),
                                                             der::write_oid(oid::sm2_curve)}),
                                   der::write_bits(point)});
}

Result<ByteView> point_in_spki(ByteView der) {
  der::Failure failure(der);
  Fields key(der, der::sequence, failure);
  expect_algorithm(key.enter(der::sequence));
  const ByteView point = key.bits_view();
  key.end();
  if (failure.happened()) return refusal(failure);
  return point;
}

SecretBytes pkcs8(const SecretBytes& scalar, ByteView point) {
  SecretBytes der(pkcs8_start.size() + number_size + pkcs8_middle.size() + point_size);
  auto to = der.span().begin();
  for (const ByteView part : {ByteView(pkcs8_start), scalar.view(), ByteView(pkcs8_middle), point}) {
    to = std::ranges::copy(part, to).out;
  }
  return der;
}

Result<PrivateKeyParts> parts_of_pkcs8(ByteView der) {
  der::Failure failure(der);
  Fields info(der, der::sequence, failure);
  info.require(info.integer() == 0, "PrivateKeyInfo is not version 0");
  expect_algorithm(info.enter(der::sequence));
  const ByteView key = info.octets_view();
  if (info.next_is(der::context(0))) info.element(); // attributes, of no meaning to us
  info.end();
  const PrivateKeyParts parts = read_ec_private_key(Fields(key, der::sequence, failure));
  if (failure.happened()) return refusal(failure);
  return parts;
}

Bytes to_der(const Signature& signature) {
  return der::wrap(der::sequence, {der::write_unsigned(signature.r), der::write_unsigned(signature.s)});
}

std::optional<Signature> from_der(ByteView der) {
  der::Failure failure(der);
  Fields numbers(der, der::sequence, failure);
  const Bytes r = numbers.unsigned_integer(number_size), s = numbers.unsigned_integer(number_size);
  numbers.end();
  if (failure.happened()) return std::nullopt;
  return if_allowed({padded(r), padded(s)});
}

std::optional<Signature> from_raw(ByteView r_and_s) {
  if (r_and_s.size() != 2 * number_size) return std::nullopt;
  return if_allowed({padded(r_and_s.first(number_size)), padded(r_and_s.last(number_size))});
}

} // namespace elicense::crypto::sm2_encoding
