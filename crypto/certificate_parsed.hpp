// SPDX-License-Identifier: Apache-2.0
// What a certificate holds once read. Private to certificate*.cpp.
#pragma once
#include "crypto/distinguished_name.hpp"
#include "crypto/extensions.hpp"

namespace elicense::crypto {

struct Certificate::Parsed {
  Bytes der; // the views look into it
  ByteView tbs, serial, issuer_der, subject_der, spki;
  ByteView inner_algorithm, algorithm, signature;
  DistinguishedName issuer, subject;
  Time not_before{}, not_after{};
  KeyKind key_kind = KeyKind::other;
  CertificateExtensions extensions;
};

} // namespace elicense::crypto
