// SPDX-License-Identifier: Apache-2.0
// GET /license-app/v1/service_item/list?org_code=: matters with the licenses that they ask for.
#include "api/answer.hpp"
#include "facade/license_app.hpp"
#include "facade/use_list.hpp"

namespace elicense::facade {
namespace {

Json licenses_of(const submission::Item& item, const license::TypeCatalogue& types) {
  std::map<std::string, std::string> named;
  for (const submission::Material& material : item.materials)
    for (const submission::Alternative& alternative : material.alternatives) {
      const license::LicenseType* const type = types.find(alternative.type_code);
      named[alternative.type_code] = type == nullptr ? std::string() : type->name;
    }
  Json list = Json::array();
  for (const auto& [code, name] : named)
    list.push_back({{"license_item_code", code}, {"name", name}});
  return list;
}

Json item_json(const ServiceItem& of, const license::TypeCatalogue& types) {
  const submission::Matter& matter = *of.matter;
  return {{"service_item_code", code_of(of)},
          {"name", matter.name},
          {"item_name", of.item->name},
          {"org_code", matter.authority_code},
          {"org_name", matter.authority_name},
          {"division_code", matter.region},
          {"licenses", licenses_of(*of.item, types)}};
}

} // namespace

http::Response license_app_items(const api::Context& context, const api::Call& call) {
  const std::string authority = call.request.query_value("org_code").value_or(call.caller.tenant);
  Question question{.endpoint = "list_matters", .query = {{"authority", authority}}};
  http::Response listed = ask(context, call, question);
  if (!succeeded(listed)) return listed;
  Json list = Json::array();
  const Json matters = json_of(listed)["matters"];
  for (const Json& each : matters) {
    const submission::Matter* const matter = context.matters.find(each["code"].get<std::string>());
    if (matter == nullptr) continue; // withdrawn meanwhile
    for (const submission::Item& item : matter->items)
      list.push_back(item_json({matter, &item}, context.types));
  }
  return api::json_answer(200, {{"total_count", list.size()}, {"data", list}});
}

} // namespace elicense::facade
