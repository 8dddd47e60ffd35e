// SPDX-License-Identifier: Apache-2.0
// A report as JSON, with the sentences for a person. The order of members is part of the answer.
#include "verify/report.hpp"
#include "wording/wording.hpp"

namespace elicense::verify {
namespace {

using Json = nlohmann::ordered_json;
using wording::Language;

Json time_or_null(const std::optional<Time>& time) {
  return time ? Json(to_rfc3339(*time)) : Json(nullptr);
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

// A code and what it means, as for a deviation or a note.
Json remarks(const std::vector<std::string>& codes, Language language) {
  Json list = Json::array();
  for (const std::string& code : codes)
    list.push_back({{"code", code}, {"text", wording::sentence(code, language).text}});
  return list;
}

// The catalogue says what is wrong and what to do; a step that passed needs neither.
Json step_json(const Step& step, std::string_view group, Language language) {
  Json json = {{"code", step.code}, {"group", group}, {"result", to_text(step.outcome)}};
  if (!step.detail.empty()) json["detail"] = step.detail;
  if (step.outcome == Outcome::passed) return json;
  const auto& sentence = wording::sentence(step.code, language);
  json["text"] = sentence.text;
  json["next_step"] = sentence.next_step;
  return json;
}

void append(Json& list, const Steps& steps, std::string_view group, Language language) {
  for (const Step& step : steps)
    list.push_back(step_json(step, group, language));
}

Json group_json(const Steps& steps) {
  return {{"result", to_text(outcome_of(steps))}};
}

Json seal_json(const SignatureReport& signature) {
  if (signature.seal_id.empty() && signature.seal_name.empty()) return nullptr;
  return {{"id", signature.seal_id}, {"name", signature.seal_name}};
}

Json signer_json(const SignatureReport& signature) {
  if (signature.signer_serial.empty()) return nullptr;
  return {
      {"name", signature.signer}, {"issuer", signature.signer_issuer}, {"serial", signature.signer_serial}};
}

Json signature_json(const SignatureReport& signature, Language language) {
  Json steps = Json::array();
  append(steps, signature.integrity, "integrity", language);
  append(steps, signature.cryptography, "cryptography", language);
  append(steps, signature.trust, "trust", language);
  return {{"id", signature.id},
          {"format", signature.format},
          {"integrity", group_json(signature.integrity)},
          {"cryptography", group_json(signature.cryptography)},
          {"trust", group_json(signature.trust)},
          {"signed_at", time_or_null(signature.signed_at)},
          {"time_is_stamped", signature.time_is_stamped},
          {"signer", signer_json(signature)},
          {"seal", seal_json(signature)},
          {"failing_entries", signature.failing_entries},
          {"deviations", remarks(signature.deviations, language)},
          {"notes", remarks(signature.notes, language)},
          {"steps", std::move(steps)}};
}

Json signatures_json(const Report& report, Language language) {
  Json list = Json::array();
  for (const auto& signature : report.signatures)
    list.push_back(signature_json(signature, language));
  return list;
}

Json coverage_json(const Report& report, Language language) {
  Json steps = Json::array();
  append(steps, report.coverage, "coverage", language);
  return {{"result", to_text(outcome_of(report.coverage))},
          {"uncovered", report.uncovered},
          {"steps", std::move(steps)}};
}

Json status_list_json(const std::optional<StatusReference>& reference) {
  if (!reference) return nullptr;
  return {{"uri", reference->uri}, {"idx", reference->index}};
}

Json copy_json(const std::optional<CopyReport>& copy) {
  if (!copy) return nullptr;
  return {{"purpose", copy->purpose},
          {"case", text_or_null(copy->matter_case)},
          {"receiver", text_or_null(copy->receiver)},
          {"made_by", text_or_null(copy->made_by)},
          {"made_at", time_or_null(copy->made_at)},
          {"expires_at", time_or_null(copy->expires_at)}};
}

Json license_json(const std::optional<LicenseReport>& license, Language language) {
  if (!license) return nullptr;
  Json steps = Json::array();
  append(steps, license->steps, "license", language);
  return {{"result", to_text(outcome_of(license->steps))},
          {"identifier", license->identifier},
          {"type_code", license->type_code},
          {"issuer_code", license->issuer_code},
          {"state", license->state},
          {"state_name", text_or_null(license->state_name)},
          {"successor", text_or_null(license->successor)},
          {"status_list", status_list_json(license->status_list)},
          {"copy", copy_json(license->copy)},
          {"notes", remarks(license->notes, language)},
          {"steps", std::move(steps)}};
}

Json freshness_json(const Freshness& freshness) {
  return {{"asked_at", to_rfc3339(freshness.asked_at)},
          {"checked_at", to_rfc3339(freshness.checked_at)},
          {"trust_loaded_at", time_or_null(freshness.trust_loaded_at)},
          {"oldest_crl", time_or_null(freshness.oldest_crl)}};
}

// Names and texts of a hostile file may be no UTF-8; an answer has to be.
Json well_formed(const Json& json) {
  return Json::parse(json.dump(-1, ' ', false, Json::error_handler_t::replace));
}

} // namespace

Json to_json(const Report& report, std::string_view language_tag) {
  const Language language = language_tag == "en" ? Language::english : Language::chinese;
  const bool trusted = report.verdict == Verdict::trusted;
  const auto& sentence = wording::sentence(trusted ? "VERDICT_TRUSTED" : report.cause, language);
  Json document = Json::array();
  append(document, report.document, "document", language);
  return well_formed({{"verdict", to_text(report.verdict)},
                      {"cause", trusted ? Json(nullptr) : Json(report.cause)},
                      {"text", sentence.text},
                      {"next_step", sentence.next_step},
                      {"detail", report.detail},
                      {"document", std::move(document)},
                      {"signatures", signatures_json(report, language)},
                      {"coverage", coverage_json(report, language)},
                      {"license", license_json(report.license, language)},
                      {"deviations", remarks(report.deviations, language)},
                      {"freshness", freshness_json(report.freshness)}});
}

} // namespace elicense::verify
