// SPDX-License-Identifier: Apache-2.0
#include "stock/text.hpp"
#include "ofd/utf8.hpp"
#include <algorithm>
#include <array>

namespace elicense::stock {
namespace {

constexpr std::array<std::string_view, 6> blanks{" ", "\t", "\n", "\r", "\xC2\xA0", "\xE3\x80\x80"};

bool is_ascii(char c) {
  return (static_cast<unsigned char>(c) & 0x80U) == 0;
}

} // namespace

std::string_view trimmed(std::string_view text) {
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view blank : blanks) {
      if (text.starts_with(blank)) text.remove_prefix(blank.size()), again = true;
      if (text.ends_with(blank)) text.remove_suffix(blank.size()), again = true;
    }
  }
  return text;
}

std::string changed(std::string_view text, char32_t (*change)(char32_t)) {
  std::string result;
  while (const auto character = ofd::take_code_point(text))
    if (const char32_t other = change(*character); other != 0) ofd::append_utf8(result, other);
  return result;
}

bool any_character(std::string_view text, bool (*is)(char32_t)) {
  while (const auto character = ofd::take_code_point(text))
    if (is(*character)) return true;
  return false;
}

bool any_pair(std::string_view text, bool (*is)(char32_t, char32_t)) {
  char32_t before = 0;
  while (const auto character = ofd::take_code_point(text)) {
    if (is(before, *character)) return true;
    before = *character;
  }
  return false;
}

bool has_only_ascii(std::string_view text) {
  return std::ranges::all_of(text, is_ascii);
}

bool has_digits_only(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

} // namespace elicense::stock
