// SPDX-License-Identifier: Apache-2.0
// The error queue as text.
#include "crypto/openssl/handles.hpp"
#include <array>
#include <stdexcept>

namespace elicense::crypto {

std::string drain_errors() {
  std::string text;
  while (const unsigned long code = ERR_get_error()) {
    std::array<char, 256> line{};
    ERR_error_string_n(code, line.data(), line.size());
    if (!text.empty()) text += "; ";
    text += line.data();
  }
  return text;
}

void require(bool succeeded, std::string_view call) {
  if (succeeded) return;
  throw std::runtime_error(std::string(call) + " failed: " + drain_errors());
}

} // namespace elicense::crypto
