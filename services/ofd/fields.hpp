// SPDX-License-Identifier: Apache-2.0
// Values out of the elements of one OFD file, which they view. The first fault is kept, so that callers read
// top-down and look once.
#pragma once
#include "ofd/xml.hpp"

namespace elicense::ofd {

class FieldReader {
 public:
  explicit FieldReader(std::string file) : file_(std::move(file)) {}

  const std::optional<Error>& fault() const { return fault_; }
  void refuse(const std::string& what); // OFD_STRUCTURE

  static bool is(const XmlElement& element, std::string_view name) {
    return element.in_ofd && element.name == name;
  }
  static bool has(const XmlElement& parent, std::string_view name);
  static std::vector<const XmlElement*> children(const XmlElement& parent, std::string_view name);
  // The only child of that name: an empty element when it is absent, a fault when it is there twice.
  const XmlElement& child(const XmlElement& parent, std::string_view name);
  const XmlElement& required_child(const XmlElement& parent, std::string_view name);

  std::string_view text(const XmlElement& element);    // a fault when elements stand inside
  std::string_view trimmed(const XmlElement& element); // the same without blanks around it
  std::string_view child_text(const XmlElement& parent, std::string_view name) {
    return text(child(parent, name));
  }
  std::string_view location(const XmlElement& parent, std::string_view name) {
    return trimmed(child(parent, name));
  }

  static std::optional<std::string_view> find_attribute(const XmlElement& element, std::string_view name);
  std::string_view attribute(const XmlElement& element, std::string_view name); // "" when absent
  std::string_view required_attribute(const XmlElement& element, std::string_view name);
  std::uint32_t number(std::string_view text); // ST_ID, ST_RefID: 1 and up
  Box box(std::string_view text);              // ST_Box with a positive size

 private:
  std::string file_;
  std::optional<Error> fault_;
};

// "1 2.5 3 4": exactly four finite numbers.
std::optional<Box> parse_box(std::string_view text);
// Decimal digits only, 1 and up.
std::optional<std::uint32_t> parse_id(std::string_view text);

} // namespace elicense::ofd
