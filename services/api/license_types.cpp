// SPDX-License-Identifier: Apache-2.0
// GET /v1/license-types, /v1/license-types/{code}?version= and /v1/license-types/{code}/versions
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/whole_number.hpp"
#include "crypto/sm3.hpp"

namespace elicense::api {
namespace {

nlohmann::ordered_json summary(const Context& context, const license::LicenseType& type) {
  return {{"code", type.code},
          {"name", type.name},
          {"name_en", type.name_en},
          {"version", type.version},
          {"withdrawn", context.types.is_withdrawn(type.code)},
          {"holder_category", type.holder_category},
          {"provisional", type.provisional},
          {"assurance", type.assurance}};
}

nlohmann::ordered_json other_holders(const license::LicenseType& type) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const license::HolderFields& fields : type.other_holders)
    list.push_back(
        {{"name_field", fields.name}, {"code_field", fields.code}, {"code_types", fields.code_types}});
  return list;
}

// The version that is asked for, or the one in force; null: there is none.
Result<const license::LicenseType*> type_of_route(const Context& context, const http::Request& request) {
  const std::string& code = request.parameters.at("code");
  const auto wanted = request.query_value("version");
  if (!wanted) return context.types.find(code);
  const auto version = whole_number(*wanted);
  if (!version) return fail(ErrorKind::malformed, "REQUEST_FIELDS", "version must be a number");
  for (const license::LicenseType* const type : context.types.versions(code))
    if (type->version == *version) return type;
  return nullptr;
}

} // namespace

http::Response list_license_types(const Context& context, const http::Request&) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const license::LicenseType* type : context.types.all())
    list.push_back(summary(context, *type));
  return json_answer(200, {{"license_types", list}});
}

http::Response get_license_type(const Context& context, const http::Request& request) {
  const auto found = type_of_route(context, request);
  if (!found) return problem(request, found.error());
  const license::LicenseType* const type = *found;
  if (!type) return problem(request, fail(ErrorKind::not_found, "TYPE_UNKNOWN"));
  nlohmann::ordered_json body = summary(context, *type);
  body["catalogue"] = type->catalogue;
  body["holder"] = {{"name_field", type->holder_name_field},
                    {"code_field", type->holder_code_field},
                    {"code_types", type->holder_code_types},
                    {"others", other_holders(*type)}};
  body["former_codes"] = type->former_codes;
  body["number_field"] = type->number_field;
  body["schema"] = type->schema;
  body["example"] = type->example;
  return json_answer(200, body);
}

http::Response list_license_type_versions(const Context& context, const http::Request& request) {
  const auto versions = context.types.versions(request.parameters.at("code"));
  if (versions.empty()) return problem(request, fail(ErrorKind::not_found, "TYPE_UNKNOWN"));
  const license::LicenseType* const in_force = context.types.find(versions.back()->code);
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const license::LicenseType* const type : versions)
    list.push_back({{"version", type->version},
                    {"name", type->name},
                    {"in_force", type == in_force},
                    {"file_sm3", to_hex(crypto::sm3(as_bytes(type->source)))}});
  return json_answer(200, {{"code", versions.back()->code}, {"versions", list}});
}

} // namespace elicense::api
