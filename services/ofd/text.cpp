// SPDX-License-Identifier: Apache-2.0
// The text that the pages show.
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
void collect_text(FieldReader& fields, const XmlElement& parent, std::uint32_t page,
                  std::vector<TextObject>& found) {
  for (const XmlElement& child : parent.children) {
    if (!child.in_ofd || is_hidden(child)) continue;
    if (child.name != "TextObject") {
      collect_text(fields, child, page, found);
      continue;
    }
    TextObject object{.page = page, .id = parse_id(fields.attribute(child, "ID")).value_or(0), .text = {}};
    for (const XmlElement* code : FieldReader::children(child, "TextCode"))
      object.text += fields.text(*code);
    found.push_back(std::move(object));
  }
}

} // namespace

Result<std::vector<TextObject>> read_text(const Package& package, const Document& document) {
  Reading reading(package);
  std::vector<TextObject> found;
  for (const Page& page : document.pages) {
    const auto file = reading.load(page.path, XmlProfile::mixed);
    if (!file) return file.error();
    FieldReader fields(page.path);
    collect_text(fields, fields.child(file->root, "Content"), page.id, found);
    if (fields.fault()) return *fields.fault();
  }
  return found;
}

} // namespace elicense::ofd
