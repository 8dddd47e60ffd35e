// SPDX-License-Identifier: Apache-2.0
// Seals and seal signatures of every version, element by element: a test replaces the one element it is
// about.
#pragma once
#include "crypto/seal.hpp"
#include "tests/support/pki.hpp"

namespace elicense::test {

inline const Time seal_made = utc("2026-02-01T00:00:00Z"), seal_ends = utc("2029-02-01T00:00:00Z"),
                  sealed_at = utc("2026-06-10T08:00:00Z");
inline constexpr std::string_view sealed_document = "<ofd:Signature/>",
                                  sealed_path = "/Doc_0/Signs/Sign_0/Signature.xml";

// By the seal maker of the test PKI, for its signer.
struct SealParts {
  explicit SealParts(crypto::SealVersion version);

  // Each is one DER element; an empty one is left out.
  Bytes identifier, header_version, vendor, id, type, name, list_type, list, created, valid_from, valid_until;
  Bytes picture_type, picture_data, width, height, extensions;
  Bytes maker_certificate, algorithm, timestamp;
  Bytes signature; // made when empty

  Bytes info() const;
  Bytes signed_bytes() const; // what the maker signs
  Bytes signature_value() const;
  Bytes sign() const;

  crypto::SealVersion version;
};

// By the signer of the test PKI, over `sealed_document`.
struct SignatureParts {
  explicit SignatureParts(crypto::SealVersion version) : SignatureParts(version, SealParts(version).sign()) {}
  SignatureParts(crypto::SealVersion version, Bytes seal);

  Bytes tbs_version, seal, time, data_hash, property_info, extensions;
  Bytes signer_certificate, algorithm, timestamp;
  Bytes signature; // made when empty
  std::shared_ptr<const crypto::Signer> key;

  Bytes tbs() const;
  Bytes signature_value() const;
  Bytes sign() const;

  crypto::SealVersion version;
};

Bytes raw_form(ByteView der_signature); // r || s in 64 bytes

} // namespace elicense::test
