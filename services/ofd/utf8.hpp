// SPDX-License-Identifier: Apache-2.0
// UTF-8 (RFC 3629), shortest form only.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace elicense::ofd {

// Takes one code point off the front; nullopt, and `text` left alone, when its bytes are not UTF-8 or it is
// empty.
std::optional<char32_t> take_code_point(std::string_view& text);
void append_utf8(std::string& text, char32_t code_point);

} // namespace elicense::ofd
