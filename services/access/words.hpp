// SPDX-License-Identifier: Apache-2.0
// A list of words with one blank between them, as roles and scopes are written.
#pragma once
#include <algorithm>
#include <string_view>
#include <vector>

namespace elicense::access {

inline std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(separator, start), text.size());
    parts.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

// Two blanks give an empty word, which is none that anybody knows.
inline std::vector<std::string_view> words_of(std::string_view text) {
  return text.empty() ? std::vector<std::string_view>{} : split(text, ' ');
}

} // namespace elicense::access
