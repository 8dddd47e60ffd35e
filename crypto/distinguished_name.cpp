// SPDX-License-Identifier: Apache-2.0
// Attribute values come as seven string types; real ones also hold UTF-8 where only ASCII is allowed.
#include "crypto/distinguished_name.hpp"
#include <optional>

namespace elicense::crypto {
namespace {

constexpr std::string_view common_name_type = "2.5.4.3";
constexpr std::uint8_t numeric_string = 0x12, t61_string = 0x14, visible_string = 0x1a,
                       universal_string = 0x1c, bmp_string = 0x1e;

std::string short_name(const std::string& type) {
  static constexpr std::pair<std::string_view, std::string_view> names[] = {
      {common_name_type, "CN"},
      {"2.5.4.4", "SN"},
      {"2.5.4.5", "serialNumber"},
      {"2.5.4.6", "C"},
      {"2.5.4.7", "L"},
      {"2.5.4.8", "ST"},
      {"2.5.4.9", "STREET"},
      {"2.5.4.10", "O"},
      {"2.5.4.11", "OU"},
      {"2.5.4.12", "title"},
      {"2.5.4.42", "GN"},
      {"2.5.4.45", "x500UniqueIdentifier"},
      {"0.9.2342.19200300.100.1.1", "UID"},
      {"0.9.2342.19200300.100.1.25", "DC"},
      {"1.2.840.113549.1.9.1", "emailAddress"},
  };
  for (const auto& [oid, name] : names)
    if (oid == type) return std::string(name);
  return type;
}

void append_utf8(std::string& text, std::uint32_t character) {
  if (character < 0x80) {
    text += static_cast<char>(character);
    return;
  }
  const int continuations = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;
  static constexpr std::uint32_t leads[] = {0, 0xc0, 0xe0, 0xf0};
  text += static_cast<char>(leads[continuations] | character >> 6 * continuations);
  for (int i = continuations - 1; i >= 0; --i)
    text += static_cast<char>(0x80U | (character >> 6 * i & 0x3fU));
}

// BMPString and UniversalString: big-endian units of 2 or 4 octets. No surrogates: X.680 allows none.
std::optional<std::string> from_wide(ByteView value, std::size_t unit) {
  if (value.size() % unit != 0) return std::nullopt;
  std::string text;
  for (std::size_t at = 0; at < value.size(); at += unit) {
    std::uint32_t character = 0;
    for (std::size_t i = 0; i < unit; ++i)
      character = character << 8 | value[at + i];
    if (character > 0x10ffff || (character >= 0xd800 && character < 0xe000)) return std::nullopt;
    append_utf8(text, character);
  }
  return text;
}

std::optional<std::string> as_utf8(ByteView value) {
  const Bytes wrapped = der::wrap(der::utf8_string, value);
  const Result<std::string> text = der::Reader(wrapped).text(der::utf8_string);
  if (!text) return std::nullopt;
  return *text;
}

std::optional<std::string> text_of(const der::Element& value) {
  switch (value.tag) {
  case der::utf8_string:
  case der::printable_string:
  case der::ia5_string:
  case numeric_string:
  case t61_string:
  case visible_string:
    return as_utf8(value.content);
  case bmp_string:
    return from_wide(value.content, 2);
  case universal_string:
    return from_wide(value.content, 4);
  default:
    return std::nullopt;
  }
}

// RFC 2253 section 2.4; control characters as \XX too, so that a name cannot break a log line.
std::string escaped(const std::string& text) {
  static constexpr std::string_view special = ",+\"\\<>;";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto octet = static_cast<std::uint8_t>(c);
    const bool first_or_last = i == 0 || i + 1 == text.size();
    if (octet < 0x20 || octet == 0x7f) {
      out += '\\' + to_hex({&octet, 1});
      continue;
    }
    if (special.find(c) != std::string_view::npos || (c == ' ' && first_or_last) || (c == '#' && i == 0))
      out += '\\';
    out += c;
  }
  return out;
}

std::string read_attribute(der::Fields attribute, DistinguishedName& name) {
  const std::string type = attribute.object_identifier();
  const der::Element value = attribute.element();
  attribute.end();
  const std::optional<std::string> text = text_of(value);
  if (type == common_name_type && text) name.common_name = *text;
  return short_name(type) + '=' + (text ? escaped(*text) : '#' + to_hex(value.whole));
}

std::string read_relative_name(der::Fields attributes, DistinguishedName& name) {
  attributes.require(attributes.more(), "a relative name is empty");
  std::string text;
  while (attributes.more())
    text += (text.empty() ? "" : "+") + read_attribute(attributes.enter(der::sequence), name);
  return text;
}

} // namespace

DistinguishedName read_name(der::Fields relative_names) {
  DistinguishedName name;
  std::vector<std::string> parts;
  while (relative_names.more())
    parts.push_back(read_relative_name(relative_names.enter(der::set), name));
  for (auto part = parts.rbegin(); part != parts.rend(); ++part)
    name.text += (name.text.empty() ? "" : ",") + *part;
  return name;
}

} // namespace elicense::crypto
