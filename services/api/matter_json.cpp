// SPDX-License-Identifier: Apache-2.0
#include "api/matter_json.hpp"
#include "wording/wording.hpp"

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;
using submission::Exemption;
using wording::Language;
using wording::sentence;

Json text_of(std::string_view code) {
  return {{"zh", sentence(code, Language::chinese).text}, {"en", sentence(code, Language::english).text}};
}

Json next_step_of(std::string_view code) {
  return {{"zh", sentence(code, Language::chinese).next_step},
          {"en", sentence(code, Language::english).next_step}};
}

std::string_view code_of(const submission::MaterialAnswer& answer) {
  const auto& reasons = answer.choice.reasons;
  switch (answer.exemption) {
  case Exemption::not_asked_for:
    return "MATERIAL_NOT_ASKED_FOR";
  case Exemption::exempt:
    return "MATERIAL_EXEMPT";
  case Exemption::with_authorization:
    return "MATERIAL_WITH_AUTHORIZATION";
  case Exemption::not_exempt:
    return to_text(reasons.front().obstacle); // there is one, or it would be exempt
  }
  return {};
}

Json type_json(const submission::Alternative& alternative, const license::TypeCatalogue& types) {
  const license::LicenseType* const type = types.find(alternative.type_code);
  return {{"code", alternative.type_code},
          {"name", type == nullptr ? Json(nullptr) : Json(type->name)},
          {"substitute", alternative.substitute}};
}

Json rule_json(const submission::Rule* rule) {
  if (rule == nullptr) return nullptr;
  return {{"code", rule->code}, {"zh", rule->zh}, {"en", rule->en}};
}

Json reason_json(const submission::Reason& reason) {
  const std::string_view code = to_text(reason.obstacle);
  return {{"code", code},
          {"text", text_of(code)},
          {"license_type", reason.alternative ? Json(reason.alternative->type_code) : Json(nullptr)},
          {"rule", rule_json(reason.rule)},
          {"missing", reason.path.empty() ? Json(nullptr) : Json(reason.path)},
          {"expires_in_days", reason.days ? Json(*reason.days) : Json(nullptr)}};
}

Json material_json(const submission::MaterialAnswer& answer, const license::TypeCatalogue& types) {
  const submission::Material& material = *answer.material;
  Json could = Json::array(), reasons = Json::array();
  for (const submission::Alternative& alternative : material.alternatives)
    could.push_back(type_json(alternative, types));
  for (const submission::Reason& reason : answer.choice.reasons)
    reasons.push_back(reason_json(reason));
  const submission::Alternative* const stands = answer.choice.alternative;
  const std::string_view code = code_of(answer);
  return {{"code", material.code},
          {"name", material.name},
          {"required", material.required},
          {"exemption", to_text(answer.exemption)},
          {"license_types", could},
          {"stands", stands == nullptr ? Json(nullptr) : type_json(*stands, types)},
          {"reasons", reasons},
          {"text", text_of(code)},
          {"next_step", next_step_of(code)}};
}

} // namespace

Json matter_summary(const submission::Matter& matter) {
  return {{"code", matter.code},
          {"version", matter.version},
          {"name", matter.name},
          {"authority", {{"code", matter.authority_code}, {"name", matter.authority_name}}},
          {"region", matter.region}};
}

Json examined_json(const submission::ExaminedMatter& examined) {
  Json findings = Json::array();
  if (!examined.matter)
    findings.push_back({{"rule", "unreadable"}, {"refuses", true}, {"place", examined.invalid}});
  for (const submission::MatterFinding& finding : examined.findings)
    findings.push_back({{"rule", finding.rule}, {"refuses", finding.refuses}, {"place", finding.place}});
  return {{"row", examined.row},
          {"code", examined.matter ? Json(examined.matter->code) : Json(nullptr)},
          {"name", examined.matter ? Json(examined.matter->name) : Json(nullptr)},
          {"version", examined.matter ? Json(examined.matter->version) : Json(nullptr)},
          {"unchanged", examined.unchanged},
          {"refused", examined.is_refused()},
          {"findings", findings}};
}

Json preflight_json(const submission::Matter& matter, const submission::Item& item,
                    const submission::Preflight& answer, std::string_view basis,
                    const license::TypeCatalogue& types) {
  Json materials = Json::array();
  for (const submission::MaterialAnswer& material : answer.materials)
    materials.push_back(material_json(material, types));
  return {{"matter", {{"code", matter.code}, {"name", matter.name}, {"version", matter.version}}},
          {"item", {{"code", item.code}, {"name", item.name}}},
          {"basis", basis},
          {"materials", materials},
          {"ratio",
           {{"all", answer.all},
            {"exempt", answer.exempt},
            {"exempt_with_authorization", answer.with_authorization},
            {"exempt_percent", answer.all == 0 ? 0 : answer.exempt * 100 / answer.all}}}};
}

} // namespace elicense::api
