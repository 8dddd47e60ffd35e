// SPDX-License-Identifier: Apache-2.0
// Base45 (RFC 9285): bytes in the letters that a QR code holds in 5.5 bits each. Strict: one text for each
// value.
#pragma once
#include "crypto/bytes.hpp"

namespace elicense {

std::string to_base45(ByteView bytes);
Result<Bytes> from_base45(std::string_view text); // BASE45_MALFORMED

} // namespace elicense
