// SPDX-License-Identifier: Apache-2.0
// The entries below Document.xml: pages, resources, annotations, attachments, custom tags, extensions.
#include "ofd/name.hpp"
#include "ofd/reading.hpp"

namespace elicense::ofd {
namespace {

std::vector<const XmlElement*> resource_files(FieldReader& fields, const XmlElement& resources) {
  std::vector<const XmlElement*> found;
  const auto collect = [&](std::string_view list, std::string_view item, std::string_view file) {
    for (const XmlElement* element : FieldReader::children(fields.child(resources, list), item)) {
      for (const XmlElement* location : FieldReader::children(*element, file))
        found.push_back(location);
    }
  };
  collect("Fonts", "Font", "FontFile");
  collect("MultiMedias", "MultiMedia", "MediaFile");
  return found;
}

// BaseLoc of a resource file is the folder of its files, itself relative to the resource file.
Result<std::string> resource_base(const std::string& path, std::string folder) {
  if (!folder.empty() && !folder.ends_with('/')) folder += '/';
  return resolve(path, folder.append(base_name_of(path)));
}

struct TagObject {
  std::string tag;
  std::optional<std::uint32_t> page, object;
};

// ObjectRef elements of a tag file, each named after the element around it. Depth is limited by the XML
// profile.
void collect_objects(const XmlElement& element, std::vector<TagObject>& found) {
  for (const XmlElement& child : element.children) {
    if (child.name == "ObjectRef") {
      found.push_back({.tag = std::string(element.name),
                       .page = parse_id(FieldReader::find_attribute(child, "PageRef").value_or("")),
                       .object = parse_id(child.text)});
    }
    collect_objects(child, found);
  }
}

Fault read_tag_file(Reading& reading, const std::string& path) {
  const auto file = reading.load(path, XmlProfile::foreign);
  if (!file) return file.error();
  std::vector<TagObject> objects;
  collect_objects(file->root, objects);
  std::vector<Tag>& tags = reading.document.tags;
  for (const TagObject& object : objects) {
    if (!object.page || !object.object) {
      add_once(reading.document.deviations, "OFD_TAG_REFERENCE");
      continue;
    }
    if (tags.empty() || tags.back().name != object.tag) tags.push_back({.name = object.tag, .objects = {}});
    tags.back().objects.emplace_back(*object.page, *object.object);
  }
  return std::nullopt;
}

Fault read_annotation_page(Reading& reading, const std::string& path) {
  const auto file = reading.load(path, XmlProfile::mixed);
  return file ? Fault{} : file.error();
}

} // namespace

Fault read_page(Reading& reading, const std::string& path) {
  const auto file = reading.load(path, XmlProfile::mixed);
  if (!file) return file.error();
  FieldReader fields(path);
  if (file->root.name != "Page") fields.refuse("root");
  const XmlElement& area = fields.child(file->root, "Area");
  if (FieldReader::has(area, "PhysicalBox"))
    reading.page_boxes[path] = fields.box(fields.child_text(area, "PhysicalBox"));
  reading.page_texts.emplace(path, text_of_page(path, file->root));
  for (const XmlElement* resource : FieldReader::children(file->root, "PageRes")) {
    if (auto fault = reading.follow(path, fields.trimmed(*resource), read_resources)) return fault;
  }
  return fields.fault();
}

Fault read_resources(Reading& reading, const std::string& path) {
  const auto file = reading.load(path, XmlProfile::ofd);
  if (!file) return file.error();
  FieldReader fields(path);
  if (file->root.name != "Res") fields.refuse("root");
  const auto base = resource_base(path, std::string(fields.attribute(file->root, "BaseLoc")));
  if (!base) return base.error();
  for (const XmlElement* location : resource_files(fields, file->root)) {
    if (auto fault = reading.follow(*base, fields.trimmed(*location))) return fault;
  }
  for (const XmlElement* space :
       FieldReader::children(fields.child(file->root, "ColorSpaces"), "ColorSpace")) {
    const std::string_view profile = fields.attribute(*space, "Profile");
    if (profile.empty()) continue;
    if (auto fault = reading.follow(*base, profile)) return fault;
  }
  return fields.fault();
}

Fault read_annotations(Reading& reading, const std::string& path) {
  const auto file = reading.load(path, XmlProfile::ofd);
  if (!file) return file.error();
  FieldReader fields(path);
  for (const XmlElement* page : FieldReader::children(file->root, "Page")) {
    if (auto fault = reading.follow(path, fields.location(*page, "FileLoc"), read_annotation_page))
      return fault;
  }
  return fields.fault();
}

Fault read_attachments(Reading& reading, const std::string& path) {
  const auto file = reading.load(path, XmlProfile::ofd);
  if (!file) return file.error();
  FieldReader fields(path);
  for (const XmlElement* element : FieldReader::children(file->root, "Attachment")) {
    const std::string_view location = fields.location(*element, "FileLoc");
    if (auto fault = reading.follow(path, location)) return fault;
    const auto entry =
        location.empty() ? Result<std::optional<std::string>>(std::nullopt) : reading.locate(path, location);
    reading.document.attachments.push_back({.name = std::string(fields.attribute(*element, "Name")),
                                            .usage = std::string(fields.attribute(*element, "Usage")),
                                            .path = entry ? entry->value_or("") : ""});
  }
  return fields.fault();
}

Fault read_custom_tags(Reading& reading, const std::string& path) {
  const auto file = reading.load(path, XmlProfile::ofd);
  if (!file) return file.error();
  FieldReader fields(path);
  for (const XmlElement* tag : FieldReader::children(file->root, "CustomTag")) {
    if (auto fault = reading.follow(path, fields.location(*tag, "FileLoc"), read_tag_file)) return fault;
    for (const XmlElement* schema : FieldReader::children(*tag, "SchemaLoc")) {
      if (auto fault = reading.follow(path, fields.trimmed(*schema))) return fault;
    }
  }
  return fields.fault();
}

Fault read_extensions(Reading& reading, const std::string& path) {
  const auto file = reading.load(path, XmlProfile::mixed);
  if (!file) return file.error();
  FieldReader fields(path);
  for (const XmlElement* extension : FieldReader::children(file->root, "Extension")) {
    for (const XmlElement* data : FieldReader::children(*extension, "ExtendData")) {
      if (auto fault = reading.follow(path, fields.trimmed(*data))) return fault;
    }
  }
  return fields.fault();
}

} // namespace elicense::ofd
