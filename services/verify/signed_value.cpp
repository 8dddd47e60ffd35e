// SPDX-License-Identifier: Apache-2.0
// Telling the three kinds of signature value apart.
#include "verify/signed_value.hpp"

#include "crypto/der.hpp"

namespace elicense::verify {
namespace {

constexpr std::size_t raw_signature_size = 64, scalar_size = 32;

bool is_bare(ByteView content) {
  if (content.size() == raw_signature_size) return true;
  auto reader = crypto::der::open(content, crypto::der::sequence);
  return reader && reader->unsigned_integer(scalar_size) && reader->unsigned_integer(scalar_size) &&
         reader->end();
}

std::string_view format_of_version(crypto::SealVersion version) {
  switch (version) {
  case crypto::SealVersion::v1:
    return "SES-V1";
  case crypto::SealVersion::v4:
    return "SES-V4";
  case crypto::SealVersion::v5:
    break;
  }
  return "SES-V5";
}

} // namespace

Result<SignedValue> decode_signed_value(ByteView content, ofd::SignatureKind kind) {
  auto seal = crypto::decode_seal_signature(content);
  if (seal) return SignedValue(std::move(*seal));
  auto signed_data = crypto::decode_signed_data(content);
  if (signed_data) return SignedValue(std::move(*signed_data));
  if (is_bare(content)) return SignedValue(BareSignature{});
  return kind == ofd::SignatureKind::seal ? seal.error() : signed_data.error();
}

std::string_view format_of(const SignedValue& value) {
  if (const auto* seal = std::get_if<crypto::SealSignature>(&value)) return format_of_version(seal->version);
  return std::holds_alternative<crypto::SignedData>(value) ? "GBT-35275" : "SM2-bare";
}

bool fits(const SignedValue& value, ofd::SignatureKind kind) {
  return std::holds_alternative<crypto::SealSignature>(value) == (kind == ofd::SignatureKind::seal);
}

} // namespace elicense::verify
