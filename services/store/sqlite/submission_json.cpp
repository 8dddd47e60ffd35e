// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/submission_json.hpp"

#include "store/sqlite/license_rows.hpp"
#include "store/sqlite/show_json.hpp"

namespace elicense::store {
namespace {

using nlohmann::json;
using submission::Submission;
using submission::Submitted;

json submitted_json(const Submitted& material) {
  return {{"code", material.code},
          {"name", material.name},
          {"state", submission::to_text(material.state)},
          {"reason", material.reason},
          {"detail", material.detail},
          {"license", material.license},
          {"type", material.type_code},
          {"type_name", material.type_name},
          {"issuer", material.issuer_code},
          {"holder", holder_json(material.holder)},
          {"fields", material.fields},
          {"on_copy", material.on_copy},
          {"document", to_hex(material.document)},
          {"copy", to_hex(material.copy)},
          {"way", show::to_text(material.way)},
          {"legal_basis", material.legal_basis},
          {"given_at", seconds(material.given_at)},
          {"copy_expires_at", seconds(material.copy_expires_at)}};
}

Submitted submitted_from(const json& material) {
  return {.code = material.at("code"),
          .name = material.at("name"),
          .state = submission::material_state_from_text(material.at("state").get<std::string>()).value(),
          .reason = material.at("reason"),
          .detail = material.at("detail"),
          .license = material.at("license"),
          .type_code = material.at("type"),
          .type_name = material.at("type_name"),
          .issuer_code = material.value("issuer", ""), // not kept before migration 21, as is left_out
          .holder = holder_from_json(material.at("holder")),
          .way = show::way_from_text(material.value("way", "holder")).value(), // rows from before have none
          .legal_basis = material.value("legal_basis", ""),
          .fields = material.at("fields"),
          .on_copy = material.at("on_copy"),
          .document = digest_from(material.at("document")),
          .copy = digest_from(material.at("copy")),
          .given_at = time_of(material.at("given_at")),
          .copy_expires_at = time_of(material.at("copy_expires_at"))};
}

json materials_json(const std::vector<Submitted>& materials) {
  json list = json::array();
  for (const Submitted& material : materials)
    list.push_back(submitted_json(material));
  return list;
}

} // namespace

crypto::Sm3Digest digest_from(const json& hex) {
  const Bytes bytes = from_hex(hex.get<std::string>()).value();
  crypto::Sm3Digest digest{};
  if (bytes.size() != digest.size()) throw std::runtime_error("a digest of another length");
  std::ranges::copy(bytes, digest.begin());
  return digest;
}

json submission_json(const Submission& submission, std::string_view key, std::string_view request) {
  return {{"key", key},
          {"request", request},
          {"number", submission.number},
          {"asker", asker_json(submission.asker)},
          {"matter", submission.matter},
          {"matter_name", submission.matter_name},
          {"matter_version", submission.matter_version},
          {"authority", submission.authority_code},
          {"authority_name", submission.authority_name},
          {"region", submission.region},
          {"item", submission.item},
          {"item_name", submission.item_name},
          {"case", submission.matter_case},
          {"applicant", holder_json(submission.applicant)},
          {"received_at", seconds(submission.received_at)},
          {"changed_at", seconds(submission.changed_at)},
          {"state", submission::to_text(submission.registered_state)},
          {"outcome_reason", submission.outcome_reason},
          {"answered_by", submission.answered_by},
          {"materials", materials_json(submission.materials)},
          {"left_out", materials_json(submission.left_out)},
          {"statement", submission.statement}};
}

Submission submission_from_json(const json& json) {
  Submission submission;
  submission.number = json.at("number");
  submission.asker = asker_from_json(json.at("asker"));
  submission.matter = json.at("matter");
  submission.matter_name = json.at("matter_name");
  submission.matter_version = json.at("matter_version");
  submission.authority_code = json.at("authority");
  submission.authority_name = json.at("authority_name");
  submission.region = json.value("region", "");
  submission.item = json.at("item");
  submission.item_name = json.at("item_name");
  submission.matter_case = json.at("case");
  submission.applicant = holder_from_json(json.at("applicant"));
  submission.received_at = time_of(json.at("received_at"));
  submission.changed_at = time_of(json.at("changed_at"));
  submission.registered_state = submission::state_from_text(json.at("state").get<std::string>()).value();
  submission.outcome_reason = json.at("outcome_reason");
  submission.answered_by = json.at("answered_by");
  for (const nlohmann::json& material : json.at("materials"))
    submission.materials.push_back(submitted_from(material));
  const auto left_out = json.value("left_out", nlohmann::json::array());
  for (const nlohmann::json& material : left_out)
    submission.left_out.push_back(submitted_from(material));
  submission.statement = json.at("statement");
  return submission;
}

} // namespace elicense::store
