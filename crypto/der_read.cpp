// SPDX-License-Identifier: Apache-2.0
// Reading DER. Elements are taken one after another, so no depth of nesting costs any stack.
#include "crypto/der.hpp"
#include <optional>

namespace elicense::crypto::der {
namespace {

Error malformed(std::string detail) {
  return fail(ErrorKind::malformed, "DER_MALFORMED", std::move(detail));
}

// X.690 8.1.2: universal types have one form each in DER; only SEQUENCE and SET are constructed.
bool is_der_tag(std::uint8_t tag) {
  const int number = tag & 0x1f;
  if (number == 0x1f) return false; // high tag numbers are not met in our formats
  if ((tag & 0xc0) != 0) return true;
  const bool constructed = (tag & 0x20) != 0;
  return number != 0 && constructed == (number == 0x10 || number == 0x11);
}

struct Header {
  std::size_t size = 0;
  std::size_t content_size = 0;
};

// X.690 8.1.3 and 10.1: definite, in as few octets as can be.
std::optional<Header> read_length(ByteView bytes) {
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

bool is_seven_bit(ByteView content) {
  for (const std::uint8_t byte : content)
    if (byte >= 0x80) return false;
  return true;
}

// The octets of the UTF-8 sequence at the front, 0 when there is none (RFC 3629 section 4: no overlong form,
// no surrogate).
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

bool is_utf8(ByteView text) {
  while (!text.empty()) {
    const std::size_t size = utf8_sequence(text);
    if (size == 0) return false;
    text = text.subspan(size);
  }
  return true;
}

// X.690 8.19: base 128, no padding octet; an arc has to fit 64 bits.
std::optional<std::uint64_t> next_arc(ByteView& content) {
  std::uint64_t arc = 0;
  if (content.empty() || content[0] == 0x80) return std::nullopt;
  while (!content.empty()) {
    if (arc >> 57 != 0) return std::nullopt;
    const std::uint8_t octet = content[0];
    arc = arc << 7 | (octet & 0x7f);
    content = content.subspan(1);
    if (octet < 0x80) return arc;
  }
  return std::nullopt;
}

// X.690 11.7: to the second, in UTC; a fraction neither ends in 0 nor is empty.
bool is_der_generalized_time(std::string_view text) {
  if (text.size() == 15) return text[14] == 'Z';
  return text.size() > 16 && text[14] == '.' && text.back() == 'Z' && text[text.size() - 2] != '0';
}

} // namespace

Result<Element> Reader::any() {
  if (rest_.empty()) return malformed("an element is missing");
  if (!is_der_tag(rest_[0])) return malformed("tag not allowed in DER");
  const std::optional<Header> header = read_length(rest_);
  if (!header) return malformed("length is not DER");
  if (header->content_size > rest_.size() - header->size) return malformed("element is cut off");
  const Element element{rest_[0], rest_.subspan(header->size, header->content_size),
                        rest_.first(header->size + header->content_size)};
  rest_ = rest_.subspan(element.whole.size());
  return element;
}

Result<Element> Reader::expect(std::uint8_t tag) {
  if (!empty() && !next_is(tag)) return fail(ErrorKind::malformed, "DER_TAG", "another tag is expected");
  return any();
}

Result<Reader> Reader::enter(std::uint8_t tag) {
  const Result<Element> element = expect(tag);
  if (!element) return element.error();
  return Reader(element->content);
}

Result<void> Reader::end() const {
  if (!empty()) return malformed("something follows the last element");
  return {};
}

Result<std::int64_t> Reader::small_integer() {
  const Result<Element> element = expect(integer);
  if (!element) return element.error();
  if (!is_minimal_integer(element->content)) return malformed("INTEGER is not minimal");
  if (element->content.size() > sizeof(std::int64_t)) return malformed("INTEGER is too large");
  std::uint64_t value = (element->content[0] & 0x80) != 0 ? ~std::uint64_t{0} : 0;
  for (const std::uint8_t octet : element->content)
    value = value << 8 | octet;
  return static_cast<std::int64_t>(value);
}

Result<Bytes> Reader::unsigned_integer(std::size_t max_size) {
  const Result<Element> element = expect(integer);
  if (!element) return element.error();
  ByteView content = element->content;
  if (!is_minimal_integer(content)) return malformed("INTEGER is not minimal");
  if ((content[0] & 0x80) != 0) return malformed("INTEGER is negative");
  if (content.size() > 1 && content[0] == 0) content = content.subspan(1);
  if (content.size() > max_size) return malformed("INTEGER is too large");
  return to_bytes(content);
}

Result<bool> Reader::boolean_value() {
  const Result<Element> element = expect(boolean);
  if (!element) return element.error();
  const ByteView content = element->content;
  if (content.size() != 1 || (content[0] != 0x00 && content[0] != 0xff))
    return malformed("BOOLEAN is not DER");
  return content[0] == 0xff;
}

Result<std::string> Reader::object_identifier() {
  const Result<Element> element = expect(oid);
  if (!element) return element.error();
  ByteView content = element->content;
  const std::optional<std::uint64_t> first = next_arc(content);
  if (!first) return malformed("OBJECT IDENTIFIER is not DER");
  const std::uint64_t root = *first < 40 ? 0 : *first < 80 ? 1 : 2;
  std::string dotted = std::to_string(root) + '.' + std::to_string(*first - root * 40);
  while (!content.empty()) {
    const std::optional<std::uint64_t> arc = next_arc(content);
    if (!arc) return malformed("OBJECT IDENTIFIER is not DER");
    dotted += '.' + std::to_string(*arc);
  }
  return dotted;
}

Result<ByteView> Reader::octets() {
  const Result<Element> element = expect(octet_string);
  if (!element) return element.error();
  return element->content;
}

Result<ByteView> Reader::bits() {
  const Result<Element> element = expect(bit_string);
  if (!element) return element.error();
  if (element->content.empty() || element->content[0] != 0)
    return malformed("BIT STRING is not of whole octets");
  return element->content.subspan(1);
}

Result<std::string> Reader::text(std::uint8_t tag) {
  const Result<Element> element = expect(tag);
  if (!element) return element.error();
  const bool good = tag == utf8_string ? is_utf8(element->content) : is_seven_bit(element->content);
  if (!good) return malformed("text is not of its character set");
  return std::string(as_text(element->content));
}

Result<Time> Reader::time() {
  const bool is_utc = next_is(utc_time);
  const Result<Element> element = expect(is_utc ? utc_time : generalized_time);
  if (!element) return element.error();
  const std::string_view text = as_text(element->content);
  if (is_utc ? text.size() != 13 : !is_der_generalized_time(text)) return malformed("time is not DER");
  const Result<Time> time = is_utc ? from_utc_time(text) : from_generalized(text);
  if (!time) return malformed("there is no such time");
  return *time;
}

namespace {

bool is_constructed(std::uint8_t tag) {
  return (tag & 0x20) != 0;
}

// One walk with its own stack: the readers of the elements around the present one.
Result<void> check_inside(const Reader& content) {
  std::vector<Reader> around = {content};
  while (!around.empty()) {
    if (around.back().empty()) {
      around.pop_back();
      continue;
    }
    const Result<Element> element = around.back().any();
    if (!element) return malformed("inside: " + element.error().detail);
    if (!is_constructed(element->tag)) continue;
    if (around.size() == max_depth) return malformed("too deep");
    around.emplace_back(element->content);
  }
  return {};
}

} // namespace

Result<Reader> open(ByteView bytes, std::uint8_t tag) {
  Reader reader(bytes);
  Result<Reader> content = reader.enter(tag);
  if (!content) return content;
  if (!reader.empty()) return malformed("something follows the structure");
  if (!is_constructed(tag)) return content;
  if (auto inside = check_inside(*content); !inside) return inside.error();
  return content;
}

} // namespace elicense::crypto::der
