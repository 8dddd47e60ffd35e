// SPDX-License-Identifier: Apache-2.0
// Hexadecimal and base64 (RFC 4648), strict when reading.
#include "crypto/bytes.hpp"
#include <algorithm>
#include <array>

namespace elicense {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view base64_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view base64url_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t no_digit = 0xff;

constexpr std::array<std::uint8_t, 256> values_of(std::string_view digits) {
  std::array<std::uint8_t, 256> values{};
  values.fill(no_digit);
  for (std::size_t i = 0; i < digits.size(); ++i)
    values[static_cast<std::uint8_t>(digits[i])] = static_cast<std::uint8_t>(i);
  return values;
}

constexpr std::array<std::uint8_t, 256> base64_values = values_of(base64_digits);

int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

// The 1 to 3 bytes at the start of `bytes` as 2 to 4 digits.
void append_group(std::string& text, ByteView bytes, std::string_view digits) {
  const std::size_t count = std::min<std::size_t>(bytes.size(), 3);
  std::uint32_t group = 0;
  for (std::size_t i = 0; i < 3; ++i)
    group = group << 8 | (i < count ? bytes[i] : 0U);
  for (std::size_t i = 0; i <= count; ++i)
    text += digits[group >> (18 - 6 * i) & 0x3fU];
}

std::string encode_base64(ByteView bytes, std::string_view digits) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3)
    append_group(text, bytes.subspan(at), digits);
  return text;
}

Error base64_error(std::string_view detail) {
  return fail(ErrorKind::malformed, "BASE64_MALFORMED", std::string(detail));
}

} // namespace

ByteView as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string_view as_text(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Bytes to_bytes(ByteView bytes) {
  return {bytes.begin(), bytes.end()};
}

Bytes to_bytes(std::string_view text) {
  return to_bytes(as_bytes(text));
}

void append(Bytes& to, ByteView bytes) {
  to.insert(to.end(), bytes.begin(), bytes.end());
}

void append_number(Bytes& to, std::uint64_t number, std::size_t size) {
  while (size-- > 0)
    to.push_back(static_cast<std::uint8_t>(number >> (8 * size)));
}

void append_sized(Bytes& to, ByteView bytes) {
  append_number(to, bytes.size());
  append(to, bytes);
}

bool equal(ByteView a, ByteView b) {
  return std::ranges::equal(a, b);
}

std::string to_hex(ByteView bytes) {
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    text += hex_digits[byte >> 4];
    text += hex_digits[byte & 0x0f];
  }
  return text;
}

Result<Bytes> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return fail(ErrorKind::malformed, "HEX_MALFORMED", "odd number of digits");
  Bytes bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = hex_value(text[i]);
    const int low = hex_value(text[i + 1]);
    if (high < 0 || low < 0) return fail(ErrorKind::malformed, "HEX_MALFORMED", "not a digit");
    bytes.push_back(static_cast<std::uint8_t>(high << 4 | low));
  }
  return bytes;
}

std::string to_base64(ByteView bytes) {
  std::string text = encode_base64(bytes, base64_digits);
  text.append((4 - text.size() % 4) % 4, '=');
  return text;
}

std::string to_base64url(ByteView bytes) {
  return encode_base64(bytes, base64url_digits);
}

Result<Bytes> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return base64_error("length is not a multiple of four");
  std::size_t padding = 0;
  while (padding < 2 && text.ends_with('=')) {
    text.remove_suffix(1);
    ++padding;
  }
  Bytes bytes;
  bytes.reserve(text.size() / 4 * 3 + 2);
  std::uint32_t group = 0;
  unsigned bits = 0;
  for (const char digit : text) {
    const std::uint8_t value = base64_values[static_cast<std::uint8_t>(digit)];
    if (value == no_digit) return base64_error("not a digit");
    group = group << 6 | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push_back(static_cast<std::uint8_t>(group >> bits));
  }
  // RFC 4648 3.5: the bits that the padding leaves over must be zero, or one value would have several texts.
  if ((group & ((1U << bits) - 1U)) != 0) return base64_error("unused bits are set");
  return bytes;
}

} // namespace elicense
