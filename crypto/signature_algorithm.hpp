// SPDX-License-Identifier: Apache-2.0
// Signature AlgorithmIdentifiers that are accepted: SM2 with SM3, and RSA or ECDSA with SHA-2 as met in real
// files.
#pragma once
#include "crypto/sm2.hpp"

namespace elicense::crypto {

inline constexpr int min_rsa_bits = 2048;
inline constexpr int max_rsa_bits = 8192;

enum class SignatureScheme { sm2, rsa_pkcs1, rsa_pss, ecdsa };
enum class Sha2 { sha256, sha384, sha512 };

struct SignatureAlgorithm {
  SignatureScheme scheme = SignatureScheme::sm2;
  Sha2 digest = Sha2::sha256; // not for SM2, which means SM3
  int salt_size = 0;          // RSASSA-PSS only
};

// SIGNATURE_ALGORITHM for everything else, MD5 and SHA-1 among it.
Result<SignatureAlgorithm> read_signature_algorithm(ByteView der);

// RSA and ECDSA. CERTIFICATE_KEY when the key cannot be read, SIGNATURE_ALGORITHM when an RSA key is too
// short or too long.
Result<SignatureCheck> check_sha2_signature(ByteView spki, const SignatureAlgorithm& algorithm,
                                            ByteView message, ByteView signature);

} // namespace elicense::crypto
