// SPDX-License-Identifier: Apache-2.0
// ECDSA with SHA-256 by the TLS server's own key. Private to crypto/.
#pragma once
#include "crypto/secret.hpp"

namespace elicense::crypto {

Result<Bytes> sign_ecdsa_sha256(const SecretBytes& pkcs8, ByteView message); // TLS_KEY_MALFORMED
Result<Bytes> ecdsa_spki(const SecretBytes& pkcs8); // of its public key. TLS_KEY_MALFORMED

} // namespace elicense::crypto
