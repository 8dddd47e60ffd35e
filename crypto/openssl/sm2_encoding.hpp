// SPDX-License-Identifier: Apache-2.0
// The byte forms of SM2 keys and signatures (GB/T 35276, RFC 5480, RFC 5958). DER leaves one encoding of
// each, so the fixed parts are constants. Private to crypto/.
#pragma once
#include "crypto/openssl/sm2_curve.hpp"
#include <optional>

namespace elicense::crypto::sm2_encoding {

using sm2_curve::Number;

Bytes spki(ByteView point);
// 04 || x || y as it stands in the key; not yet checked to be on the curve. SM2_KEY_MALFORMED,
// SM2_KEY_NOT_SM2
Result<ByteView> point_in_spki(ByteView der);

SecretBytes pkcs8(const SecretBytes& scalar, ByteView point);
struct PrivateKeyParts {
  ByteView scalar;
  std::optional<ByteView> point;
};
Result<PrivateKeyParts> parts_of_pkcs8(ByteView der); // SM2_KEY_MALFORMED, SM2_KEY_NOT_SM2

struct Signature {
  Number r{}, s{};
};
Bytes to_der(const Signature& signature);
// Only what GB/T 32918.2 section 7.1 allows to go on: 1 <= r, s < n and r + s != n. Strict DER, or 64 bytes.
std::optional<Signature> from_der(ByteView der);
std::optional<Signature> from_raw(ByteView r_and_s);

} // namespace elicense::crypto::sm2_encoding
