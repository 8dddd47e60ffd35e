// SPDX-License-Identifier: Apache-2.0
// Texts in header fields, which carry ASCII only: everything else, and "%", stands there as %XX for each byte
// of its UTF-8 (RFC 3986 2.1; the value-chars of RFC 8187 3.2.1 without its charset in front).
#pragma once
#include "crypto/result.hpp"
#include <string>

namespace elicense::api {

// FIELD_TEXT: a byte that is no printable ASCII, a "%" without two hexadecimal digits behind it, what is no
// UTF-8, or a control character
Result<std::string> read_field_text(std::string_view field);
std::string write_field_text(std::string_view text); // as read_field_text() reads it

} // namespace elicense::api
