// SPDX-License-Identifier: Apache-2.0
// Well-formed UTF-8 (RFC 3629 section 4): no overlong form, no surrogate, nothing above U+10FFFF.
#pragma once
#include "crypto/bytes.hpp"

namespace elicense::crypto {

bool is_utf8(ByteView text);

std::size_t count_characters(std::string_view text); // of well-formed UTF-8

} // namespace elicense::crypto
