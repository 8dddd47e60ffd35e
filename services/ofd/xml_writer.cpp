// SPDX-License-Identifier: Apache-2.0
#include "ofd/xml_writer.hpp"
#include "markup/escape.hpp"
#include "ofd/xml.hpp"
#include <array>
#include <charconv>

namespace elicense::ofd {

std::string millimetres(double value) {
  std::array<char, 64> buffer{};
  const auto [end, error] =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed);
  return error == std::errc{} ? std::string(buffer.data(), end) : "0";
}

XmlWriter::XmlWriter(std::string prefix, std::string_view root, std::string_view uri,
                     const XmlAttributes& attributes)
    : prefix_(std::move(prefix)), output_("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") {
  const std::string declaration = "xmlns:" + prefix_;
  XmlAttributes all = {{declaration, std::string(uri)}};
  all.insert(all.end(), attributes.begin(), attributes.end());
  open(root, all);
}

XmlWriter::XmlWriter(std::string_view root, const XmlAttributes& attributes)
    : XmlWriter("ofd", root, ofd_namespace, attributes) {}

void XmlWriter::tag(std::string_view name, const XmlAttributes& attributes, std::string_view end) {
  output_.append("<").append(prefix_).append(":").append(name);
  for (const auto& [key, value] : attributes)
    output_.append(" ").append(key).append("=\"").append(markup::escape(value)).append("\"");
  output_.append(end);
}

XmlWriter& XmlWriter::open(std::string_view name, const XmlAttributes& attributes) {
  tag(name, attributes, ">");
  open_.emplace_back(name);
  return *this;
}

XmlWriter& XmlWriter::close() {
  output_.append("</").append(prefix_).append(":").append(open_.back()).append(">");
  open_.pop_back();
  return *this;
}

XmlWriter& XmlWriter::empty(std::string_view name, const XmlAttributes& attributes) {
  tag(name, attributes, "/>");
  return *this;
}

XmlWriter& XmlWriter::text(std::string_view name, std::string_view value, const XmlAttributes& attributes) {
  open(name, attributes);
  output_ += markup::escape(value);
  return close();
}

XmlWriter& XmlWriter::raw(std::string_view xml) {
  output_ += xml;
  return *this;
}

Bytes XmlWriter::finish() {
  while (!open_.empty())
    close();
  return to_bytes(std::string_view(output_));
}

} // namespace elicense::ofd
