// SPDX-License-Identifier: Apache-2.0
#include "submission/statement.hpp"

namespace elicense::submission {
namespace {

using Json = nlohmann::ordered_json;

Json material_json(const Submitted& material) {
  Json json = {{"code", material.code}, {"name", material.name}, {"state", to_text(material.state)}};
  if (material.state == MaterialState::refused) {
    json["reason"] = material.reason;
    return json;
  }
  json["license"] = material.license;
  json["type"] = material.type_code;
  json["type_name"] = material.type_name;
  json["way"] = show::to_text(material.way);
  if (material.way == show::Way::duty) json["legal_basis"] = material.legal_basis;
  json["fields"] = material.fields;
  json["document_sm3"] = to_hex(material.document);
  json["copy_sm3"] = to_hex(material.copy);
  json["copy_expires_at"] = to_rfc3339(material.copy_expires_at);
  json["given_at"] = to_rfc3339(material.given_at);
  return json;
}

} // namespace

std::string statement_of(const Submission& submission) {
  Json materials = Json::array();
  for (const Submitted& material : submission.materials)
    materials.push_back(material_json(material));
  const Json json = {
      {"format", statement_format},
      {"number", submission.number},
      {"id", submission.id},
      {"matter",
       {{"code", submission.matter},
        {"version", submission.matter_version},
        {"name", submission.matter_name}}},
      {"item", {{"code", submission.item}, {"name", submission.item_name}}},
      {"case", submission.matter_case},
      {"authority", {{"code", submission.authority_code}, {"name", submission.authority_name}}},
      {"received_at", to_rfc3339(submission.received_at)},
      {"changed_at", to_rfc3339(submission.changed_at)},
      {"materials", std::move(materials)}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace elicense::submission
