// SPDX-License-Identifier: Apache-2.0
// Bytes as tests write them: hex("3003020105"), or of several parts.
#pragma once
#include "crypto/bytes.hpp"
#include <initializer_list>
#include <string>

namespace elicense::test {

inline Bytes hex(std::string_view digits) {
  return from_hex(digits).value();
}

inline Bytes hex(std::initializer_list<std::string_view> parts) {
  std::string digits;
  for (const std::string_view part : parts)
    digits += part;
  return hex(digits);
}

inline Bytes joined(const std::vector<Bytes>& parts) {
  Bytes all;
  for (const Bytes& part : parts)
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

} // namespace elicense::test
