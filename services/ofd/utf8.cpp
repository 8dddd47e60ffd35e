// SPDX-License-Identifier: Apache-2.0
#include "ofd/utf8.hpp"
#include <cstdint>

namespace elicense::ofd {
namespace {

struct Lead {
  std::size_t length;
  char32_t bits, smallest;
};

std::optional<Lead> lead(std::uint8_t byte) {
  if (byte < 0x80) return Lead{1, byte, 0};
  if (byte >= 0xC2 && byte < 0xE0) return Lead{2, byte & 0x1FU, 0x80};
  if (byte >= 0xE0 && byte < 0xF0) return Lead{3, byte & 0x0FU, 0x800};
  if (byte >= 0xF0 && byte < 0xF5) return Lead{4, byte & 0x07U, 0x10000};
  return std::nullopt;
}

} // namespace

std::optional<char32_t> take_code_point(std::string_view& text) {
  if (text.empty()) return std::nullopt;
  const auto first = lead(static_cast<std::uint8_t>(text[0]));
  if (!first || text.size() < first->length) return std::nullopt;
  char32_t value = first->bits;
  for (std::size_t i = 1; i < first->length; ++i) {
    const auto byte = static_cast<std::uint8_t>(text[i]);
    if ((byte & 0xC0U) != 0x80U) return std::nullopt;
    value = (value << 6U) | (byte & 0x3FU);
  }
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < first->smallest || surrogate || value > 0x10FFFF) return std::nullopt;
  text.remove_prefix(first->length);
  return value;
}

void append_utf8(std::string& text, char32_t code_point) {
  const auto put = [&text](char32_t byte) { text.push_back(static_cast<char>(byte)); };
  const auto tail = [&](unsigned shift) { put(0x80U | ((code_point >> shift) & 0x3FU)); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0U | (code_point >> 6U)), tail(0);
  } else if (code_point < 0x10000) {
    put(0xE0U | (code_point >> 12U)), tail(6), tail(0);
  } else {
    put(0xF0U | (code_point >> 18U)), tail(12), tail(6), tail(0);
  }
}

} // namespace elicense::ofd
