// SPDX-License-Identifier: Apache-2.0
// GB/T 35275 SignedData (PKCS#7 shape with SM2 and SM3), with and without authenticated attributes; also the
// CMS form that time-stamp tokens use.
#pragma once
#include "crypto/certificate.hpp"
#include "crypto/check.hpp"
#include "crypto/signer.hpp"

namespace elicense::crypto {

inline constexpr std::size_t max_signed_data_size = 1 * MiB;
inline constexpr std::size_t max_signed_data_certificates = 16;

struct SignedData {
  std::string content_type;     // OID of the encapsulated content
  std::optional<Bytes> content; // absent when detached
  std::vector<Certificate> certificates;
  // the one SignerInfo; more are refused
  std::optional<Certificate> signer; // found by issuer and serial number
  std::string digest_algorithm, signature_algorithm;
  std::optional<Bytes> signed_attributes; // as received, with the SET tag 31
  std::optional<Bytes> message_digest_attribute;
  std::optional<std::string> content_type_attribute;
  std::optional<Time> signing_time; // the signer's claim
  Bytes signature;
  std::vector<Bytes> unsigned_timestamps; // time-stamp tokens among the unsigned attributes
  std::vector<std::string> deviations;    // codes of harmless departures from the standard
};

Result<SignedData> decode_signed_data(ByteView der); // SIGNED_DATA_MALFORMED, SIGNED_DATA_UNSUPPORTED

// The signature (and, with attributes, content type and message digest) over `content`, which is the detached
// content or must equal the enclosed one. `signed_content` accepts SM3(content) or its base64 text as the
// enclosed content too, because OFD signers enclose the digest of Signature.xml (standards 7.4). Steps:
// SIGNED_DATA_SIGNER, SIGNED_DATA_CONTENT, SIGNED_DATA_ATTRIBUTES, SIGNED_DATA_SIGNATURE.
struct SignedDataCheck {
  Steps steps;
  std::vector<std::string> deviations;
};
SignedDataCheck check_signed_data(const SignedData& signed_data, ByteView content);
SignedDataCheck check_signed_digest(const SignedData& signed_data,
                                    ByteView document); // OFD: content is SM3(document)

struct SignedDataOptions {
  bool attributes = true; // contentType, messageDigest, signingTime
  bool enclose_content = true;
  Time signing_time;
};
Result<Bytes> make_signed_data(ByteView content, const SignedDataOptions& options,
                               const Certificate& certificate, const Signer& signer);

} // namespace elicense::crypto
