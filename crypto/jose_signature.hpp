// SPDX-License-Identifier: Apache-2.0
// Signatures as JOSE carries them (RFC 7518 3.3, 3.4), to check what identity providers made: keys as
// big-endian numbers, ECDSA as r || s. Anything but a right signature is SignatureCheck::invalid.
#pragma once
#include "crypto/sm2.hpp"

namespace elicense::crypto {

// RSASSA-PKCS1-v1_5 with SHA-256. SIGNATURE_ALGORITHM: under min_rsa_bits or over max_rsa_bits.
// CERTIFICATE_KEY
Result<SignatureCheck> check_rs256(ByteView modulus, ByteView exponent, ByteView message, ByteView signature);

// ECDSA on P-256 with SHA-256; all three of fixed length: 32, 32 and 64 bytes. CERTIFICATE_KEY: not on the
// curve
Result<SignatureCheck> check_es256(ByteView x, ByteView y, ByteView message, ByteView r_and_s);

// ES256 with a P-256 key, 64 bytes. TLS_KEY_MALFORMED
Result<Bytes> sign_es256(const SecretBytes& pkcs8, ByteView message);
Result<Bytes> es256_spki(const SecretBytes& pkcs8); // of its public key, uncompressed. TLS_KEY_MALFORMED

// A signature DER {r, s} of ours as r || s, 64 bytes. DER_MALFORMED
Result<Bytes> to_r_and_s(ByteView der);

} // namespace elicense::crypto
