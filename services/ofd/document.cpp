// SPDX-License-Identifier: Apache-2.0
// OFD.xml and Document.xml (GB/T 33190-2016, 7.4 and 7.5).
#include "ofd/document.hpp"
#include "ofd/name.hpp"
#include "ofd/reading.hpp"
#include <algorithm>

namespace elicense::ofd {
namespace {

constexpr std::string_view encryption_list = "Encryptions.xml"; // GM/T 0099, 6

// What OFD.xml points to.
struct Pointers {
  std::string root, signatures;
};

void read_info(FieldReader& fields, const XmlElement& info, Document& document) {
  document.id = fields.location(info, "DocID");
  document.title = fields.child_text(info, "Title");
  document.creator = fields.child_text(info, "Creator");
  const bool is_hex = std::ranges::all_of(document.id, [](unsigned char c) { return std::isxdigit(c) != 0; });
  if (document.id.size() != 32 || !is_hex) add_once(document.deviations, "OFD_DOC_ID");
  std::set<std::string_view> names;
  for (const XmlElement* data : fields.children(fields.child(info, "CustomDatas"), "CustomData")) {
    const std::string_view name = fields.required_attribute(*data, "Name");
    document.custom_data.push_back({std::string(name), std::string(fields.text(*data))});
    if (!names.insert(name).second) add_once(document.deviations, "OFD_CUSTOM_DATA_TWICE");
  }
}

// Which of several versions is current would depend on the reader.
Fault check_body(const XmlElement& ofd) {
  const auto bodies = FieldReader::children(ofd, "DocBody");
  if (bodies.size() > 1) return fail(ErrorKind::unsupported, "OFD_SEVERAL_BODIES");
  if (!bodies.empty() && FieldReader::has(*bodies.front(), "Versions"))
    return fail(ErrorKind::unsupported, "OFD_VERSIONS");
  return std::nullopt;
}

Result<Pointers> read_entry_point(Reading& reading) {
  const std::string path(entry_point);
  if (reading.package.find(encryption_list) != nullptr) return fail(ErrorKind::unsupported, "OFD_ENCRYPTED");
  if (reading.package.find(path) == nullptr) return fail(ErrorKind::malformed, "OFD_NOT_OFD");
  const auto file = reading.load(path, XmlProfile::ofd);
  if (!file) return file.error();
  if (auto fault = check_body(file->root)) return *fault;
  reading.document.reachable.insert(path);

  FieldReader fields(path);
  if (file->root.name != "OFD") fields.refuse("root");
  reading.document.version = fields.attribute(file->root, "Version");
  reading.document.type = fields.attribute(file->root, "DocType");
  const XmlElement& body = fields.required_child(file->root, "DocBody");
  const XmlElement& info = fields.required_child(body, "DocInfo");
  read_info(fields, info, reading.document);
  Pointers pointers{.root = std::string(fields.location(body, "DocRoot")),
                    .signatures = std::string(fields.location(body, "Signatures"))};
  if (FieldReader::has(body, "Signatures") && pointers.signatures.empty())
    fields.refuse("an empty Signatures");
  const std::string_view cover = fields.location(info, "Cover");
  if (fields.fault()) return *fields.fault();
  if (!cover.empty()) {
    if (auto fault = reading.follow(path, cover)) return *fault;
  }
  return pointers;
}

struct PageEntry {
  std::uint32_t id = 0;
  std::string location;
};

// Every reference of Document.xml, before any is followed.
struct References {
  std::optional<Box> area;
  std::vector<std::string> resources, templates, annotations, custom_tags, attachments, extensions;
  std::vector<PageEntry> pages;
};

std::vector<std::string> locations(FieldReader& fields, const XmlElement& parent, std::string_view name) {
  std::vector<std::string> found;
  for (const XmlElement* child : FieldReader::children(parent, name))
    found.emplace_back(fields.trimmed(*child));
  return found;
}

void read_common(FieldReader& fields, const XmlElement& common, References& references) {
  const XmlElement& area = fields.child(common, "PageArea");
  if (FieldReader::has(area, "PhysicalBox"))
    references.area = fields.box(fields.child_text(area, "PhysicalBox"));
  references.resources = locations(fields, common, "PublicRes");
  for (std::string& location : locations(fields, common, "DocumentRes"))
    references.resources.push_back(std::move(location));
  for (const XmlElement* page : FieldReader::children(common, "TemplatePage"))
    references.templates.emplace_back(fields.required_attribute(*page, "BaseLoc"));
}

Result<References> read_root(Reading& reading, const std::string& path) {
  const auto file = reading.load(path, XmlProfile::ofd);
  if (!file) return file.error();
  FieldReader fields(path);
  References references;
  if (file->root.name != "Document") fields.refuse("root");
  read_common(fields, fields.required_child(file->root, "CommonData"), references);
  for (const XmlElement* page : FieldReader::children(fields.required_child(file->root, "Pages"), "Page")) {
    references.pages.push_back({.id = fields.number(fields.required_attribute(*page, "ID")),
                                .location = std::string(fields.required_attribute(*page, "BaseLoc"))});
  }
  if (references.pages.empty()) fields.refuse("no Page");
  references.annotations = locations(fields, file->root, "Annotations");
  references.custom_tags = locations(fields, file->root, "CustomTags");
  references.attachments = locations(fields, file->root, "Attachments");
  references.extensions = locations(fields, file->root, "Extensions");
  if (fields.fault()) return *fields.fault();
  if (references.pages.size() > max_pages)
    return fail(ErrorKind::too_large, "OFD_TOO_MANY_PAGES", std::to_string(references.pages.size()));
  return references;
}

Fault follow_all(Reading& reading, const std::vector<std::string>& locations, Visit visit) {
  for (const std::string& location : locations) {
    if (auto fault = reading.follow(reading.document.root, location, visit)) return fault;
  }
  return std::nullopt;
}

Fault read_pages(Reading& reading, const References& references) {
  Document& document = reading.document;
  std::set<std::uint32_t> ids;
  std::set<std::string> paths;
  for (const PageEntry& entry : references.pages) {
    auto path = reading.reach(document.root, entry.location);
    if (!path) return path.error();
    if (!ids.insert(entry.id).second || !paths.insert(*path).second)
      return fail(ErrorKind::malformed, "OFD_STRUCTURE",
                  document.root + ": page twice " + std::to_string(entry.id));
    if (auto fault = reading.visit_once(read_page, *path)) return fault;
    const auto own = reading.page_boxes.find(*path);
    if (own == reading.page_boxes.end() && !references.area)
      return fail(ErrorKind::malformed, "OFD_STRUCTURE", *path + ": no page size");
    const Box box = own != reading.page_boxes.end() ? own->second : *references.area;
    auto text = std::move(reading.page_texts.at(*path));
    document.pages.push_back({.id = entry.id, .path = std::move(*path), .box = box, .text = std::move(text)});
  }
  return std::nullopt;
}

Fault read_content(Reading& reading) {
  const auto references = read_root(reading, reading.document.root);
  if (!references) return references.error();
  if (auto fault = follow_all(reading, references->resources, read_resources)) return fault;
  if (auto fault = follow_all(reading, references->templates, read_page)) return fault;
  if (auto fault = read_pages(reading, *references)) return fault;
  if (auto fault = follow_all(reading, references->annotations, read_annotations)) return fault;
  if (auto fault = follow_all(reading, references->attachments, read_attachments)) return fault;
  if (auto fault = follow_all(reading, references->custom_tags, read_custom_tags)) return fault;
  return follow_all(reading, references->extensions, read_extensions);
}

} // namespace

Result<Document> read_document(const Package& package) {
  Reading reading(package);
  const auto pointers = read_entry_point(reading);
  if (!pointers) return pointers.error();
  if (pointers->root.empty()) return fail(ErrorKind::malformed, "OFD_STRUCTURE", "OFD.xml: no DocRoot");
  auto root = reading.reach(entry_point, pointers->root);
  if (!root) return root.error();
  reading.document.root = std::move(*root);
  if (auto fault = read_content(reading)) return *fault;
  if (!pointers->signatures.empty()) read_signatures(reading, pointers->signatures);
  return std::move(reading.document);
}

Result<OpenDocument> open_document(ByteView file) {
  auto package = Package::open(file);
  if (!package) return package.error();
  auto document = read_document(*package);
  if (!document) return document.error();
  return OpenDocument{*std::move(package), *std::move(document)};
}

} // namespace elicense::ofd
