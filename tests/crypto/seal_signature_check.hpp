// SPDX-License-Identifier: Apache-2.0
// Seal signatures under check, as the tests of seal_signature_check.cpp want them.
#pragma once
#include "crypto/der.hpp"
#include "tests/support/seal_parts.hpp"
#include "tests/support/steps.hpp"

namespace elicense::test {

inline Time now() {
  return test_pki().now;
}

inline crypto::SealSignatureCheck
check(const SignatureParts& parts, const crypto::TrustStore& trust = test_pki().trust(), Time at = now()) {
  return crypto::check_seal_signature(crypto::decode_seal_signature(parts.sign()).value(),
                                      as_bytes(sealed_document), sealed_path, trust, at);
}

inline crypto::TrustStore trust_with_revoked(const Identity& identity, Time at) {
  TrustOptions options;
  options.revoked_by_intermediate = {revoked(identity, at)};
  options.this_update = now();
  return test_pki().trust(options);
}

// Signed by someone else whom the seal names.
inline SignatureParts signed_by(crypto::SealVersion version, const Identity& someone) {
  SealParts seal(version);
  seal.list = crypto::der::wrap(crypto::der::sequence, crypto::der::write_octets(someone.certificate.der()));
  SignatureParts parts(version);
  parts.seal = seal.sign();
  parts.signer_certificate = crypto::der::write_octets(someone.certificate.der());
  parts.key = someone.key;
  return parts;
}

inline Bytes write_time(crypto::SealVersion version, Time time) {
  return version == crypto::SealVersion::v1 ? crypto::der::write_bits(crypto::der::write_utc_time(time))
                                            : crypto::der::write_generalized_time(time);
}

} // namespace elicense::test
