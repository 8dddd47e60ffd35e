// SPDX-License-Identifier: Apache-2.0
// The characters of one XML file: checked once for encoding and forbidden characters, then read from the
// front.
#pragma once
#include "crypto/bytes.hpp"
#include <optional>

namespace elicense::ofd {

bool is_xml_space(char c);
bool is_xml_blank(std::string_view text); // nothing but spaces
bool is_xml_name_start(char c);
bool is_xml_name_part(char c);

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
  bool starts_with(std::string_view token) const { return text_.substr(position_).starts_with(token); }
  bool take(std::string_view token) { // false, and nothing taken, when it is not there
    if (!starts_with(token)) return false;
    position_ += token.size();
    return true;
  }
  bool take_spaces();           // false when there was none
  std::string_view take_name(); // NCName; empty when there is none
  // Up to `token`, which is taken too; nullopt when it does not come.
  std::optional<std::string_view> take_until(std::string_view token);
  std::string_view take_to(char stop); // up to `stop` or the end; `stop` stays

 private:
  std::string_view text_;
  std::size_t position_ = 0;
};

} // namespace elicense::ofd
