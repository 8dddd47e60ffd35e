// SPDX-License-Identifier: Apache-2.0
#include "ofd/xml_input.hpp"
#include "ofd/utf8.hpp"
#include <algorithm>
#include <charconv>
#include <cstring>

namespace elicense::ofd {
namespace {

bool is_printable(char c) { // and ASCII
  return c >= ' ' && c < '\x7F';
}
constexpr std::string_view expanded_in_text = "&\r", expanded_in_attribute = "&\r\n\t";

// Eight characters at once. Each line leaves the top bit of a byte set that is not: below ' ', DEL, beyond
// ASCII.
bool are_printable(const char* eight) {
  constexpr std::uint64_t each = 0x0101010101010101;
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, eight, sizeof bytes);
  const std::uint64_t del = bytes ^ (each * 0x7F);
  return (((bytes - each * ' ') | (del - each) | bytes) & (each * 0x80)) == 0;
}

std::size_t printable_prefix(std::string_view text) {
  std::size_t size = 0;
  while (size + 8 <= text.size() && are_printable(text.data() + size))
    size += 8;
  while (size < text.size() && is_printable(text[size]))
    ++size;
  return size;
}

// Characters of three bytes from U+1000 to U+CFFF: all allowed, and nearly all that is not ASCII.
std::size_t wide_prefix(std::string_view text) {
  const auto byte = [text](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  std::size_t size = 0;
  while (size + 3 <= text.size() && byte(size) >= 0xE1 && byte(size) <= 0xEC &&
         (byte(size + 1) & 0xC0U) == 0x80U && (byte(size + 2) & 0xC0U) == 0x80U)
    size += 3;
  return size;
}

// Char of XML 1.0, 2.2, without the controls that it merely discourages.
bool is_allowed(char32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  if (c >= 0x7F && c <= 0x9F) return false;
  return (c & 0xFFFEU) != 0xFFFE && c != 0xFEFF && !(c >= 0xD800 && c <= 0xDFFF) && c <= 0x10FFFF;
}

Error bad_entity(std::string_view name) {
  return fail(ErrorKind::malformed, "XML_ENTITY", std::string(name.substr(0, 40)));
}

std::optional<char> predefined(std::string_view name) {
  if (name == "lt") return '<';
  if (name == "gt") return '>';
  if (name == "amp") return '&';
  if (name == "quot") return '"';
  if (name == "apos") return '\'';
  return std::nullopt;
}

// "#38" or "#x26"
Result<char32_t> character_reference(std::string_view name) {
  const bool hex = name.starts_with("#x");
  const std::string_view digits = name.substr(hex ? 2 : 1);
  std::uint32_t value = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
  if (error != std::errc{} || end != digits.data() + digits.size() || digits.size() > 8)
    return bad_entity(name);
  if (!is_allowed(value)) return fail(ErrorKind::malformed, "XML_CHARACTER", std::string(name));
  return char32_t{value};
}

std::optional<Error> append_reference(std::string& output, std::string_view& rest) {
  const std::size_t end = rest.find(';');
  if (end == std::string_view::npos) return bad_entity(rest);
  const std::string_view name = rest.substr(1, end - 1);
  rest.remove_prefix(end + 1);
  if (const auto character = predefined(name)) {
    output += *character;
    return std::nullopt;
  }
  if (!name.starts_with('#')) return bad_entity(name);
  const auto code_point = character_reference(name);
  if (!code_point) return code_point.error();
  append_utf8(output, *code_point);
  return std::nullopt;
}

} // namespace

bool is_xml_blank(std::string_view text) {
  return std::ranges::all_of(text, is_xml_space);
}

std::optional<Error> check_characters(std::string_view text) {
  const std::size_t size = text.size();
  for (;;) {
    text.remove_prefix(printable_prefix(text));
    text.remove_prefix(wide_prefix(text));
    if (text.empty()) return std::nullopt;
    if (is_printable(text.front())) continue;
    const std::size_t position = size - text.size();
    const auto c = take_code_point(text);
    if (!c) return fail(ErrorKind::malformed, "XML_ENCODING", "at byte " + std::to_string(position));
    if (!is_allowed(*c))
      return fail(ErrorKind::malformed, "XML_CHARACTER", "at byte " + std::to_string(position));
  }
}

std::optional<Error> append_expanded(std::string& output, std::string_view text, bool attribute) {
  const std::string_view stops = attribute ? expanded_in_attribute : expanded_in_text;
  while (!text.empty()) {
    const std::size_t plain = std::min(text.find_first_of(stops), text.size());
    output += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    if (text[0] == '&') {
      if (auto fault = append_reference(output, text)) return fault;
      continue;
    }
    if (text.starts_with("\r\n")) text.remove_prefix(1);
    const char blank = text[0] == '\r' ? '\n' : text[0];
    output += attribute ? ' ' : blank;
    text.remove_prefix(1);
  }
  return std::nullopt;
}

bool is_expanded(std::string_view text, bool attribute) {
  const auto has = [text](char c) { return text.find(c) != std::string_view::npos; };
  return std::ranges::any_of(attribute ? expanded_in_attribute : expanded_in_text, has);
}

std::optional<std::string_view> XmlInput::take_until(std::string_view token) {
  const std::size_t found = text_.find(token, position_);
  if (found == std::string_view::npos) return std::nullopt;
  const std::string_view taken = text_.substr(position_, found - position_);
  position_ = found + token.size();
  return taken;
}

std::string_view XmlInput::take_to(char stop) {
  const std::size_t before = position_;
  position_ = std::min(text_.find(stop, position_), text_.size());
  return text_.substr(before, position_ - before);
}

} // namespace elicense::ofd
