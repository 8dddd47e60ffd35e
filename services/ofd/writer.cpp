// SPDX-License-Identifier: Apache-2.0
// A new document in the minimal layout that every reader knows (GB/T 33190-2016; the file names are
// customary).
#include "ofd/writer.hpp"
#include "crypto/time.hpp"
#include "ofd/name.hpp"
#include "ofd/xml_input.hpp"
#include "ofd/xml_writer.hpp"
#include <algorithm>

namespace elicense::ofd {
namespace {

Error invalid(std::string detail) {
  return fail(ErrorKind::invalid, "OFD_DRAFT_INVALID", std::move(detail));
}

bool is_xml_name(std::string_view name) {
  return !name.empty() && is_xml(xml_name_start, name[0]) && std::ranges::all_of(name, is_xml_name_part);
}

// The files of one folder: safe names, no two alike.
template <class Items>
std::optional<Error> check_file_names(const Items& items, std::set<std::string>& names) {
  for (const auto& item : items) {
    if (auto fault = segment_fault(item.file_name)) return invalid("file name: " + *fault);
    if (!names.insert(fold_case(item.file_name)).second) return invalid("file name twice: " + item.file_name);
  }
  return std::nullopt;
}

std::optional<Error> check_files(const NewDocument& document) {
  std::set<std::string> resources, attachments = {"attachments.xml"};
  if (auto fault = check_file_names(document.fonts, resources)) return fault;
  if (auto fault = check_file_names(document.images, resources)) return fault;
  return check_file_names(document.attachments, attachments);
}

std::optional<Error> check_ids(const NewDocument& document) {
  std::set<std::uint32_t> ids;
  const auto is_new = [&](std::uint32_t id) {
    return id != 0 && id <= document.max_object_id && ids.insert(id).second;
  };
  for (const NewFont& font : document.fonts) {
    if (!is_new(font.id)) return invalid("font id " + std::to_string(font.id));
  }
  for (const NewImage& image : document.images) {
    if (!is_new(image.id)) return invalid("image id " + std::to_string(image.id));
  }
  return std::nullopt;
}

std::optional<Error> check_tags(const NewDocument& document) {
  for (const NewTag& tag : document.tags) {
    if (!is_xml_name(tag.name)) return invalid("tag name");
    for (const auto& [page, object] : tag.objects) {
      if (page >= document.pages.size() || object == 0 || object > document.max_object_id)
        return invalid("object of tag " + tag.name);
    }
  }
  if (!document.tags.empty() && document.tag_namespace.empty()) return invalid("tags without a namespace");
  return std::nullopt;
}

std::optional<Error> check_draft(const NewDocument& document) {
  if (document.pages.empty()) return invalid("no pages");
  if (!document.creation_date.empty() && !from_date(document.creation_date)) return invalid("creation date");
  if (auto fault = check_files(document)) return fault;
  if (auto fault = check_ids(document)) return fault;
  return check_tags(document);
}

std::string number(std::size_t value) {
  return std::to_string(value);
}

std::string page_folder(std::size_t index) {
  return "Pages/Page_" + number(index);
}
// Pages come after all objects.
std::string page_id(const NewDocument& document, std::size_t index) {
  return number(std::uint64_t{document.max_object_id} + 1 + index);
}
std::string size_box(const NewPage& page) {
  return "0 0 " + millimetres(page.width_mm) + " " + millimetres(page.height_mm);
}

Bytes ofd_xml(const NewDocument& document) {
  XmlWriter xml("OFD", {{"Version", "1.1"}, {"DocType", "OFD"}});
  xml.open("DocBody").open("DocInfo").text("DocID", document.id);
  const auto optional = [&xml](std::string_view name, const std::string& value) {
    if (!value.empty()) xml.text(name, value);
  };
  optional("Title", document.title);
  optional("CreationDate", document.creation_date);
  optional("Creator", document.creator);
  optional("CreatorVersion", document.creator_version);
  if (!document.custom_data.empty()) {
    xml.open("CustomDatas");
    for (const CustomData& data : document.custom_data)
      xml.text("CustomData", data.value, {{"Name", data.name}});
    xml.close();
  }
  xml.close().text("DocRoot", "Doc_0/Document.xml");
  return xml.finish();
}

Bytes document_xml(const NewDocument& document) {
  XmlWriter xml("Document");
  xml.open("CommonData").text("MaxUnitID", page_id(document, document.pages.size() - 1));
  xml.open("PageArea").text("PhysicalBox", size_box(document.pages.front())).close();
  if (!document.fonts.empty()) xml.text("PublicRes", "PublicRes.xml");
  if (!document.images.empty()) xml.text("DocumentRes", "DocumentRes.xml");
  xml.close().open("Pages");
  for (std::size_t i = 0; i < document.pages.size(); ++i)
    xml.empty("Page", {{"ID", page_id(document, i)}, {"BaseLoc", page_folder(i) + "/Content.xml"}});
  xml.close();
  if (!document.tags.empty()) xml.text("CustomTags", "Tags/CustomTags.xml");
  if (!document.attachments.empty()) xml.text("Attachments", "Attachs/Attachments.xml");
  return xml.finish();
}

Bytes fonts_xml(const NewDocument& document) {
  XmlWriter xml("Res", {{"BaseLoc", "Res"}});
  xml.open("Fonts");
  for (const NewFont& font : document.fonts) {
    xml.open("Font", {{"ID", number(font.id)}, {"FontName", font.name}, {"FamilyName", font.name}});
    xml.text("FontFile", font.file_name).close();
  }
  return xml.finish();
}

Bytes images_xml(const NewDocument& document) {
  XmlWriter xml("Res", {{"BaseLoc", "Res"}});
  xml.open("MultiMedias");
  for (const NewImage& image : document.images) {
    xml.open("MultiMedia", {{"ID", number(image.id)}, {"Type", "Image"}, {"Format", image.format}});
    xml.text("MediaFile", image.file_name).close();
  }
  return xml.finish();
}

Bytes content_xml(const NewPage& page) {
  XmlWriter xml("Page");
  xml.open("Area").text("PhysicalBox", size_box(page)).close();
  xml.open("Content").raw(page.layers);
  return xml.finish();
}

// @ID is an xs:ID here, which cannot begin with a digit; @Size is in kilobytes.
Bytes attachments_xml(const NewDocument& document) {
  XmlWriter xml("Attachments");
  for (std::size_t i = 0; i < document.attachments.size(); ++i) {
    const NewAttachment& attachment = document.attachments[i];
    xml.open("Attachment", {{"ID", std::string("A").append(number(i + 1))},
                            {"Name", attachment.name},
                            {"Format", attachment.format},
                            {"Size", millimetres(static_cast<double>(attachment.content.size()) / 1024)},
                            {"Usage", attachment.usage}});
    xml.text("FileLoc", attachment.file_name).close();
  }
  return xml.finish();
}

// The standard's text calls the attribute TypeID, its schema NameSpace: both are written.
Bytes custom_tags_xml(const NewDocument& document) {
  XmlWriter xml("CustomTags");
  xml.open("CustomTag", {{"TypeID", document.tag_namespace}, {"NameSpace", document.tag_namespace}});
  xml.text("FileLoc", "CustomTag.xml");
  return xml.finish();
}

Bytes tag_xml(const NewDocument& document) {
  XmlWriter xml("t", "Tags", document.tag_namespace);
  for (const NewTag& tag : document.tags) {
    xml.open(tag.name);
    for (const auto& [page, object] : tag.objects)
      xml.text("ObjectRef", number(object), {{"PageRef", page_id(document, page)}});
    xml.close();
  }
  return xml.finish();
}

std::vector<PackageEntry> entries_of(const NewDocument& document) {
  std::vector<PackageEntry> entries = {{"OFD.xml", ofd_xml(document)},
                                       {"Doc_0/Document.xml", document_xml(document)}};
  const auto add = [&](std::string name, Bytes content, bool store = false) {
    entries.push_back({"Doc_0/" + std::move(name), std::move(content), store});
  };
  if (!document.fonts.empty()) add("PublicRes.xml", fonts_xml(document));
  if (!document.images.empty()) add("DocumentRes.xml", images_xml(document));
  for (const NewFont& font : document.fonts)
    add("Res/" + font.file_name, font.content);
  for (const NewImage& image : document.images)
    add("Res/" + image.file_name, image.content, true);
  for (std::size_t i = 0; i < document.pages.size(); ++i)
    add(page_folder(i) + "/Content.xml", content_xml(document.pages[i]));
  if (!document.attachments.empty()) add("Attachs/Attachments.xml", attachments_xml(document));
  for (const NewAttachment& attachment : document.attachments)
    add("Attachs/" + attachment.file_name, attachment.content);
  if (document.tags.empty()) return entries;
  add("Tags/CustomTags.xml", custom_tags_xml(document));
  add("Tags/CustomTag.xml", tag_xml(document));
  return entries;
}

// What we write, our own strict reader takes without a remark.
Result<OpenDocument> read_back(std::vector<PackageEntry> entries) {
  const PackageLimits limits;
  std::size_t total = 0;
  for (const PackageEntry& entry : entries)
    total += entry.content.size();
  if (entries.size() > limits.entries || total > limits.total_size) return invalid("too large");
  Package package = Package::of(std::move(entries));
  auto read = read_document(package);
  if (!read) return invalid(read.error().code + " " + read.error().detail);
  if (!read->deviations.empty()) return invalid(read->deviations.front());
  return OpenDocument{std::move(package), *std::move(read)};
}

} // namespace

Result<OpenDocument> make_document(const NewDocument& document) {
  if (auto fault = check_draft(document)) return *fault;
  return read_back(entries_of(document));
}

Result<Bytes> write_document(const NewDocument& document) {
  if (auto fault = check_draft(document)) return *fault;
  const std::vector<PackageEntry> entries = entries_of(document);
  if (const auto read = read_back(entries); !read) return read.error();
  return write_package(entries);
}

} // namespace elicense::ofd
