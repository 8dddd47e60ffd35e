// SPDX-License-Identifier: Apache-2.0
#include "api/license_files.hpp"

#include <algorithm>
#include <array>

namespace elicense::api {
namespace {

constexpr std::array<FileKind, 6> all_file_kinds{{
    {"document", "get_license_document", ".ofd", "application/ofd", true, true,
     [](LicenseFiles& files) { return files.document(); }},
    {"pdf", "get_license_face_pdf", ".pdf", "application/pdf", true, false,
     [](LicenseFiles& files) { return files.pdf(); }},
    {"png", "get_license_face_png", ".png", "image/png", true, true,
     [](LicenseFiles& files) { return files.png(); }},
    {"svg", "get_license_face_svg", ".svg", "image/svg+xml", true, false,
     [](LicenseFiles& files) { return files.svg(); }},
    {"metadata_xml", "get_license_metadata_xml", ".metadata.xml", "application/xml", false, false,
     [](LicenseFiles& files) { return files.metadata_xml(); }},
    {"metadata_json", "get_license_metadata_json", ".metadata.json", "application/json", false, false,
     [](LicenseFiles& files) { return files.metadata_json(); }},
}};

bool is_gone(const license::MetadataElement& element) { // a field that the view leaves out
  return std::ranges::all_of(element.values, [](const std::string& value) { return value.empty(); });
}

} // namespace

std::span<const FileKind> file_kinds() {
  return all_file_kinds;
}

const FileKind& file_kind_of(const http::Request& request) {
  return *std::ranges::find(all_file_kinds, std::string_view(request.route), &FileKind::endpoint);
}

Result<const license::LicenseType*> LicenseFiles::type() const {
  const auto* const found = context_.types.of(license_);
  if (found == nullptr) return fail(ErrorKind::internal, "TYPE_UNKNOWN", license_.type_code);
  return found;
}

Result<void> LicenseFiles::compose() {
  if (face_) return {};
  const auto known = type();
  if (!known) return known.error();
  const auto seal = context_.seals.find(license_.seal_id);
  if (!seal) return seal.error();
  const Bytes& picture = (*seal)->seal.picture.data;
  auto face =
      copy_
          ? license::draw_copy(license_, *copy_, **known, context_.fonts, picture, context_.verification_url)
          : license::draw_face(license_, **known, context_.fonts, picture, context_.verification_url);
  if (!face) return face.error();
  face_ = *std::move(face);
  return {};
}

Result<Bytes> LicenseFiles::document() const {
  return context_.licenses.document(license_.identifier);
}

Result<Bytes> LicenseFiles::pdf() {
  const auto composed = compose();
  return composed ? face_->pdf() : composed.error();
}

Result<Bytes> LicenseFiles::png() {
  const auto composed = compose();
  return composed ? face_->png() : composed.error();
}

Result<Bytes> LicenseFiles::svg() {
  const auto composed = compose();
  return composed ? face_->svg() : composed.error();
}

Result<std::vector<license::MetadataElement>> LicenseFiles::elements() const {
  const auto known = type();
  if (!known) return known.error();
  auto elements = license::metadata_elements(view_.of(license_, *known), **known);
  std::erase_if(elements, is_gone);
  return elements;
}

Result<Bytes> LicenseFiles::metadata_xml() const {
  const auto shown = elements();
  if (!shown) return shown.error();
  return to_bytes(license::elements_xml(*shown, view_.masks(license_)));
}

Result<Bytes> LicenseFiles::metadata_json() const {
  const auto shown = elements();
  if (!shown) return shown.error();
  const nlohmann::ordered_json body = {{"license", license_.identifier},
                                       {"masked", view_.masks(license_)},
                                       {"metadata", license::elements_json(*shown)}};
  return to_bytes(body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

} // namespace elicense::api
