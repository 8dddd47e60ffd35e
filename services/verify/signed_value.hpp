// SPDX-License-Identifier: Apache-2.0
// What SignedValue.dat holds, told by its bytes and not by @Type (standards 2.4). Private to this room.
#pragma once
#include "crypto/seal.hpp"
#include "crypto/signed_data.hpp"
#include "ofd/document.hpp"
#include <variant>

namespace elicense::verify {

struct BareSignature {}; // {r, s} in DER or 64 raw bytes: nothing says whose

using SignedValue = std::variant<crypto::SealSignature, crypto::SignedData, BareSignature>;

// The error is that of the decoder @Type names: SIG_FORMAT, SIGNED_DATA_…
Result<SignedValue> decode_signed_value(ByteView content, ofd::SignatureKind kind);

std::string_view format_of(const SignedValue& value); // as in SignatureReport
bool fits(const SignedValue& value, ofd::SignatureKind kind);

} // namespace elicense::verify
