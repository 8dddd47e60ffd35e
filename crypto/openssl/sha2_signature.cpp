// SPDX-License-Identifier: Apache-2.0
// RSA and ECDSA signatures with SHA-2 by OpenSSL. Only the return value 1 means valid.
#include "crypto/openssl/handles.hpp"
#include "crypto/signature_algorithm.hpp"
#include <openssl/rsa.h>

namespace elicense::crypto {
namespace {

const EVP_MD* digest_of(Sha2 digest) {
  switch (digest) {
  case Sha2::sha384:
    return EVP_sha384();
  case Sha2::sha512:
    return EVP_sha512();
  case Sha2::sha256:
    break;
  }
  return EVP_sha256();
}

PkeyHandle read_key(ByteView spki) {
  const unsigned char* at = spki.data();
  PkeyHandle key(d2i_PUBKEY(nullptr, &at, static_cast<long>(spki.size())));
  drain_errors();
  return at == spki.data() + spki.size() ? std::move(key) : nullptr;
}

bool is_rsa(const SignatureAlgorithm& algorithm) {
  return algorithm.scheme == SignatureScheme::rsa_pkcs1 || algorithm.scheme == SignatureScheme::rsa_pss;
}

void use_pss(EVP_PKEY_CTX* context, const SignatureAlgorithm& algorithm) {
  require(EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) > 0, "EVP_PKEY_CTX_set_rsa_padding");
  require(EVP_PKEY_CTX_set_rsa_mgf1_md(context, digest_of(algorithm.digest)) > 0,
          "EVP_PKEY_CTX_set_rsa_mgf1_md");
  require(EVP_PKEY_CTX_set_rsa_pss_saltlen(context, algorithm.salt_size) > 0,
          "EVP_PKEY_CTX_set_rsa_pss_saltlen");
}

} // namespace

Result<SignatureCheck> check_sha2_signature(ByteView spki, const SignatureAlgorithm& algorithm,
                                            ByteView message, ByteView signature) {
  const PkeyHandle key = read_key(spki);
  if (!key) return fail(ErrorKind::malformed, "CERTIFICATE_KEY", "the public key cannot be read");
  const int bits = EVP_PKEY_get_bits(key.get());
  if (is_rsa(algorithm) && (bits < min_rsa_bits || bits > max_rsa_bits))
    return fail(ErrorKind::unsupported, "SIGNATURE_ALGORITHM",
                "RSA key of " + std::to_string(bits) + " bits");

  const DigestContext context(EVP_MD_CTX_new());
  require(context != nullptr, "EVP_MD_CTX_new");
  EVP_PKEY_CTX* key_context = nullptr; // owned by context
  require(
      EVP_DigestVerifyInit(context.get(), &key_context, digest_of(algorithm.digest), nullptr, key.get()) == 1,
      "EVP_DigestVerifyInit");
  if (algorithm.scheme == SignatureScheme::rsa_pss) use_pss(key_context, algorithm);
  const int answer =
      EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(), message.size());
  drain_errors();
  return answer == 1 ? SignatureCheck::valid : SignatureCheck::invalid;
}

} // namespace elicense::crypto
