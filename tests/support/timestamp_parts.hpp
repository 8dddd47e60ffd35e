// SPDX-License-Identifier: Apache-2.0
// Time-stamp tokens with a TSTInfo of which a test replaces one element.
#pragma once
#include "crypto/signed_data_parts.hpp"
#include "tests/support/pki.hpp"

namespace elicense::test {

inline const Time stamped_at = utc("2026-06-10T08:00:00Z");
inline constexpr std::string_view stamped_bytes = "a signature value";

// By the time-stamp authority of the test PKI.
struct TimestampParts {
  TimestampParts();

  Bytes version, policy, imprint, serial, time, options; // DER; `options` is all that may follow
  std::optional<Bytes> certificate_id;                   // ESSCertIDv2; empty: the right one
  crypto::SignedDataShape shape;
  bool enclose_signing_certificate = true;
  Identity authority = test_pki().tsa,
           named_authority = test_pki().tsa; // who signs, whom the attribute names

  Bytes info() const;
  Bytes sign() const;
};

// Of version 2 (GB/T 20520-2025), over the value in a BIT STRING.
Bytes version_2_stamp(ByteView signature_bits);

struct Stamping {
  Time at = stamped_at;
  Identity authority = test_pki().tsa;
  bool of_other_data = false;
};
// The last element of a stamped seal or seal signature: [0] with a token over the value in a BIT STRING.
Bytes stamp_element(ByteView signature_bits, const Stamping& stamping);

} // namespace elicense::test
