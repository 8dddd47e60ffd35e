// SPDX-License-Identifier: Apache-2.0
// GET /v1/license-types and /v1/license-types/{code}
#include "api/answer.hpp"
#include "api/endpoints.hpp"

namespace elicense::api {
namespace {

nlohmann::ordered_json summary(const license::LicenseType& type) {
  return {{"code", type.code},
          {"name", type.name},
          {"name_en", type.name_en},
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

} // namespace

http::Response list_license_types(const Context& context, const http::Request&) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const license::LicenseType* type : context.types.all())
    list.push_back(summary(*type));
  return json_answer(200, {{"license_types", list}});
}

http::Response get_license_type(const Context& context, const http::Request& request) {
  const auto* type = context.types.find(request.parameters.at("code"));
  if (!type) return problem(request, fail(ErrorKind::not_found, "TYPE_UNKNOWN"));
  nlohmann::ordered_json body = summary(*type);
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

} // namespace elicense::api
