// SPDX-License-Identifier: Apache-2.0
// Seals and seal signatures of every version, element by element: a test replaces the one element it is
// about.
#pragma once
#include "crypto/certificate.hpp"
#include "crypto/seal.hpp"
#include "crypto/signer.hpp"

namespace elicense::test {

struct SealParts {
  explicit SealParts(crypto::SealVersion version, const crypto::Certificate& maker,
                     std::vector<crypto::Certificate> signers, Time created, Time valid_until);

  // Each is one DER element; an empty one is left out.
  Bytes identifier, header_version, vendor, id, type, name, list_type, list, created, valid_from, valid_until;
  Bytes picture_type, picture_data, width, height, extensions;
  Bytes maker_certificate, algorithm, timestamp;
  Bytes signature; // made by `sign` when empty

  Bytes info() const;
  Bytes signed_bytes() const; // what the maker signs
  Bytes sign(const crypto::Signer& maker) const;

  crypto::SealVersion version;
};

struct SignatureParts {
  explicit SignatureParts(crypto::SealVersion version, Bytes seal, const crypto::Certificate& signer,
                          Time time, ByteView document, std::string_view property_info);

  Bytes tbs_version, seal, time, data_hash, property_info, extensions;
  Bytes signer_certificate, algorithm, timestamp;
  Bytes signature; // made by `sign` when empty

  Bytes tbs() const;
  Bytes sign(const crypto::Signer& signer) const;

  crypto::SealVersion version;
};

Bytes raw_form(ByteView der_signature); // r || s in 64 bytes

} // namespace elicense::test
