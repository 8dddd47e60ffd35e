// SPDX-License-Identifier: Apache-2.0
// Texts character by character.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace elicense::stock {

// Blanks of ASCII, U+00A0 and U+3000, tabs and line breaks at both ends.
std::string_view trimmed(std::string_view text);

// Every character through `change`, which answers what stands in its place; 0: nothing. `text` is UTF-8.
std::string changed(std::string_view text, char32_t (*change)(char32_t));
bool any_character(std::string_view text, bool (*is)(char32_t));

// Whether two characters next to each other are such a pair.
bool any_pair(std::string_view text, bool (*is)(char32_t, char32_t));

bool has_only_ascii(std::string_view text);
bool has_digits_only(std::string_view text);

} // namespace elicense::stock
