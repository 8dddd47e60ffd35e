// SPDX-License-Identifier: Apache-2.0
#include "api/submission_json.hpp"

#include "api/answer.hpp"
#include "api/show_json.hpp"

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;
using submission::MaterialState;

std::string address_of(const submission::Submission& submission) {
  return "/v1/submissions/" + submission.id;
}

Json refusal_json(const submission::Submitted& material, wording::Language language) {
  const auto& sentence = wording::sentence(material.reason, language);
  return {{"code", material.reason},
          {"text", sentence.text},
          {"next_step", sentence.next_step},
          {"detail", material.detail}};
}

Json copy_json(const submission::Submission& submission, std::size_t number,
               const submission::Submitted& material) {
  const std::string document =
      address_of(submission) + "/materials/" + std::to_string(number) + "/document?form=";
  return {{"sm3", to_hex(material.copy)},
          {"expires_at", to_rfc3339(material.copy_expires_at)},
          {"ofd", document + "ofd"},
          {"pdf", document + "pdf"},
          {"png", document + "png"}};
}

Json material_json(const submission::Submission& submission, std::size_t number, wording::Language language) {
  const submission::Submitted& material = submission.materials[number - 1];
  Json json = {{"number", number},
               {"code", material.code},
               {"name", material.name},
               {"state", submission::to_text(material.state)}};
  if (material.state == MaterialState::refused) {
    json["reason"] = refusal_json(material, language);
    return json;
  }
  json["license"] = material.license;
  json["type"] = material.type_code;
  json["type_name"] = material.type_name;
  json["way"] = show::to_text(material.way);
  json["legal_basis"] = material.way == show::Way::duty ? Json(material.legal_basis) : Json(nullptr);
  json["fields"] = material.fields;
  json["given_at"] = to_rfc3339(material.given_at);
  json["document"] = {{"sm3", to_hex(material.document)}};
  json["copy"] = copy_json(submission, number, material);
  return json;
}

Json outcome_json(const Context& context, const submission::Submission& submission) {
  if (submission::is_open(submission.registered_state)) return nullptr;
  const show::Asker by{.party = submission.asker.party,
                       .tenant = submission.asker.tenant,
                       .operator_ = submission.answered_by,
                       .device = {}};
  const bool by_holder = submission.registered_state == submission::State::withdrawn;
  return {{"state", submission::to_text(submission.registered_state)},
          {"reason", submission.outcome_reason},
          {"at", to_rfc3339(submission.changed_at)},
          {"by", by_holder ? Json(nullptr) : asker_json(by, context.access.people)}};
}

// As the schema of its type has it; holder and number are texts.
Json field_json(const license::LicenseType& type, const std::string& field, Json value) {
  const auto& properties = type.schema.at("properties");
  const auto schema = properties.value(field, nlohmann::json::object());
  return {{"name", field},
          {"title", schema.value("title", field)},
          {"type", schema.value("type", "string")},
          {"format", schema.contains("format") ? Json(schema["format"]) : Json(nullptr)},
          {"value", std::move(value)}};
}

Json fields_json(const license::License& shown, const license::LicenseType& type) {
  Json fields = Json::array();
  const auto add = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) fields.push_back(field_json(type, std::string(name), value));
  };
  add(license::holder_name_field, shown.holder.name);
  add(license::holder_code_field, shown.holder.code);
  add(license::number_field, shown.number);
  for (const auto& [field, value] : shown.data.items())
    fields.push_back(field_json(type, field, Json(value)));
  return fields;
}

// Each value with where it is from and of which day.
Json data_json(const Context& context, const submission::GivenData& given) {
  const auto* const type = context.types.of(given.license);
  if (type == nullptr) return nullptr;
  const license::License shown = given.view.of(given.license, type);
  return {{"source",
           {{"license", given.license.identifier},
            {"type_name", given.license.type_name},
            {"issuer", given.license.issuer_name},
            {"issuer_code", given.license.issuer_code},
            {"issued_on", given.license.issued_on}}},
          {"as_of", to_rfc3339(context.clock())},
          {"fields", fields_json(shown, *type)}};
}

} // namespace

Json submission_json(const Context& context, const http::Request& request,
                     const submission::Submission& submission) {
  Json materials = Json::array();
  for (std::size_t number = 1; number <= submission.materials.size(); ++number)
    materials.push_back(material_json(submission, number, language_of(request)));
  return {{"id", submission.id},
          {"sequence", submission.sequence},
          {"number", submission.number},
          {"state", submission::to_text(submission.registered_state)},
          {"matter",
           {{"code", submission.matter},
            {"version", submission.matter_version},
            {"name", submission.matter_name}}},
          {"item", {{"code", submission.item}, {"name", submission.item_name}}},
          {"case", submission.matter_case},
          {"authority", {{"code", submission.authority_code}, {"name", submission.authority_name}}},
          {"asked_by", asker_json(submission.asker, context.access.people)},
          {"device", submission.asker.device},
          {"received_at", to_rfc3339(submission.received_at)},
          {"changed_at", to_rfc3339(submission.changed_at)},
          {"outcome", outcome_json(context, submission)},
          {"materials", std::move(materials)},
          {"receipt", address_of(submission) + "/receipt"}};
}

Json answered_json(const Context& context, const http::Request& request,
                   const submission::Answered& answered) {
  Json json = submission_json(context, request, answered.submission);
  const std::string_view language = language_of(request) == wording::Language::english ? "en" : "zh";
  for (std::size_t place = 0; place < answered.data.size(); ++place) {
    const auto& data = answered.data[place];
    json["materials"][place]["data"] = data ? data_json(context, *data) : Json(nullptr);
    json["materials"][place]["verification"] = data ? verify::to_json(data->report, language) : Json(nullptr);
  }
  return json;
}

} // namespace elicense::api
