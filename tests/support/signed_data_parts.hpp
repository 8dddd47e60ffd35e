// SPDX-License-Identifier: Apache-2.0
// SignedData element by element: a test replaces the one element it is about.
#pragma once
#include "tests/support/pki.hpp"

namespace elicense::test {

inline const Time signed_at = utc("2026-06-10T08:00:00Z");
inline constexpr std::string_view signed_file = "<ofd:Signature/>";

// By the signer of the test PKI: the SM3 of `signed_file`, enclosed, without attributes.
struct SignedDataParts {
  SignedDataParts();

  // Each is one DER element; an empty one is left out.
  Bytes outer_type, version, digests, content_type, content, certificates, lists;
  Bytes signer_version, issuer, serial, digest_algorithm, signature_algorithm, unsigned_attributes;
  std::vector<Bytes> attributes; // in this order
  Bytes signature;               // the value; made when empty
  int signers = 1;

  Bytes signed_bytes() const;
  Bytes sign() const;
};

Bytes attribute(std::string_view type, ByteView value);

} // namespace elicense::test
