// SPDX-License-Identifier: Apache-2.0
// What a certificate holds once read. Private to certificate*.cpp.
#pragma once
#include "crypto/distinguished_name.hpp"
#include "crypto/extensions.hpp"
#include "crypto/signed_structure.hpp"
#include <mutex>

namespace elicense::crypto {

struct Certificate::Parsed {
  Bytes der; // the views look into it
  SignedStructure structure;
  ByteView inner_algorithm, serial, issuer_der, subject_der, spki;
  DistinguishedName issuer, subject;
  Time not_before{}, not_after{};
  KeyKind key_kind = KeyKind::other;
  CertificateExtensions extensions;

  mutable std::mutex mutex; // guards what follows
  mutable std::optional<Result<Sm2PublicKey>> key;
  mutable std::optional<Bytes> signed_by; // SPKI of the issuer whose key made the signature
};

} // namespace elicense::crypto
