// SPDX-License-Identifier: Apache-2.0
// Well-formed UTF-8, for whoever must not pass on anything else.
#pragma once
#include <cstddef>
#include <string_view>

namespace elicense::observe {

// Length of the sequence at the front of `text` (RFC 3629: no overlong form, no surrogate, nothing above
// U+10FFFF); 0 when there is none.
std::size_t utf8_sequence(std::string_view text);

bool is_utf8(std::string_view text);

} // namespace elicense::observe
