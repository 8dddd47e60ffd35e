// SPDX-License-Identifier: Apache-2.0
// The text that the pages show, taken while they are read.
#include "ofd/reading.hpp"

namespace elicense::ofd {
namespace {

bool is_hidden(const XmlElement& element) {
  const std::string* visible = FieldReader::find_attribute(element, "Visible");
  const std::string* alpha = FieldReader::find_attribute(element, "Alpha");
  return (visible != nullptr && (*visible == "false" || *visible == "0")) ||
         (alpha != nullptr && *alpha == "0");
}

// Text objects may stand in layers and in blocks; the depth is limited by the XML profile.
void collect_text(FieldReader& fields, const XmlElement& parent, std::vector<TextObject>& found) {
  for (const XmlElement& child : parent.children) {
    if (!child.in_ofd || is_hidden(child)) continue;
    if (child.name != "TextObject") {
      collect_text(fields, child, found);
      continue;
    }
    TextObject object{.page = 0, .id = parse_id(fields.attribute(child, "ID")).value_or(0), .text = {}};
    for (const XmlElement* code : FieldReader::children(child, "TextCode"))
      object.text += fields.text(*code);
    found.push_back(std::move(object));
  }
}

} // namespace

Result<std::vector<TextObject>> text_of_page(const std::string& path, const XmlElement& page) {
  std::vector<TextObject> found;
  FieldReader fields(path);
  collect_text(fields, fields.child(page, "Content"), found);
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
