// SPDX-License-Identifier: Apache-2.0
// Letter case and blanks as HTTP means them: ASCII only, whatever the locale.
#pragma once
#include <string>
#include <string_view>

namespace elicense::http {

inline std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

inline std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

} // namespace elicense::http
