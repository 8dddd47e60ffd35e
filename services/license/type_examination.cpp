// SPDX-License-Identifier: Apache-2.0
#include "license/type_examination.hpp"
#include "face/qr.hpp"
#include "license/short_form.hpp"
#include "license/trial.hpp"
#include "json/strict_json.hpp"
#include <algorithm>

namespace elicense::license {
namespace {

using nlohmann::json;

constexpr std::size_t reference_length = 22; // of a license, at the end of what its QR says

// In force under the code itself; or, when the code is new, what it is to replace.
const LicenseType* base_of(const LicenseType& type, const TypeCatalogue& types) {
  const LicenseType* const same = types.find(type.code);
  if (same != nullptr) return same;
  for (const std::string& former : type.former_codes)
    if (const LicenseType* const replaced = types.find(former)) return replaced;
  return nullptr;
}

json long_form_of(std::string_view file, const DefiningAuthority& authority) {
  return long_form(parse_strict_json(file).value(), authority).value(); // it was read before
}

void draw_faces(const face::Fonts& fonts, TypeExamination& examination) {
  const LicenseType& type = examination.type;
  const std::array<std::pair<const char*, json>, 3> trials = {
      {{"example", type.example}, {"shortest", shortest_data(type)}, {"longest", longest_data(type)}}};
  for (const auto& [name, data] : trials) {
    TrialFace& face = examination.faces.emplace_back(TrialFace{name, std::nullopt});
    auto drawn = draw_trial(type, fonts, data);
    if (drawn)
      face.drawn = *std::move(drawn);
    else
      examination.findings.push_back({"face-refused", true, std::string(name) + " " + drawn.error().code});
  }
}

void measure_qr(const std::string& verification_url, TypeExamination& examination) {
  const auto code = face::make_qr(verification_url + std::string(reference_length, 'x'));
  if (code) examination.qr_version = code->version();
  if (!code || code->version() > face::max_face_qr_version)
    examination.findings.push_back({"qr-version", true, verification_url});
}

} // namespace

bool TypeExamination::is_refused() const {
  return std::ranges::any_of(findings, &TypeFinding::refuses);
}

Result<TypeExamination> examine_type(std::string_view file, const TypeSurroundings& surroundings) {
  const auto& [types, fonts, authority, verification_url] = surroundings;
  auto type = parse_type(file, authority);
  if (!type) return type.error();
  TypeExamination examination;
  examination.type = *std::move(type);
  examination.base = base_of(examination.type, types);
  const auto versions = types.versions(examination.type.code);
  examination.type.version = versions.empty() ? 1 : versions.back()->version + 1;
  if (auto free = types.check_codes(examination.type); !free)
    examination.findings.push_back({"code-taken", true, free.error().detail});
  if (const LicenseType* const base = examination.base) {
    const auto changes = compare(*base, examination.type);
    examination.findings.insert(examination.findings.end(), changes.begin(), changes.end());
    examination.difference = json::diff(long_form_of(base->source, authority), long_form_of(file, authority));
  }
  draw_faces(fonts, examination);
  if (examination.type.layout && face::shows_qr(*examination.type.layout))
    measure_qr(verification_url, examination);
  return examination;
}

} // namespace elicense::license
