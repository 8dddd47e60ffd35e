// SPDX-License-Identifier: Apache-2.0
// The characters of one XML file: checked once for encoding and forbidden characters, then read from the
// front.
#pragma once
#include "crypto/bytes.hpp"
#include <array>
#include <optional>

namespace elicense::ofd {

// What a character may be; looked up, because every character of a tag is asked for.
enum XmlKind : std::uint8_t {
  xml_space = 1,
  xml_name_start = 2,
  xml_name_part = 4,
  xml_plain = 8, // stands for itself in an attribute value, and ends none
};

constexpr std::uint8_t xml_kind_of(unsigned c) {
  const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  const bool start = letter || c == '_' || c >= 0x80;
  const bool part = start || (c >= '0' && c <= '9') || c == '-' || c == '.';
  const bool plain = c >= ' ' && c != '"' && c != '\'' && c != '&' && c != '<';
  return static_cast<std::uint8_t>((space ? xml_space : 0) | (start ? xml_name_start : 0) |
                                   (part ? xml_name_part : 0) | (plain ? xml_plain : 0));
}

constexpr std::array<std::uint8_t, 256> all_xml_kinds() {
  std::array<std::uint8_t, 256> kinds{};
  for (unsigned c = 0; c < kinds.size(); ++c)
    kinds[c] = xml_kind_of(c);
  return kinds;
}
inline constexpr std::array<std::uint8_t, 256> xml_kinds = all_xml_kinds();

constexpr bool is_xml(XmlKind kind, char c) {
  return (xml_kinds[static_cast<std::uint8_t>(c)] & kind) != 0;
}
constexpr bool is_xml_space(char c) {
  return is_xml(xml_space, c);
}
constexpr bool is_xml_name_part(char c) {
  return is_xml(xml_name_part, c);
}
bool is_xml_blank(std::string_view text); // nothing but spaces

// XML_ENCODING or XML_CHARACTER, or nullopt.
std::optional<Error> check_characters(std::string_view text);

// Appends `text` with its references replaced and line ends made "\n" (2.11, 4.1, 4.6); blanks become spaces
// in attributes (3.3.3). XML_ENTITY or XML_CHARACTER, or nullopt.
std::optional<Error> append_expanded(std::string& output, std::string_view text, bool attribute);
// Whether that would change anything.
bool is_expanded(std::string_view text, bool attribute);

class XmlInput {
 public:
  explicit XmlInput(std::string_view text) : text_(text) {}

  bool at_end() const { return position_ == text_.size(); }
  std::size_t position() const { return position_; }
  std::string_view since(std::size_t begin) const { return text_.substr(begin, position_ - begin); }
  char peek(std::size_t ahead = 0) const { // NUL, which no checked text holds, beyond the end
    return position_ + ahead < text_.size() ? text_[position_ + ahead] : '\0';
  }
  bool starts_with(std::string_view token) const { return text_.substr(position_).starts_with(token); }
  bool take(std::string_view token) { // false, and nothing taken, when it is not there
    if (!starts_with(token)) return false;
    position_ += token.size();
    return true;
  }
  bool take(char c) {
    if (peek() != c) return false;
    ++position_;
    return true;
  }
  std::string_view take_all(XmlKind kind) { // perhaps none
    const std::size_t before = position_;
    while (position_ < text_.size() && is_xml(kind, text_[position_]))
      ++position_;
    return text_.substr(before, position_ - before);
  }
  bool take_spaces() { return !take_all(xml_space).empty(); }
  std::string_view take_name() { // NCName; empty when there is none
    return is_xml(xml_name_start, peek()) ? take_all(xml_name_part) : std::string_view();
  }
  // Up to `token`, which is taken too; nullopt when it does not come.
  std::optional<std::string_view> take_until(std::string_view token);
  std::string_view take_to(char stop); // up to `stop` or the end; `stop` stays

 private:
  std::string_view text_;
  std::size_t position_ = 0;
};

} // namespace elicense::ofd
