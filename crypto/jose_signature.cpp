// SPDX-License-Identifier: Apache-2.0
// Keys are written as SubjectPublicKeyInfo, signatures as DER, and the vault's one check does the rest.
#include "crypto/jose_signature.hpp"
#include "crypto/der.hpp"
#include "crypto/openssl/ecdsa.hpp"
#include "crypto/signature_algorithm.hpp"

namespace elicense::crypto {
namespace {

constexpr std::size_t number_size = 32;
constexpr std::string_view rsa_encryption = "1.2.840.113549.1.1.1", ec_public_key = "1.2.840.10045.2.1",
                           p256 = "1.2.840.10045.3.1.7";

} // namespace

Result<SignatureCheck> check_rs256(ByteView modulus, ByteView exponent, ByteView message,
                                   ByteView signature) {
  using namespace der;
  const Bytes key = wrap(sequence, {write_unsigned(modulus), write_unsigned(exponent)});
  const Bytes algorithm = wrap(sequence, {write_oid(rsa_encryption), wrap(null, ByteView())});
  return check_sha2_signature(wrap(sequence, {algorithm, write_bits(key)}),
                              {SignatureScheme::rsa_pkcs1, Sha2::sha256}, message, signature);
}

Result<SignatureCheck> check_es256(ByteView x, ByteView y, ByteView message, ByteView r_and_s) {
  using namespace der;
  if (x.size() != number_size || y.size() != number_size)
    return fail(ErrorKind::malformed, "CERTIFICATE_KEY", "coordinates of P-256 have 32 bytes");
  if (r_and_s.size() != 2 * number_size) return SignatureCheck::invalid;
  const Bytes algorithm = wrap(sequence, {write_oid(ec_public_key), write_oid(p256)});
  const Bytes point = concat({as_bytes("\x04"), x, y});
  const Bytes signature = wrap(
      sequence, {write_unsigned(r_and_s.first(number_size)), write_unsigned(r_and_s.subspan(number_size))});
  return check_sha2_signature(wrap(sequence, {algorithm, write_bits(point)}),
                              {SignatureScheme::ecdsa, Sha2::sha256}, message, signature);
}

Result<Bytes> sign_es256(const SecretBytes& pkcs8, ByteView message) {
  const auto signature = sign_ecdsa_sha256(pkcs8, message);
  return signature ? to_r_and_s(*signature) : signature;
}

Result<Bytes> es256_spki(const SecretBytes& pkcs8) {
  return ecdsa_spki(pkcs8);
}

Result<Bytes> to_r_and_s(ByteView der) {
  auto numbers = der::open(der, der::sequence);
  if (!numbers) return numbers.error();
  Bytes both;
  for (int i = 0; i < 2; ++i) {
    const auto number = numbers->unsigned_integer(number_size);
    if (!number) return number.error();
    both.insert(both.end(), number_size - number->size(), 0);
    both.insert(both.end(), number->begin(), number->end());
  }
  return both;
}

} // namespace elicense::crypto
