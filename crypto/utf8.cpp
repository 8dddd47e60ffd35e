// SPDX-License-Identifier: Apache-2.0
#include "crypto/utf8.hpp"
#include <algorithm>

namespace elicense::crypto {
namespace {

// The octets of the sequence at the front, 0 when there is none.
std::size_t utf8_sequence(ByteView text) {
  const std::uint8_t lead = text[0];
  if (lead < 0x80) return 1;
  const std::size_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < size) return 0;
  for (std::size_t i = 1; i < size; ++i)
    if ((text[i] & 0xc0) != 0x80) return 0;
  const std::uint8_t second = text[1];
  const bool out_of_range = (lead == 0xe0 && second < 0xa0) || (lead == 0xed && second > 0x9f) ||
                            (lead == 0xf0 && second < 0x90) || (lead == 0xf4 && second > 0x8f);
  return out_of_range ? 0 : size;
}

} // namespace

bool is_utf8(ByteView text) {
  while (!text.empty()) {
    const std::size_t size = utf8_sequence(text);
    if (size == 0) return false;
    text = text.subspan(size);
  }
  return true;
}

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }));
}

} // namespace elicense::crypto
