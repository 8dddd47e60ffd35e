// SPDX-License-Identifier: Apache-2.0
// Writing DER. What cannot be written is a mistake of the caller, hence an exception.
#include "crypto/der.hpp"
#include <charconv>
#include <stdexcept>

namespace elicense::crypto::der {
namespace {

void append_length(Bytes& to, std::size_t length) {
  if (length < 0x80) {
    to.push_back(static_cast<std::uint8_t>(length));
    return;
  }
  int octets = 0;
  for (std::size_t rest = length; rest != 0; rest >>= 8)
    ++octets;
  to.push_back(static_cast<std::uint8_t>(0x80 | octets));
  for (int i = octets - 1; i >= 0; --i)
    to.push_back(static_cast<std::uint8_t>(length >> (8 * i)));
}

void append_base128(Bytes& to, std::uint64_t arc) {
  int groups = 1;
  for (std::uint64_t rest = arc >> 7; rest != 0; rest >>= 7)
    ++groups;
  for (int i = groups - 1; i > 0; --i)
    to.push_back(static_cast<std::uint8_t>(0x80 | (arc >> (7 * i) & 0x7f)));
  to.push_back(static_cast<std::uint8_t>(arc & 0x7f));
}

std::vector<std::uint64_t> parse_arcs(std::string_view dotted) {
  std::vector<std::uint64_t> arcs;
  const char* at = dotted.data();
  const char* const end = at + dotted.size();
  for (;;) {
    std::uint64_t arc = 0;
    const auto [next, error] = std::from_chars(at, end, arc);
    if (error != std::errc() || (next != end && *next != '.')) throw std::invalid_argument("not an OID");
    arcs.push_back(arc);
    if (next == end) return arcs;
    at = next + 1;
  }
}

} // namespace

Bytes wrap(std::uint8_t tag, std::initializer_list<ByteView> parts) {
  std::size_t size = 0;
  for (const ByteView part : parts)
    size += part.size();
  Bytes out{tag};
  append_length(out, size);
  for (const ByteView part : parts)
    append(out, part);
  return out;
}

Bytes wrap(std::uint8_t tag, ByteView content) {
  return wrap(tag, std::initializer_list<ByteView>{content});
}

Bytes concat(std::initializer_list<ByteView> parts) {
  Bytes out;
  for (const ByteView part : parts)
    append(out, part);
  return out;
}

Bytes write_integer(std::int64_t value) {
  int octets = 8; // as few as keep the sign: the value must survive being cut to one octet less
  while (octets > 1 && value >> (8 * (octets - 1) - 1) == (value < 0 ? -1 : 0))
    --octets;
  Bytes content;
  for (int i = octets - 1; i >= 0; --i)
    content.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
  return wrap(integer, content);
}

Bytes write_unsigned(ByteView big_endian) {
  while (!big_endian.empty() && big_endian[0] == 0)
    big_endian = big_endian.subspan(1);
  static constexpr std::uint8_t zero[] = {0};
  const bool needs_zero = big_endian.empty() || (big_endian[0] & 0x80) != 0;
  return wrap(integer, {needs_zero ? ByteView(zero) : ByteView(), big_endian});
}

Bytes write_boolean(bool value) {
  return {boolean, 1, static_cast<std::uint8_t>(value ? 0xff : 0x00)};
}

Bytes write_oid(std::string_view dotted) {
  const std::vector<std::uint64_t> arcs = parse_arcs(dotted);
  if (arcs.size() < 2 || arcs[0] > 2 || (arcs[0] < 2 && arcs[1] >= 40))
    throw std::invalid_argument("not an OID");
  Bytes content;
  append_base128(content, arcs[0] * 40 + arcs[1]);
  for (std::size_t i = 2; i < arcs.size(); ++i)
    append_base128(content, arcs[i]);
  return wrap(oid, content);
}

Bytes write_octets(ByteView value) {
  return wrap(octet_string, value);
}

Bytes write_bits(ByteView value) {
  static constexpr std::uint8_t unused_bits[] = {0};
  return wrap(bit_string, {unused_bits, value});
}

Bytes write_text(std::uint8_t tag, std::string_view value) {
  return wrap(tag, as_bytes(value));
}

Bytes write_generalized_time(Time time) {
  return write_text(generalized_time, to_generalized(time));
}

Bytes write_utc_time(Time time) {
  const std::string text = to_generalized(time);
  if (text < "1950" || text >= "2050") throw std::out_of_range("UTCTime holds the years 1950 to 2049");
  return write_text(utc_time, std::string_view(text).substr(2));
}

} // namespace elicense::crypto::der
