// SPDX-License-Identifier: Apache-2.0
#include "ofd/fields.hpp"
#include "ofd/xml_input.hpp"
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace elicense::ofd {
namespace {

constexpr double max_millimetres = 1e6;

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_xml_space(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && is_xml_space(text.back()))
    text.remove_suffix(1);
  return text;
}

std::optional<double> take_number(std::string_view& text) {
  text = trim(text);
  double value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (error != std::errc{} || !std::isfinite(value) || std::abs(value) > max_millimetres) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (!text.empty() && !is_xml_space(text.front())) return std::nullopt;
  return value;
}

} // namespace

std::optional<Box> parse_box(std::string_view text) {
  std::array<double, 4> values{};
  for (double& value : values) {
    const auto number = take_number(text);
    if (!number) return std::nullopt;
    value = *number;
  }
  if (!trim(text).empty()) return std::nullopt;
  return Box{.x = values[0], .y = values[1], .width = values[2], .height = values[3]};
}

std::optional<std::uint32_t> parse_id(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value == 0) return std::nullopt;
  return value;
}

void FieldReader::refuse(const std::string& what) {
  if (!fault_) fault_ = fail(ErrorKind::malformed, "OFD_STRUCTURE", file_ + ": " + what);
}

std::vector<const XmlElement*> FieldReader::children(const XmlElement& parent, std::string_view name) {
  std::vector<const XmlElement*> found;
  for (const XmlElement& child : parent.children) {
    if (is(child, name)) found.push_back(&child);
  }
  return found;
}

bool FieldReader::has(const XmlElement& parent, std::string_view name) {
  return std::ranges::any_of(parent.children, [name](const XmlElement& child) { return is(child, name); });
}

const XmlElement& FieldReader::child(const XmlElement& parent, std::string_view name) {
  static const XmlElement absent;
  const XmlElement* found = nullptr;
  for (const XmlElement& child : parent.children) {
    if (!is(child, name)) continue;
    if (found != nullptr) refuse("several " + std::string(name));
    if (found == nullptr) found = &child;
  }
  return found == nullptr ? absent : *found;
}

const XmlElement& FieldReader::required_child(const XmlElement& parent, std::string_view name) {
  if (!has(parent, name)) refuse("no " + std::string(name));
  return child(parent, name);
}

std::string_view FieldReader::text(const XmlElement& element) {
  if (!element.children.empty()) refuse("elements inside " + std::string(element.name));
  return element.text;
}

std::string_view FieldReader::trimmed(const XmlElement& element) {
  return trim(text(element));
}

std::optional<std::string_view> FieldReader::find_attribute(const XmlElement& element,
                                                            std::string_view name) {
  const auto found = std::ranges::find_if(element.attributes, [name](const XmlAttribute& attribute) {
    return attribute.prefix.empty() && attribute.name == name;
  });
  if (found == element.attributes.end()) return std::nullopt;
  return found->value;
}

std::string_view FieldReader::attribute(const XmlElement& element, std::string_view name) {
  return find_attribute(element, name).value_or("");
}

std::string_view FieldReader::required_attribute(const XmlElement& element, std::string_view name) {
  const auto value = find_attribute(element, name);
  if (!value) refuse("no " + std::string(element.name) + "/@" + std::string(name));
  return value.value_or("");
}

std::uint32_t FieldReader::number(std::string_view text) {
  const auto value = parse_id(text);
  if (!value) refuse("not an id: " + std::string(text.substr(0, 40)));
  return value.value_or(0);
}

Box FieldReader::box(std::string_view text) {
  const auto value = parse_box(text);
  if (!value || !(value->width > 0) || !(value->height > 0))
    refuse("not a box: " + std::string(text.substr(0, 80)));
  return value.value_or(Box{});
}

} // namespace elicense::ofd
