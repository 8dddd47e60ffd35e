// SPDX-License-Identifier: Apache-2.0
// The parts of certificates and CRLs as DER (RFC 5280), in the profile of GB/T 20518. Private to issuing.
#pragma once
#include "crypto/der.hpp"
#include "crypto/issuing.hpp"
#include "crypto/oid.hpp"
#include "crypto/x509_oid.hpp"

namespace elicense::crypto::x509 {

inline constexpr std::size_t key_id_size = 20;
inline constexpr std::size_t serial_size = 16;

Bytes algorithm(std::string_view oid); // without parameters
Bytes name(const CertificateName& name);
Bytes time(Time time); // UTCTime until 2049 (RFC 5280 4.1.2.5)
Bytes extension(ByteView oid, bool critical, ByteView value);
Bytes extension(std::string_view oid, bool critical, ByteView value);
Bytes authority_key_id(ByteView key_id);
Bytes random_serial(const RandomSource& random); // positive, full length

Result<Bytes> key_id(ByteView spki);                // SM3 of the public key's bits, cut
Result<Bytes> key_id_of(const Certificate& issuer); // as it says itself, else the same
Result<void> check_issuer_key(const Certificate& issuer, const Signer& key); // ISSUER_KEY_MISMATCH

// keyUsage, basicConstraints, … of the profile, as the content of [3].
Bytes certificate_extensions(const CertificateRequest& request, ByteView subject_key_id,
                             ByteView issuer_key_id);

using Sign = std::function<Result<Bytes>(ByteView)>;
Result<Bytes> signed_structure(ByteView to_be_signed, std::string_view algorithm_oid, const Sign& sign);

} // namespace elicense::crypto::x509
