// SPDX-License-Identifier: Apache-2.0
// The header fields of a signed request, read strictly: Signature-Input and Signature (RFC 9421 4.1, 4.2)
// with one signature, Content-Digest (RFC 9530 2) with SM3. What parses has one spelling.
#pragma once
#include "crypto/sm3.hpp"
#include "crypto/time.hpp"

namespace elicense::access {

inline constexpr std::size_t max_signature_input = 1024;     // bytes of the field
inline constexpr std::size_t max_components = 16;            // covered by one signature
inline constexpr std::size_t min_nonce = 22, max_nonce = 64; // characters of base64url: 22 hold 128 bits
inline constexpr std::size_t max_signature = 128;            // bytes: an SM2 signature has up to 72
inline constexpr std::size_t max_key_id = 64;

struct SignatureInput {
  std::string label;                   // "sig"
  std::vector<std::string> components; // "@method", "content-digest"
  std::string parameters;              // "(…);created=…", as received: it is signed so
  Time created{};
  std::string key_id, algorithm, nonce;
};

// SIGNATURE_MALFORMED
Result<SignatureInput> parse_signature_input(std::string_view field);
Result<Bytes> parse_signature(std::string_view field, std::string_view label);
Result<crypto::Sm3Digest> parse_content_digest(std::string_view field); // "sm3=:…:"

std::string content_digest(ByteView body); // the field for a body

} // namespace elicense::access
