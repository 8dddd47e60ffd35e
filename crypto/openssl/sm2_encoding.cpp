// SPDX-License-Identifier: Apache-2.0
// Keys and signatures as bytes.
#include "crypto/openssl/sm2_encoding.hpp"
#include "crypto/der.hpp"
#include "crypto/oid.hpp"
#include <algorithm>

namespace elicense::crypto::sm2_encoding {
namespace {

using sm2_curve::number_size;
using sm2_curve::order;
using sm2_curve::point_size;

// Everything of a PrivateKeyInfo before the scalar, and between scalar and point.
constexpr std::array<std::uint8_t, 36> pkcs8_start = {0x30, 0x81, 0x87, 0x02, 0x01, 0x00, 0x30, 0x13, 0x06,
                                                      0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06,
                                                      0x08, 0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x01, 0x82, 0x2d,
                                                      0x04, 0x6d, 0x30, 0x6b, 0x02, 0x01, 0x01, 0x04, 0x20};
constexpr std::array<std::uint8_t, 5> pkcs8_middle = {0xa1, 0x44, 0x03, 0x42, 0x00};

Error malformed(std::string_view detail) {
  return fail(ErrorKind::malformed, "SM2_KEY_MALFORMED", std::string(detail));
}

// Empty when something else stands there.
std::string next_oid(der::Reader& reader) {
  const Result<std::string> identifier = reader.object_identifier();
  return identifier ? *identifier : std::string();
}

Error not_sm2(std::string_view detail) {
  return fail(ErrorKind::unsupported, "SM2_KEY_NOT_SM2", std::string(detail));
}

// AlgorithmIdentifier { id-ecPublicKey, namedCurve sm2 }. Explicit parameters are another curve to us.
Result<void> expect_sm2(der::Reader& reader) {
  Result<der::Reader> algorithm = reader.enter(der::sequence);
  if (!algorithm) return malformed("no AlgorithmIdentifier");
  if (next_oid(*algorithm) != oid::ec_public_key) return not_sm2("algorithm is not id-ecPublicKey");
  if (next_oid(*algorithm) != oid::sm2_curve || !algorithm->empty()) return not_sm2("curve is not named sm2");
  return {};
}

// ECPrivateKey (RFC 5915); its parameters, when repeated, have to name the same curve.
Result<PrivateKeyParts> read_ec_private_key(ByteView der) {
  Result<der::Reader> body = der::open(der, der::sequence);
  if (!body || body->small_integer() != 1) return malformed("no ECPrivateKey");
  const Result<ByteView> scalar = body->octets();
  if (!scalar || scalar->size() != number_size) return malformed("scalar is not of 32 bytes");
  PrivateKeyParts parts{*scalar, std::nullopt};
  if (body->next_is(der::context(0))) {
    Result<der::Reader> parameters = body->enter(der::context(0));
    if (!parameters || next_oid(*parameters) != oid::sm2_curve || !parameters->empty()) {
      return not_sm2("curve inside the key is not named sm2");
    }
  }
  if (body->next_is(der::context(1))) {
    Result<der::Reader> field = body->enter(der::context(1));
    const Result<ByteView> point = field ? field->bits() : Result<ByteView>(field.error());
    if (!point || !field->empty()) return malformed("public key inside the key");
    parts.point = *point;
  }
  if (!body->empty()) return malformed("something follows the key");
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
  Result<der::Reader> body = der::open(der, der::sequence);
  if (!body) return malformed("no SubjectPublicKeyInfo");
  if (const Result<void> algorithm = expect_sm2(*body); !algorithm) return algorithm.error();
  const Result<ByteView> point = body->bits();
  if (!point || !body->empty()) return malformed("no public key");
  return *point;
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
  Result<der::Reader> body = der::open(der, der::sequence);
  if (!body || body->small_integer() != 0) return malformed("no PrivateKeyInfo");
  if (const Result<void> algorithm = expect_sm2(*body); !algorithm) return algorithm.error();
  const Result<ByteView> key = body->octets();
  if (!key) return malformed("no private key");
  if (body->next_is(der::context(0)) && !body->any()) return malformed("attributes"); // of no meaning to us
  if (!body->empty()) return malformed("something follows the key");
  return read_ec_private_key(*key);
}

Bytes to_der(const Signature& signature) {
  return der::wrap(der::sequence, {der::write_unsigned(signature.r), der::write_unsigned(signature.s)});
}

std::optional<Signature> from_der(ByteView der) {
  Result<der::Reader> body = der::open(der, der::sequence);
  if (!body) return std::nullopt;
  const Result<Bytes> r = body->unsigned_integer(number_size);
  const Result<Bytes> s = body->unsigned_integer(number_size);
  if (!r || !s || !body->empty()) return std::nullopt;
  return if_allowed({padded(*r), padded(*s)});
}

std::optional<Signature> from_raw(ByteView r_and_s) {
  if (r_and_s.size() != 2 * number_size) return std::nullopt;
  return if_allowed({padded(r_and_s.first(number_size)), padded(r_and_s.last(number_size))});
}

} // namespace elicense::crypto::sm2_encoding
