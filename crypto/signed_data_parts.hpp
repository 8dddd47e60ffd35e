// SPDX-License-Identifier: Apache-2.0
// Assembling SignedData in the two shapes we write: GB/T 35275 and the CMS form of time-stamp tokens. Private
// to their makers.
#pragma once
#include "crypto/certificate.hpp"
#include "crypto/signer.hpp"

namespace elicense::crypto {

struct SignedDataShape {
  std::string_view outer_type;
  std::string_view content_type;
  std::string_view signature_algorithm;
  std::int64_t version = 1;
  bool enclose_content = true;
  std::vector<Bytes> attributes; // complete; without any the content itself is signed
};

// contentType and messageDigest, which every set of signed attributes holds (RFC 5652 5.3), and further ones.
std::vector<Bytes> write_attributes(std::string_view content_type, ByteView content,
                                    std::vector<Bytes> further);
Bytes write_attribute(std::string_view type, ByteView value);
Bytes write_algorithm(std::string_view oid);

Result<Bytes> assemble_signed_data(const SignedDataShape& shape, ByteView content,
                                   const Certificate& certificate,
                                   const Signer& signer); // SIGNER_KEY_MISMATCH

} // namespace elicense::crypto
