// SPDX-License-Identifier: Apache-2.0
#include "api/examination_json.hpp"
#include "face/qr.hpp"

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;

constexpr double dots_per_mm = 4; // enough to see whether the words have room

Json findings_json(const license::TypeExamination& examination) {
  Json list = Json::array();
  for (const license::TypeFinding& finding : examination.findings)
    list.push_back({{"rule", finding.rule}, {"refuses", finding.refuses}, {"place", finding.place}});
  return list;
}

Json base_json(const license::LicenseType* base) {
  if (base == nullptr) return nullptr;
  return {{"code", base->code}, {"version", base->version}, {"name", base->name}};
}

Json qr_json(const license::TypeExamination& examination) {
  if (!examination.qr_version) return nullptr;
  return {{"version", *examination.qr_version}, {"most", face::max_face_qr_version}};
}

Result<Json> faces_json(const license::TypeExamination& examination) {
  Json faces = Json::array();
  for (const license::TrialFace& trial : examination.faces) {
    Json& face = faces.emplace_back(Json{{"data", trial.data}, {"png", nullptr}});
    if (!trial.drawn) continue;
    const auto png = trial.drawn->png(dots_per_mm);
    if (!png) return png.error();
    face["png"] = to_base64(*png);
  }
  return Result<Json>(boost::system::in_place_value, std::move(faces));
}

} // namespace

Result<Json> examination_json(const license::TypeExamination& examination) {
  auto faces = faces_json(examination);
  if (!faces) return faces.error();
  Json json = {{"license_type", examination.type.code},
               {"name", examination.type.name},
               {"version", examination.type.version},
               {"base", base_json(examination.base)},
               {"refused", examination.is_refused()},
               {"findings", findings_json(examination)},
               {"difference", examination.difference},
               {"qr", qr_json(examination)},
               {"faces", *std::move(faces)}};
  return Result<Json>(boost::system::in_place_value, std::move(json));
}

} // namespace elicense::api
