// SPDX-License-Identifier: Apache-2.0
#include "facade/use_list.hpp"

#include "api/authority_query.hpp"

#include <algorithm>

namespace elicense::facade {
namespace {

using Fields = std::set<std::string>;

void add(std::map<std::string, std::optional<Fields>>& wanted, const submission::Alternative& alternative) {
  auto& fields = wanted.try_emplace(alternative.type_code, Fields{}).first->second;
  if (alternative.fields.empty()) fields.reset();
  if (fields) fields->insert(alternative.fields.begin(), alternative.fields.end());
}

std::string items_of(const submission::Matter& matter) {
  std::string codes;
  for (const submission::Item& item : matter.items)
    codes += (codes.empty() ? "" : ", ") + code_of({&matter, &item});
  return codes;
}

} // namespace

std::string code_of(const ServiceItem& service_item) {
  const bool only = service_item.matter->items.size() == 1;
  return only ? service_item.matter->code : service_item.matter->code + ":" + service_item.item->code;
}

Result<ServiceItem> service_item_of(const submission::MatterDirectory& matters, std::string_view code) {
  const std::size_t colon = std::min(code.find(':'), code.size());
  const submission::Matter* const matter = matters.find(code.substr(0, colon));
  if (matter == nullptr) return fail(ErrorKind::not_found, "MATTER_UNKNOWN");
  const bool named = colon < code.size();
  if (!named && matter->items.size() == 1) return ServiceItem{matter, &matter->items.front()};
  const submission::Item* const item = named ? matter->item(code.substr(colon + 1)) : nullptr;
  if (item == nullptr) return fail(ErrorKind::invalid, "MATTER_ITEM_UNKNOWN", items_of(*matter));
  return ServiceItem{matter, item};
}

Json wanted_of(const submission::Item& item, const api::Call& call) {
  std::map<std::string, std::optional<Fields>> wanted;
  for (const submission::Material& material : item.materials)
    for (const submission::Alternative& alternative : material.alternatives)
      if (api::sees_type(call, alternative.type_code)) add(wanted, alternative);
  Json list = Json::array();
  for (const auto& [type, fields] : wanted) {
    Json each = {{"type", type}};
    if (fields) each["fields"] = *fields;
    list.push_back(std::move(each));
  }
  return list;
}

std::vector<std::string> materials_of(const submission::Item& item, std::string_view type_code) {
  std::vector<std::string> codes;
  for (const submission::Material& material : item.materials)
    if (material.takes(type_code)) codes.push_back(material.code);
  return codes;
}

} // namespace elicense::facade
