// SPDX-License-Identifier: Apache-2.0
// The forms DER leaves of tags, lengths and values.
#include "crypto/der_forms.hpp"

namespace elicense::crypto::der {
namespace {

// X.690 11.7: what from_generalized reads, but in UTC only and without a fraction that ends in 0.
bool is_der_generalized_time(std::string_view text) {
  return text.ends_with('Z') && (text.size() == 15 || text[text.size() - 2] != '0');
}

} // namespace

// X.690 8.1.2: universal types have one form each in DER; only SEQUENCE and SET are constructed.
bool is_der_tag(std::uint8_t tag) {
  const int number = tag & 0x1f;
  if (number == 0x1f) return false; // high tag numbers are not met in our formats
  if ((tag & 0xc0) != 0) return true;
  const bool constructed = (tag & 0x20) != 0;
  return number != 0 && constructed == (number == 0x10 || number == 0x11);
}

// X.690 8.1.3 and 10.1: definite, in as few octets as can be.
std::optional<Header> read_header(ByteView bytes) {
  if (bytes.size() < 2) return std::nullopt;
  const std::uint8_t first = bytes[1];
  if (first < 0x80) return Header{2, first};
  const std::size_t octets = first & 0x7f;
  if (octets == 0 || octets > 4 || bytes.size() < 2 + octets || bytes[2] == 0) return std::nullopt;
  std::size_t length = 0;
  for (std::size_t i = 0; i < octets; ++i)
    length = length << 8 | bytes[2 + i];
  if (length < 0x80) return std::nullopt;
  return Header{2 + octets, length};
}

bool is_minimal_integer(ByteView content) {
  if (content.empty()) return false;
  if (content.size() == 1) return true;
  const bool next_is_high = (content[1] & 0x80) != 0;
  return !(content[0] == 0x00 && !next_is_high) && !(content[0] == 0xff && next_is_high);
}

bool is_der_boolean(ByteView content) {
  return content.size() == 1 && (content[0] == 0x00 || content[0] == 0xff);
}

// X.690 8.19.2: whole arcs, none with a padding octet in front.
bool is_der_oid(ByteView content) {
  bool ended = false;
  for (bool first = true; const std::uint8_t octet : content) {
    if (first && octet == 0x80) return false;
    first = ended = octet < 0x80;
  }
  return ended;
}

// X.690 8.6.2 and 11.2: the first octet counts the unused bits of the last one, which are 0. Where there is
// no other octet, it can only be 0.
bool is_der_bits(ByteView content) {
  if (content.empty() || content[0] > 7) return false;
  return (content.back() & ((1U << content[0]) - 1)) == 0;
}

bool is_seven_bit(ByteView content) {
  for (const std::uint8_t byte : content)
    if (byte >= 0x80) return false;
  return true;
}

std::optional<Time> read_der_time(const Element& time) {
  const std::string_view text = as_text(time.content);
  const bool is_utc = time.tag == utc_time;
  const Result<Time> read = is_utc ? from_utc_time(text) : from_generalized(text);
  if (!read) return std::nullopt;
  const bool is_der = is_utc ? text.size() == 13 : is_der_generalized_time(text);
  return is_der ? std::optional(*read) : std::nullopt;
}

} // namespace elicense::crypto::der
