// SPDX-License-Identifier: Apache-2.0
// Reading base64url without padding (RFC 7515, appendix C), strictly: one text for each value.
#pragma once
#include "crypto/bytes.hpp"

namespace elicense {

Result<Bytes> from_base64url(std::string_view text); // BASE64_MALFORMED

} // namespace elicense
