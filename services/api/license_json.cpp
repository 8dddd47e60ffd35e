// SPDX-License-Identifier: Apache-2.0
// How a license looks in JSON, and how a route finds one.
#include "api/license_json.hpp"

#include "license/identifier.hpp"

namespace elicense::api {
namespace {

nlohmann::ordered_json date_or_null(const std::string& date) {
  return date.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(date);
}

} // namespace

nlohmann::ordered_json license_json(const license::License& license, const Context& context) {
  const Time now = context.clock();
  const license::State state = license.state_at(now);
  const std::string self = "/v1/licenses/" + license.identifier;
  return {
      {"identifier", license.identifier},
      {"license_type", {{"code", license.type_code}, {"name", license.type_name}}},
      {"number", license.number},
      {"issuer", {{"code", license.issuer_code}, {"name", license.issuer_name}}},
      {"holder",
       {{"name", license.holder.name},
        {"code_type", license.holder.code_type},
        {"code", license.holder.code}}},
      {"data", license.data},
      {"issued_on", license.issued_on},
      {"issued_at", to_rfc3339(license.issued_at)},
      {"valid_from", date_or_null(license.valid_from)},
      {"valid_until", date_or_null(license.valid_until)},
      {"state", license::to_text(state)},
      {"state_name", license::in_chinese(state)},
      {"as_of", to_rfc3339(now)},
      {"document_sm3", to_hex(license.document_digest)},
      {"verification_url", context.verification_url + license.reference},
      {"links",
       {{"document", self + "/document"},
        {"png", self + "/face.png"},
        {"svg", self + "/face.svg"},
        {"pdf", self + "/face.pdf"}}},
  };
}

void mask(nlohmann::ordered_json& shown, const access::Caller& caller) {
  const auto hides = [&caller](const std::string& field) {
    return !caller.scopes.allow(access::ScopeKind::field, field);
  };
  auto& holder = shown["holder"];
  if (shown["number"] == holder["code"] && hides("holder_code"))
    shown["number"] = nullptr; // some cards' number is it
  for (const char* member : {"name", "code"})
    if (hides(std::string("holder_") + member)) holder[member] = nullptr;
  for (auto& [name, value] : shown["data"].items())
    if (hides(name)) value = nullptr;
}

Result<license::License> license_of_route(const Context& context, const http::Request& request) {
  const std::string& text = request.parameters.at("identifier");
  if (auto identifier = license::Identifier::parse(text); !identifier) return identifier.error();
  return context.licenses.find(text);
}

} // namespace elicense::api
