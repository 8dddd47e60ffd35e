// SPDX-License-Identifier: Apache-2.0
// The text that the pages show, taken while they are read.
#include "ofd/reading.hpp"
#include <algorithm>

namespace elicense::ofd {
namespace {

bool is_one_of(const XmlElement& element, std::string_view attribute,
               std::initializer_list<std::string_view> values) {
  const auto value = FieldReader::find_attribute(element, attribute);
  return value && std::ranges::count(values, *value) != 0;
}

bool is_unseen(const XmlElement& element) {
  return is_one_of(element, "Visible", {"false", "0"}) || is_one_of(element, "Alpha", {"0"});
}

bool is_painted(const XmlElement& object) {
  if (is_one_of(object, "Fill", {"false", "0"})) return is_one_of(object, "Stroke", {"true", "1"});
  return std::ranges::none_of(object.children, [](const XmlElement& child) {
    return FieldReader::is(child, "FillColor") &&
           (is_unseen(child) || is_one_of(child, "Value", {"255 255 255", "#FF #FF #FF", "#ff #ff #ff"}));
  });
}

TextObject read_object(FieldReader& fields, const XmlElement& element, bool hidden) {
  TextObject object{.page = 0, .id = parse_id(fields.attribute(element, "ID")).value_or(0), .text = {}};
  const bool shown = !hidden && is_painted(element);
  for (const XmlElement& child : element.children) {
    if (!FieldReader::is(child, "TextCode")) continue;
    const std::string_view text = fields.text(child);
    if (shown) object.text += text;
  }
  return object;
}

// Text objects may stand in layers and in blocks; the depth is limited by the XML profile.
void collect_text(FieldReader& fields, const XmlElement& parent, bool hidden,
                  std::vector<TextObject>& found) {
  for (const XmlElement& child : parent.children) {
    if (!child.in_ofd) continue;
    const bool unseen = hidden || is_unseen(child);
    if (child.name == "TextObject")
      found.push_back(read_object(fields, child, unseen));
    else
      collect_text(fields, child, unseen, found);
  }
}

} // namespace

Result<std::vector<TextObject>> text_of_page(const std::string& path, const XmlElement& page) {
  std::vector<TextObject> found;
  FieldReader fields(path);
  collect_text(fields, fields.child(page, "Content"), false, found);
  if (fields.fault()) return *fields.fault();
  return found;
}

Result<std::vector<TextObject>> read_text(const Document& document) {
  std::vector<TextObject> found;
  for (const Page& page : document.pages) {
    if (!page.text) return page.text.error();
    for (const TextObject& object : *page.text)
      found.push_back({.page = page.id, .id = object.id, .text = object.text});
  }
  return found;
}

} // namespace elicense::ofd
