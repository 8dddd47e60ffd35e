// SPDX-License-Identifier: Apache-2.0
// From a license to its face and its OFD document.
#include "license/drafting.hpp"
#include "license/metadata.hpp"
#include "license/scan_pages.hpp"
#include <algorithm>

namespace elicense::license {
namespace {

Result<face::FaceData> face_data(const License& license, const LicenseType& type) {
  face::FaceData data;
  for (const auto& [field, value] : license.data.items()) {
    if (!type.is_picture(field)) {
      data.values[field] = shown_value(type, field, value);
      continue;
    }
    auto picture = from_base64(value.is_string() ? value.get<std::string>() : std::string());
    if (!picture) return fail(ErrorKind::invalid, "LICENSE_DATA_INVALID", "/" + field + ": not base64");
    data.pictures[field] = *std::move(picture);
  }
  return data;
}

ofd::NewAttachment metadata_attachment(const std::vector<ofd::CustomData>& elements) {
  return {"metadata", "metadata.xml", "xml", "metadata", to_bytes(metadata_xml(elements))};
}

// The text objects of all fields that the license has; none when one of them is not on the face.
std::vector<std::uint32_t> objects_of(const std::vector<std::string>& fields, const License& license,
                                      const face::OfdFace& face) {
  std::vector<std::uint32_t> all;
  for (const std::string& field : fields) {
    if (!license.data.contains(field)) continue;
    const auto objects = face.objects.find(field);
    if (objects == face.objects.end()) return {};
    all.insert(all.end(), objects->second.begin(), objects->second.end());
  }
  return all;
}

// 标引: each metadata name leads to the text objects that show it.
std::vector<ofd::NewTag> tags(const std::vector<ofd::CustomData>& elements, const License& license,
                              const LicenseType& type, const face::OfdFace& face) {
  std::vector<ofd::NewTag> tags;
  for (const ofd::CustomData& element : elements) {
    const auto objects = objects_of(face_fields(type, element.name), license, face);
    if (objects.empty()) continue;
    ofd::NewTag& tag = tags.emplace_back(ofd::NewTag{element.name, {}});
    for (const std::uint32_t object : objects)
      tag.objects.emplace_back(0, object);
  }
  return tags;
}

std::string document_id(std::string_view name) {
  return to_hex(crypto::sm3(as_bytes(name))).substr(0, 32);
}

ofd::NewDocument new_document(const License& license, const LicenseType& type,
                              std::vector<ofd::CustomData> elements, face::OfdFace face) {
  ofd::NewDocument document;
  document.id = document_id(license.identifier);
  document.title = license.type_name;
  document.creator = "elicense";
  document.creation_date = license.issued_on;
  document.custom_data = std::move(elements);
  document.attachments = {metadata_attachment(document.custom_data)};
  document.tags = tags(document.custom_data, license, type, face);
  document.tag_namespace = metadata_namespace;
  document.max_object_id = face.max_object_id;
  for (face::OfdFont& font : face.fonts)
    document.fonts.push_back(
        {font.id, std::move(font.name), std::move(font.file_name), std::move(font.content)});
  for (face::OfdImage& image : face.images)
    document.images.push_back(
        {image.id, std::move(image.file_name), std::move(image.format), std::move(image.content)});
  document.pages = {{face.width_mm, face.height_mm, std::move(face.layers)}};
  return document;
}

// The seal has its own size; its centre comes where the layout puts one, as far as the page allows.
double centred(double start, double room, double size, double page) {
  return std::clamp(start + (room - size) / 2, 0.0, std::max(0.0, page - size));
}

seal::Place place_of(const face::SealOnFace& room, const crypto::SealPicture& seal,
                     const face::OfdFace& page) {
  return {0, centred(room.x_mm, room.width_mm, seal.width_mm, page.width_mm),
          centred(room.y_mm, room.height_mm, seal.height_mm, page.height_mm)};
}

std::vector<ofd::CustomData> annotated(std::vector<ofd::CustomData> elements, const Annotation& annotation) {
  std::erase_if(elements, [](const ofd::CustomData& element) { return element.value.empty(); });
  elements.insert(elements.end(), annotation.elements.begin(), annotation.elements.end());
  return elements;
}

struct PlacedPage { // ready for a document
  face::OfdFace content;
  seal::Place place;
};

Result<PlacedPage> page_of(const Result<face::Face>& face, const LicenseType& type,
                           const crypto::SealPicture& seal) {
  if (!face) return face.error();
  const auto room = face->seal();
  if (!room) return fail(ErrorKind::invalid, "FACE_WITHOUT_SEAL", type.code);
  auto page = face->ofd(1);
  if (!page) return page.error();
  const seal::Place place = place_of(*room, seal, *page);
  return PlacedPage{*std::move(page), place};
}

Result<Drawn> written(const ofd::NewDocument& draft, const seal::Place& place) {
  auto document = ofd::make_document(draft);
  if (!document) return document.error();
  return Drawn{*std::move(document), place};
}

} // namespace

Result<face::Face> draw_face(const License& license, const LicenseType& type, const face::Fonts& fonts,
                             const Bytes& seal_picture, const std::string& verification_url,
                             const std::optional<FaceMark>& mark) {
  auto data = face_data(license, type);
  if (!data) return data.error();
  data->qr_text = verification_url + (mark ? mark->reference : license.reference);
  data->mark = mark ? mark->text : "";
  data->seal_picture = seal_picture;
  return face::Face::compose(fonts, *type.layout, *data);
}

Result<face::Face> draw_annotated_face(const License& license, const LicenseType& type,
                                       const face::Fonts& fonts, const Bytes& seal_picture,
                                       const std::string& verification_url, const Annotation& annotation) {
  auto data = face_data(license, type);
  if (!data) return data.error();
  data->qr_text = verification_url + license.reference;
  data->seal_picture = seal_picture;
  data->watermark = annotation.watermark;
  return face::Face::compose(fonts, *type.layout, *data);
}

Result<Drawn> draw_document(const License& license, const LicenseType& type, const face::Fonts& fonts,
                            const crypto::SealPicture& seal, const std::string& verification_url,
                            std::span<const Scan> scans) {
  auto page = page_of(draw_face(license, type, fonts, {}, verification_url), type, seal);
  if (!page) return page.error();
  auto draft = new_document(license, type, metadata(license, type), std::move(page->content));
  if (auto added = add_scans(scans, draft); !added) return added.error();
  return written(draft, page->place);
}

Result<Drawn> draw_annotated(const License& license, const LicenseType& type, const face::Fonts& fonts,
                             const crypto::SealPicture& seal, const std::string& verification_url,
                             const Annotation& annotation) {
  auto page =
      page_of(draw_annotated_face(license, type, fonts, {}, verification_url, annotation), type, seal);
  if (!page) return page.error();
  auto draft =
      new_document(license, type, annotated(metadata(license, type), annotation), std::move(page->content));
  draft.id = document_id(license.identifier + annotation.id);
  draft.title += "（加注件）";
  draft.creation_date = annotation.made_on;
  return written(draft, page->place);
}

} // namespace elicense::license
