// SPDX-License-Identifier: Apache-2.0
// Two bytes are three letters, a byte left over is two; the first letter counts least.
#include "crypto/base45.hpp"

namespace elicense {
namespace {

constexpr std::string_view letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
constexpr std::uint32_t base = 45, byte_values = 256;

Error malformed_base45(const char* what) {
  return fail(ErrorKind::malformed, "BASE45_MALFORMED", what);
}

void add_letters(std::string& text, std::uint32_t value, int count) {
  for (; count > 0; --count, value /= base)
    text += letters[value % base];
}

// Of two or three letters.
Result<std::uint32_t> value_of(std::string_view group) {
  std::uint32_t value = 0;
  for (std::size_t i = group.size(); i > 0; --i) {
    const std::size_t letter = letters.find(group[i - 1]);
    if (letter == std::string_view::npos) return malformed_base45("a letter that is none");
    value = value * base + static_cast<std::uint32_t>(letter);
  }
  return value;
}

} // namespace

std::string to_base45(ByteView bytes) {
  std::string text;
  std::size_t i = 0;
  for (; i + 1 < bytes.size(); i += 2)
    add_letters(text, bytes[i] * byte_values + bytes[i + 1], 3);
  if (i < bytes.size()) add_letters(text, bytes[i], 2);
  return text;
}

Result<Bytes> from_base45(std::string_view text) {
  if (text.size() % 3 == 1) return malformed_base45("a letter left over");
  Bytes bytes;
  for (; !text.empty(); text.remove_prefix(std::min<std::size_t>(3, text.size()))) {
    const auto group = text.substr(0, 3);
    const auto value = value_of(group);
    if (!value) return value.error();
    if (*value >= (group.size() == 3 ? byte_values * byte_values : byte_values))
      return malformed_base45("more than its bytes hold");
    if (group.size() == 3) bytes.push_back(static_cast<std::uint8_t>(*value / byte_values));
    bytes.push_back(static_cast<std::uint8_t>(*value % byte_values));
  }
  return bytes;
}

} // namespace elicense
