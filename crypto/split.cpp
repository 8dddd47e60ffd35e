// SPDX-License-Identifier: Apache-2.0
#include "crypto/split.hpp"
#include <algorithm>

namespace elicense {

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(separator, start), text.size());
    parts.push_back(text.substr(start, end - start));
    start = end + separator.size();
  }
  return parts;
}

} // namespace elicense
