// SPDX-License-Identifier: Apache-2.0
// The parameters are absent, or NULL: for RSA by RFC 4055, beside SM2 because real authorities write it.
#include "crypto/signature_algorithm.hpp"
#include "crypto/der_fields.hpp"
#include "crypto/oid.hpp"
#include "crypto/x509_oid.hpp"

namespace elicense::crypto {
namespace {

struct Known {
  std::string_view oid;
  SignatureAlgorithm algorithm;
};

constexpr Known plain_algorithms[] = {
    {oid::sm2_with_sm3, {SignatureScheme::sm2, Sha2::sha256, 0}},
    {oid::sm2_sign, {SignatureScheme::sm2, Sha2::sha256, 0}}, // GB/T 35275 signers write this one
    {oid::sha256_with_rsa, {SignatureScheme::rsa_pkcs1, Sha2::sha256, 0}},
    {oid::sha384_with_rsa, {SignatureScheme::rsa_pkcs1, Sha2::sha384, 0}},
    {oid::sha512_with_rsa, {SignatureScheme::rsa_pkcs1, Sha2::sha512, 0}},
    {oid::ecdsa_with_sha256, {SignatureScheme::ecdsa, Sha2::sha256, 0}},
    {oid::ecdsa_with_sha384, {SignatureScheme::ecdsa, Sha2::sha384, 0}},
    {oid::ecdsa_with_sha512, {SignatureScheme::ecdsa, Sha2::sha512, 0}},
};

void end_after_null(der::Fields& identifier) {
  if (identifier.next_is(der::null))
    identifier.require(identifier.element().content.empty(), "NULL has content");
  identifier.end();
}

Sha2 read_digest(der::Fields identifier) {
  const std::string digest = identifier.object_identifier();
  end_after_null(identifier);
  if (digest == oid::sha384) return Sha2::sha384;
  if (digest == oid::sha512) return Sha2::sha512;
  identifier.require(digest == oid::sha256, "digest is weak or unknown");
  return Sha2::sha256;
}

// RFC 4055 section 3.1. Its defaults mean SHA-1, so digest and mask generation must be written.
SignatureAlgorithm read_pss(der::Fields parameters) {
  SignatureAlgorithm algorithm{SignatureScheme::rsa_pss, Sha2::sha256, 20};
  algorithm.digest = read_digest(parameters.enter(der::context(0)).enter(der::sequence));
  der::Fields mask = parameters.enter(der::context(1)).enter(der::sequence);
  mask.require(mask.object_identifier() == oid::mgf1, "mask generation is not MGF1");
  mask.require(read_digest(mask.enter(der::sequence)) == algorithm.digest, "MGF1 has another digest");
  if (parameters.next_is(der::context(2))) {
    const std::int64_t size = parameters.enter(der::context(2)).integer();
    parameters.require(size >= 0 && size <= max_rsa_bits / 8, "salt size out of range");
    algorithm.salt_size = static_cast<int>(size);
  }
  parameters.end();
  return algorithm;
}

SignatureAlgorithm read_identifier(der::Fields identifier) {
  const std::string name = identifier.object_identifier();
  if (name == oid::rsa_pss) return read_pss(identifier.enter(der::sequence));
  for (const Known& known : plain_algorithms) {
    if (known.oid != name) continue;
    end_after_null(identifier);
    return known.algorithm;
  }
  identifier.require(false, name + " is weak or unknown");
  return {};
}

} // namespace

Result<SignatureAlgorithm> read_signature_algorithm(ByteView der) {
  der::Failure failure(der);
  const SignatureAlgorithm algorithm = read_identifier(der::Fields(der, der::sequence, failure));
  if (failure.happened()) return failure.as(ErrorKind::unsupported, "SIGNATURE_ALGORITHM");
  return algorithm;
}

} // namespace elicense::crypto
