// SPDX-License-Identifier: Apache-2.0
// What a certificate holds once read. Private to certificate*.cpp.
#pragma once
#include "crypto/distinguished_name.hpp"
#include "crypto/extensions.hpp"
#include "crypto/signed_structure.hpp"

namespace elicense::crypto {

struct Certificate::Parsed {
  Bytes der; // the views look into it
  SignedStructure structure;
  ByteView inner_algorithm, serial, issuer_der, subject_der, spki;
  DistinguishedName issuer, subject;
  Time not_before{}, not_after{};
  KeyKind key_kind = KeyKind::other;
  CertificateExtensions extensions;
};

} // namespace elicense::crypto
