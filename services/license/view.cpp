// SPDX-License-Identifier: Apache-2.0
// Masks come from the type file; name and code of the holder are masked where the holder is a natural person,
// whatever it says: an organization's are public.
#include "license/view.hpp"

namespace elicense::license {
namespace {

using nlohmann::json;

bool is_natural_person(const Holder& holder) {
  const HolderCodeType* const type = find_holder_code_type(holder.code_type);
  return type == nullptr || type->natural_person;
}

Mask mask_of(const License& license, const LicenseType* type, const std::string& field) {
  if (type == nullptr) return Mask::hidden;
  const bool person = is_natural_person(license.holder);
  if (field == type->holder_name_field) return person ? Mask::name : Mask::none;
  if (field == type->holder_code_field) return person ? Mask::code : Mask::none;
  const auto found = type->masks.find(field);
  return found == type->masks.end() ? Mask::hidden : found->second;
}

json masked_value(const json& value, Mask mask) {
  if (mask == Mask::none) return value;
  if (value.is_string()) return masked(value.get_ref<const std::string&>(), mask);
  if (!value.is_array()) return std::string(hidden_value);
  json list = json::array();
  for (const json& element : value)
    list.push_back(masked_value(element, mask));
  return list;
}

License masked_license(License license, const LicenseType* type) {
  const Mask number = type == nullptr ? Mask::hidden : mask_of(license, type, type->number_field);
  for (auto& [field, value] : license.data.items())
    value = masked_value(value, mask_of(license, type, field));
  license.number = masked(license.number, number);
  if (is_natural_person(license.holder)) {
    license.holder.name = masked(license.holder.name, Mask::name);
    license.holder.code = masked(license.holder.code, Mask::code);
  }
  return license;
}

} // namespace

License View::only_fields(License license) const {
  const auto keep = [this](std::string_view name, std::string& value) {
    if (!fields_.contains(name)) value.clear();
  };
  keep(holder_name_field, license.holder.name);
  keep(holder_code_field, license.holder.code);
  keep(number_field, license.number);
  json data = json::object();
  for (const auto& [field, value] : license.data.items())
    if (fields_.contains(field)) data[field] = value;
  license.data = std::move(data);
  return license;
}

License View::of(const License& license, const LicenseType* type) const {
  switch (kind_) {
  case Kind::full:
    return license;
  case Kind::masked:
    return masked_license(license, type);
  case Kind::only:
    break;
  }
  return only_fields(license);
}

std::vector<std::string> View::disclosed(const License& license) const {
  std::vector<std::string> names;
  const auto add = [&](std::string_view name) {
    if (kind_ != Kind::only || fields_.contains(name)) names.emplace_back(name);
  };
  for (const std::string_view name : {holder_name_field, holder_code_field, number_field})
    add(name);
  for (const auto& [field, value] : license.data.items())
    add(field);
  return names;
}

} // namespace elicense::license
