// SPDX-License-Identifier: Apache-2.0
// Licenses as documents, made with the product's own metadata and writer.
#include "tests/support/licensed_documents.hpp"

#include "license/drafting.hpp"
#include "license/identifier.hpp"
#include "license/leaves.hpp"
#include "schemas/resources.hpp"
#include <algorithm>
#include <set>

namespace elicense::test {
namespace {

constexpr std::uint32_t license_font = 1, license_layer = 2;
constexpr const char* permit_code = "11100000MB0143028R901";

std::string license_text(std::uint32_t id, std::string_view text) {
  return "<ofd:TextObject ID=\"" + std::to_string(id) + "\" Boundary=\"20 " + std::to_string(id * 6) +
         " 150 6\" Font=\"1\" Size=\"4\"><ofd:TextCode X=\"0\" Y=\"5\">" + std::string(text) +
         "</ofd:TextCode></ofd:TextObject>";
}

} // namespace

const license::TypeCatalogue& embedded_types() {
  static const license::TypeCatalogue types = license::TypeCatalogue::load().value();
  return types;
}

const license::LicenseType& type_named(std::string_view name) {
  const std::string named = "\"zh\": \"" + std::string(name) + '"';
  const std::string_view mark = "\"code\": \"";
  for (const Resource& file : resources()) {
    const std::size_t code = file.content.find(mark);
    if (!file.path.starts_with("schemas/license-types/") ||
        file.content.find(named) == std::string_view::npos || code == std::string_view::npos)
      continue;
    const auto* type = embedded_types().find(file.content.substr(code + mark.size(), 21));
    if (type != nullptr && type->name == name) return *type;
  }
  for (const license::LicenseType* type : embedded_types().all()) // a provisional code is not in the file
    if (type->name == name) return *type;
  throw std::out_of_range(std::string(name));
}

std::vector<const license::LicenseType*> various_types() {
  std::set<std::string> kinds;
  std::vector<const license::LicenseType*> various;
  for (const license::LicenseType* type : embedded_types().all()) {
    const bool pictured = std::ranges::any_of(
        type->fields(), [&](const std::string& field) { return type->is_picture(field); });
    const std::string kind = type->holder_category + (pictured ? " pictured" : "") +
                             (type->valid_until_field.empty() ? " endless" : "") + type->long_term;
    if (kinds.insert(kind).second) various.push_back(type);
  }
  return various;
}

const license::LicenseType& permit_type() {
  return *embedded_types().find(permit_code);
}

license::License license_of(const license::LicenseType& type) {
  const license::Authority authority{"11640100MB0000001A", seal_name, "a-seal"};
  const license::IssueRequest request{"a request", type.code, type.example, "", "2026-03-01"};
  auto license = license::draft_license(request, type, authority, utc("2026-03-01T00:00:00Z")).value();
  license.identifier = license::Identifier{type.code, license.issuer_code, "20260000000001", 1}.text();
  license.registered_state = license::State::valid;
  license.reference = "an-opaque-reference";
  return license;
}

license::License permit() {
  return license_of(permit_type());
}

ofd::NewDocument license_draft(const license::License& license) {
  const license::LicenseType& type = *embedded_types().find(license.type_code);
  ofd::NewDocument draft;
  draft.id = "0123456789abcdef0123456789abcdef";
  draft.title = license.type_name;
  draft.creation_date = license.issued_on;
  draft.custom_data = license::metadata(license, type);
  draft.fonts = {{license_font, "TestFont", "font_1.otf", to_bytes("a font, not looked at")}};
  draft.tag_namespace = "urn:test:tags";
  draft.max_object_id = license_layer;
  std::string texts;
  for (const ofd::CustomData& element : draft.custom_data) {
    ofd::NewTag tag{element.name, {}};
    for (const std::string& field : license::face_fields(type, element.name)) {
      if (!license.data.contains(field)) continue;
      tag.objects.emplace_back(0, ++draft.max_object_id);
      texts += license_text(draft.max_object_id, license::shown_value(type, field, license.data[field]));
    }
    if (!tag.objects.empty()) draft.tags.push_back(std::move(tag));
  }
  draft.pages = {{210, 297, "<ofd:Layer ID=\"2\">" + texts + "</ofd:Layer>"}};
  return draft;
}

Bytes license_document(const license::License& license) {
  return sealed(ofd::write_document(license_draft(license)).value());
}

void register_issued(license::Register& licenses, license::License license, ByteView document) {
  license.document_digest = crypto::sm3(document);
  license::Plan plan;
  plan.idempotency_key = license.identifier;
  plan.license = license;
  plan.license.registered_state = license::State::pending;
  plan.planned_at = license.issued_at;
  if (!licenses.record_plan(plan)) throw std::logic_error("the plan was not recorded");
  if (!licenses.record_issued(license, document,
                              license::issued_leaf(license, test_blinder(), license.issued_at)))
    throw std::logic_error("the license was not recorded");
}

} // namespace elicense::test
