// SPDX-License-Identifier: Apache-2.0
// The XML profile. Promise: what is accepted, written again, is read as the same.
#include "ofd/xml.hpp"
#include "markup/escape.hpp"
#include "tests/fuzz/fuzz.hpp"
#include <algorithm>

namespace elicense::fuzz {

namespace {

using ofd::XmlElement;

void declare(std::string& out, std::string_view prefix, std::string_view uri) {
  if (prefix == "xml") return;
  out.append(" xmlns")
      .append(prefix.empty() ? "" : ":")
      .append(prefix)
      .append("=\"")
      .append(uri)
      .append("\"");
}

// The names of the namespaces are not kept, only whether they are OFD's: any other will do for the rest.
void declare_attribute_prefixes(std::string& out, const XmlElement& element) {
  std::set<std::string_view> declared = {"", element.prefix};
  for (const auto& attribute : element.attributes)
    if (declared.insert(attribute.prefix).second)
      declare(out, attribute.prefix, "urn:" + std::string(attribute.prefix));
}

std::string qualified(std::string_view prefix, std::string_view name) {
  return std::string(prefix).append(prefix.empty() ? "" : ":").append(name);
}

void write(std::string& out, const XmlElement& element) { // never deeper than max_xml_depth
  const std::string name = qualified(element.prefix, element.name);
  out.append("<").append(name);
  const std::string other = "urn:" + std::string(element.prefix);
  declare(out, element.prefix, element.in_ofd ? ofd::ofd_namespace : other);
  declare_attribute_prefixes(out, element);
  for (const auto& attribute : element.attributes)
    out.append(" ")
        .append(qualified(attribute.prefix, attribute.name))
        .append("=\"")
        .append(markup::escape(attribute.value))
        .append("\"");
  out.append(">").append(markup::escape(element.text));
  for (const XmlElement& child : element.children)
    write(out, child);
  out.append("</").append(name).append(">");
}

bool same(const XmlElement& a, const XmlElement& b) {
  const auto same_attribute = [](const auto& x, const auto& y) {
    return x.prefix == y.prefix && x.name == y.name && x.value == y.value;
  };
  return a.prefix == b.prefix && a.name == b.name && a.in_ofd == b.in_ofd && a.text == b.text &&
         std::ranges::equal(a.attributes, b.attributes, same_attribute) &&
         std::ranges::equal(a.children, b.children, same);
}

void check_places(ByteView file, const XmlElement& element) {
  require(element.begin < element.close && element.close < element.end && element.end <= file.size(),
          "an element lies in its file");
  require(file[element.begin] == '<' && file[element.end - 1] == '>', "an element is from < to >");
  for (const XmlElement& child : element.children) {
    require(child.begin > element.begin && child.end <= element.close, "children lie in their parents");
    check_places(file, child);
  }
}

} // namespace

void examine(ByteView input) {
  const auto file = ofd::parse_xml(input, ofd::XmlProfile::foreign);
  require(!ofd::parse_xml(input, ofd::XmlProfile::ofd) || file, "the strict profile accepts no more");
  if (!file) return;
  check_places(input, file->root);
  std::string text;
  write(text, file->root);
  const auto again = ofd::parse_xml(as_bytes(text), ofd::XmlProfile::foreign);
  require(again && same(again->root, file->root), "written again it is the same");
}

} // namespace elicense::fuzz
