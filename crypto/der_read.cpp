// SPDX-License-Identifier: Apache-2.0
// Reading DER. Elements are taken one after another, so no depth of nesting costs any stack.
#include "crypto/der_forms.hpp"
#include "crypto/utf8.hpp"

namespace elicense::crypto::der {
namespace {

Error malformed_der(std::string detail) {
  return fail(ErrorKind::malformed, "DER_MALFORMED", std::move(detail));
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

} // namespace

Result<Element> Reader::any() {
  if (rest_.empty()) return malformed_der("an element is missing");
  if (!is_der_tag(rest_[0])) return malformed_der("tag not allowed in DER");
  const std::optional<Header> header = read_header(rest_);
  if (!header) return malformed_der("length is not DER");
  if (header->content_size > rest_.size() - header->size) return malformed_der("element is cut off");
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
  if (!empty()) return malformed_der("something follows the last element");
  return {};
}

Result<std::int64_t> Reader::small_integer() {
  const Result<Element> element = expect(integer);
  if (!element) return element.error();
  if (!is_minimal_integer(element->content)) return malformed_der("INTEGER is not minimal");
  if (element->content.size() > sizeof(std::int64_t)) return malformed_der("INTEGER is too large");
  std::uint64_t value = (element->content[0] & 0x80) != 0 ? ~std::uint64_t{0} : 0;
  for (const std::uint8_t octet : element->content)
    value = value << 8 | octet;
  return static_cast<std::int64_t>(value);
}

Result<Bytes> Reader::unsigned_integer(std::size_t max_size) {
  const Result<Element> element = expect(integer);
  if (!element) return element.error();
  ByteView content = element->content;
  if (!is_minimal_integer(content)) return malformed_der("INTEGER is not minimal");
  if ((content[0] & 0x80) != 0) return malformed_der("INTEGER is negative");
  if (content.size() > 1 && content[0] == 0) content = content.subspan(1);
  if (content.size() > max_size) return malformed_der("INTEGER is too large");
  return to_bytes(content);
}

Result<bool> Reader::boolean_value() {
  const Result<Element> element = expect(boolean);
  if (!element) return element.error();
  if (!is_der_boolean(element->content)) return malformed_der("BOOLEAN is not DER");
  return element->content[0] == 0xff;
}

Result<std::string> Reader::object_identifier() {
  const Result<Element> element = expect(oid);
  if (!element) return element.error();
  ByteView content = element->content;
  const std::optional<std::uint64_t> first = next_arc(content);
  if (!first) return malformed_der("OBJECT IDENTIFIER is not DER");
  const std::uint64_t root = *first < 40 ? 0 : *first < 80 ? 1 : 2;
  std::string dotted = std::to_string(root) + '.' + std::to_string(*first - root * 40);
  while (!content.empty()) {
    const std::optional<std::uint64_t> arc = next_arc(content);
    if (!arc) return malformed_der("OBJECT IDENTIFIER is not DER");
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
    return malformed_der("BIT STRING is not of whole octets");
  return element->content.subspan(1);
}

Result<std::string> Reader::text(std::uint8_t tag) {
  const Result<Element> element = expect(tag);
  if (!element) return element.error();
  const bool good = tag == utf8_string ? is_utf8(element->content) : is_seven_bit(element->content);
  if (!good) return malformed_der("text is not of its character set");
  return std::string(as_text(element->content));
}

Result<Time> Reader::time() {
  const Result<Element> element = expect(next_is(utc_time) ? utc_time : generalized_time);
  if (!element) return element.error();
  const std::optional<Time> time = read_der_time(*element);
  if (!time) return malformed_der("time is not DER");
  return *time;
}

Result<Reader> open(ByteView bytes, std::uint8_t tag) {
  if (const std::optional<Flaw> flaw = find_flaw(bytes)) return malformed_der(flaw->what);
  return Reader(bytes).enter(tag);
}

} // namespace elicense::crypto::der
