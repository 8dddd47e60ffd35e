// SPDX-License-Identifier: Apache-2.0
// One SM2 signature value as seals and SignedData carry it: DER {r, s} as prescribed, or r || s as met in the
// field.
#pragma once
#include "crypto/certificate.hpp"
#include "crypto/check.hpp"

namespace elicense::crypto {

struct SignatureValueCheck {
  Outcome outcome = Outcome::failed;
  std::string detail; // why it did not pass
  bool raw = false;   // good, but 64 bytes r || s: a deviation to be named
};

// failed: the certificate has no SM2 key or the mathematics say no. undetermined: the key could not be asked.
SignatureValueCheck check_signature_value(const Certificate& certificate, ByteView message,
                                          ByteView signature);

} // namespace elicense::crypto
