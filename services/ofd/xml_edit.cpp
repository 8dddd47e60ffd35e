// SPDX-License-Identifier: Apache-2.0
#include "ofd/xml_edit.hpp"
#include "markup/escape.hpp"

namespace elicense::ofd {
namespace {

std::string qualified(const XmlElement& like, std::string_view name) {
  if (like.prefix.empty()) return std::string(name);
  return std::string(like.prefix).append(":").append(name);
}

void replace(Bytes& file, std::size_t begin, std::size_t end, std::string_view text) {
  const auto at = file.begin() + static_cast<std::ptrdiff_t>(begin);
  const auto rest = file.erase(at, file.begin() + static_cast<std::ptrdiff_t>(end));
  file.insert(rest, text.begin(), text.end());
}

} // namespace

std::string element_markup(const XmlElement& like, std::string_view name, const XmlAttributes& attributes,
                           std::string_view text) {
  const std::string tag = qualified(like, name);
  std::string markup = std::string("<").append(tag);
  for (const auto& [key, value] : attributes)
    markup.append(" ").append(key).append("=\"").append(markup::escape(value)).append("\"");
  if (text.empty()) return markup.append("/>");
  return markup.append(">").append(markup::escape(text)).append("</").append(tag).append(">");
}

void insert_last(Bytes& file, const XmlElement& element, std::string_view markup) {
  if (!element.empty_tag) return replace(file, element.close, element.close, markup);
  std::string opened = std::string(">").append(markup).append("</"); // in the place of "/>"
  opened.append(qualified(element, element.name)).append(">");
  replace(file, element.close, element.end, opened);
}

void replace_element(Bytes& file, const XmlElement& element, std::string_view markup) {
  replace(file, element.begin, element.end, markup);
}

} // namespace elicense::ofd
