// SPDX-License-Identifier: Apache-2.0
#include "api/type_proposal_json.hpp"
#include "crypto/sm3.hpp"
#include "face/qr.hpp"

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;

constexpr double dots_per_mm = 4; // enough to see whether the words have room

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

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

Json proposal_json(const license::Proposal& proposal, const char* about) {
  const bool decided = proposal.status != license::ProposalStatus::waiting;
  const bool has_file = proposal.change == license::ProposedChange::publication;
  return {{"number", proposal.number},
          {"change", license::to_text(proposal.change)},
          {about, proposal.code},
          {"version", proposal.version},
          {"status", license::to_text(proposal.status)},
          {"reason", text_or_null(proposal.reason)},
          {"file_sm3", has_file ? Json(to_hex(crypto::sm3(as_bytes(proposal.file)))) : Json(nullptr)},
          {"proposed_by", proposal.proposed_by},
          {"proposed_at", to_rfc3339(proposal.proposed_at)},
          {"decided_by", text_or_null(proposal.decided_by)},
          {"decided_at", decided ? Json(to_rfc3339(proposal.decided_at)) : Json(nullptr)},
          {"refusal", text_or_null(proposal.refusal)}};
}

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
