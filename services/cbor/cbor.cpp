// SPDX-License-Identifier: Apache-2.0
#include "cbor/cbor.hpp"

#include "crypto/utf8.hpp"

#include <algorithm>
#include <bit>
#include <limits>

namespace elicense::cbor {
namespace {

enum Major : unsigned { unsigned_integer, negative_integer, bytes, text, items, entries, tagged, simple };

constexpr unsigned one_byte = 24; // of the low five bits: the argument follows in 1, 2, 4 or 8 bytes
constexpr std::uint64_t simple_false = 20, simple_true = 21, simple_null = 22;

Error malformed_cbor(const char* what) {
  return fail(ErrorKind::malformed, "CBOR_MALFORMED", what);
}

// Bytes that the argument takes, beside those that the first byte holds itself.
std::size_t argument_size(std::uint64_t value) {
  if (value < one_byte) return 0;
  if (value <= std::numeric_limits<std::uint8_t>::max()) return 1;
  if (value <= std::numeric_limits<std::uint16_t>::max()) return 2;
  return value <= std::numeric_limits<std::uint32_t>::max() ? 4 : 8;
}

Bytes head_of(Major major, std::uint64_t value) {
  const std::size_t size = argument_size(value);
  const auto low =
      size == 0 ? static_cast<unsigned>(value) : one_byte + static_cast<unsigned>(std::countr_zero(size));
  Bytes head = {static_cast<std::uint8_t>(major << 5U | low)};
  append_number(head, value, size);
  return head;
}

Bytes with_content(Major major, ByteView content) {
  Bytes out = head_of(major, content.size());
  append(out, content);
  return out;
}

bool is_listed_before(ByteView a, ByteView b) {
  return std::ranges::lexicographical_compare(a, b);
}

} // namespace

Bytes integer(std::int64_t value) {
  if (value >= 0) return head_of(unsigned_integer, static_cast<std::uint64_t>(value));
  return head_of(negative_integer, static_cast<std::uint64_t>(-(value + 1)));
}

Bytes byte_string(ByteView value) {
  return with_content(bytes, value);
}

Bytes text_string(std::string_view value) {
  return with_content(text, as_bytes(value));
}

Bytes boolean(bool value) {
  return head_of(simple, value ? simple_true : simple_false);
}

Bytes array(const std::vector<Bytes>& list) {
  Bytes out = head_of(items, list.size());
  for (const Bytes& item : list)
    append(out, item);
  return out;
}

Bytes map(std::vector<std::pair<Bytes, Bytes>> list) {
  std::ranges::sort(list, is_listed_before, &std::pair<Bytes, Bytes>::first);
  Bytes out = head_of(entries, list.size());
  for (const auto& [key, value] : list) {
    append(out, key);
    append(out, value);
  }
  return out;
}

Bytes tag(std::uint64_t number, ByteView item) {
  Bytes out = head_of(tagged, number);
  append(out, item);
  return out;
}

Result<Reader::Head> Reader::head() {
  if (rest_.empty()) return malformed_cbor("cut short");
  Head head{.major = unsigned{rest_[0]} >> 5U, .value = rest_[0] & 0x1FU};
  rest_ = rest_.subspan(1);
  if (head.value < one_byte) return head;
  if (head.value > one_byte + 3) return malformed_cbor("a length that is not known");
  const std::size_t size = std::size_t{1} << (head.value - one_byte);
  if (rest_.size() < size) return malformed_cbor("cut short");
  head.value = 0;
  for (const std::uint8_t byte : rest_.first(size))
    head.value = head.value << 8U | byte;
  rest_ = rest_.subspan(size);
  if (argument_size(head.value) != size) return malformed_cbor("not the shortest");
  return head;
}

Result<std::uint64_t> Reader::expect(unsigned major) {
  const auto next = head();
  if (!next) return next.error();
  if (next->major != major) return malformed_cbor("another type");
  return next->value;
}

Result<std::int64_t> Reader::integer() {
  const auto next = head();
  if (!next) return next.error();
  if (next->major > negative_integer) return malformed_cbor("another type");
  if (next->value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
    return malformed_cbor("too large a number");
  const auto value = static_cast<std::int64_t>(next->value);
  return next->major == unsigned_integer ? value : -value - 1;
}

Result<ByteView> Reader::content(unsigned major) {
  const auto size = expect(major);
  if (!size) return size.error();
  if (*size > rest_.size()) return malformed_cbor("cut short");
  const ByteView found = rest_.first(static_cast<std::size_t>(*size));
  rest_ = rest_.subspan(found.size());
  return found;
}

Result<ByteView> Reader::byte_string() {
  return content(bytes);
}

Result<std::string_view> Reader::text_string() {
  const auto found = content(text);
  if (!found) return found.error();
  if (!crypto::is_utf8(*found)) return malformed_cbor("not UTF-8");
  return as_text(*found);
}

Result<bool> Reader::boolean() {
  const auto value = expect(simple);
  if (!value) return value.error();
  if (*value != simple_false && *value != simple_true) return malformed_cbor("another type");
  return *value == simple_true;
}

Result<std::size_t> Reader::array() {
  const auto count = expect(items);
  if (!count) return count.error();
  if (*count > rest_.size()) return malformed_cbor("cut short"); // an item has a byte at least
  return static_cast<std::size_t>(*count);
}

Result<std::uint64_t> Reader::tag() {
  return expect(tagged);
}

Result<std::vector<Reader::Entry>> Reader::map() {
  const auto count = expect(entries);
  if (!count) return count.error();
  if (*count > rest_.size()) return malformed_cbor("cut short");
  std::vector<Entry> found;
  std::vector<ByteView> keys;
  for (std::uint64_t i = 0; i < *count; ++i) {
    const auto key = any();
    const auto value = key ? any() : key;
    if (!value) return value.error();
    const auto name = Reader(*key).text_string();
    const auto number = Reader(*key).integer();
    if (!name && !number) return malformed_cbor("a key of another type");
    found.push_back({.is_text = name.has_value(),
                     .number = number ? *number : 0,
                     .text = name ? *name : "",
                     .value = *value});
    keys.push_back(*key);
  }
  std::ranges::sort(keys, is_listed_before);
  if (std::ranges::adjacent_find(keys, equal) != keys.end()) return malformed_cbor("a key twice");
  return found;
}

Result<void> Reader::skip(std::size_t depth) {
  if (depth > max_depth) return malformed_cbor("too deep");
  const auto next = head();
  if (!next) return next.error();
  std::uint64_t inside = 0;
  switch (next->major) {
  case unsigned_integer:
  case negative_integer:
    return {};
  case bytes:
  case text:
    if (next->value > rest_.size()) return malformed_cbor("cut short");
    rest_ = rest_.subspan(static_cast<std::size_t>(next->value));
    return {};
  case items:
  case entries:
    if (next->value > rest_.size()) return malformed_cbor("cut short");
    inside = next->major == items ? next->value : 2 * next->value;
    break;
  case tagged:
    inside = 1;
    break;
  default:
    if (next->value < simple_false || next->value > simple_null) return malformed_cbor("a float, or unknown");
  }
  for (; inside > 0; --inside)
    if (auto skipped = skip(depth + 1); !skipped) return skipped;
  return {};
}

Result<ByteView> Reader::any() {
  const ByteView before = rest_;
  if (auto skipped = skip(0); !skipped) return skipped.error();
  return before.first(before.size() - rest_.size());
}

} // namespace elicense::cbor
