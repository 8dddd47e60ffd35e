// SPDX-License-Identifier: Apache-2.0
// The names are pinyin initials, as other systems write them (GB/T 36903 as implemented).
#include "license/metadata.hpp"
#include "markup/escape.hpp"

namespace elicense::license {
namespace {

using nlohmann::json;

constexpr std::string_view extension = "KZ_"; // 扩展业务信息

bool is_date(const LicenseType& type, const std::string& field, const json& value) {
  const json& properties = type.schema.at("properties");
  const bool is_date_field =
      field == type.valid_from_field || field == type.valid_until_field ||
      (properties.contains(field) && properties.at(field).value("format", "") == "date");
  return is_date_field && value.is_string() && from_date(value.get_ref<const std::string&>());
}

std::string compact_date(std::string date) { // YYYYMMDD
  std::erase(date, '-');
  return date;
}

std::string chinese_date(const std::string& date) {
  return date.substr(0, 4) + "年" + date.substr(5, 2) + "月" + date.substr(8, 2) + "日";
}

struct Form {
  std::string_view yes, no, separator;
};

std::string plain_text(const json& value, const Form& form) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_boolean()) return std::string(value.get<bool>() ? form.yes : form.no);
  if (!value.is_structured()) return value.is_null() ? std::string() : value.dump();
  std::string joined;
  for (const json& element : value)
    joined += (joined.empty() ? "" : std::string(form.separator)) + plain_text(element, form);
  return joined;
}

MetadataElement data_element(const LicenseType& type, const std::string& field, const json& value) {
  MetadataElement element{std::string(extension) + field, {}, value.is_array()};
  const json list = value.is_array() ? value : json::array({value});
  for (const json& each : list)
    element.values.push_back(is_date(type, field, each) ? compact_date(each.get<std::string>())
                                                        : plain_text(each, {"true", "false", "^"}));
  return element;
}

// Side by side: the first values are the principal holder's.
void add_holders(const License& license, std::vector<MetadataElement>& elements) {
  MetadataElement names{"CZZT", {}, true}, codes{"CZZTDM", {}, true}, kinds{"CZZTDMLX", {}, true},
      kind_codes{"CZZTDMLXDM", {}, true};
  for (const Holder& holder : license.holders()) {
    const HolderCodeType* const code_type = find_holder_code_type(holder.code_type);
    names.values.push_back(holder.name);
    codes.values.push_back(holder.code);
    kinds.values.emplace_back(code_type == nullptr ? "" : code_type->name);
    kind_codes.values.push_back(holder.code_type);
  }
  for (MetadataElement* const element : {&names, &codes, &kinds, &kind_codes})
    elements.push_back(std::move(*element));
}

std::string joined(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values)
    text += (&value == &values.front() ? "" : "^") + value;
  return text;
}

} // namespace

std::vector<MetadataElement> metadata_elements(const License& license, const LicenseType& type) {
  std::vector<MetadataElement> elements;
  const auto add = [&](std::string_view name, std::string value) {
    elements.push_back({std::string(name), {std::move(value)}});
  };
  add("ZZMC", license.type_name);
  add("ZZLXMC", license.type_name);
  add("ZZLXDM", license.type_code);
  add("ZZBH", license.number);
  add("ZZBS", license.identifier);
  add("ZZBFJG", license.issuer_name);
  add("ZZBFJGDM", license.issuer_code);
  add("ZZBFRQ", compact_date(license.issued_on));
  add_holders(license, elements);
  if (!license.valid_from.empty()) add("ZZYXQQSRQ", compact_date(license.valid_from));
  if (!license.valid_until.empty()) add("ZZYXQJZRQ", compact_date(license.valid_until));
  for (const auto& [field, value] : license.data.items())
    if (!type.is_picture(field)) elements.push_back(data_element(type, field, value));
  if (license.type_version > 0) add(type_version_name, std::to_string(license.type_version));
  if (license.status_place) {
    add(status_uri_name, license.status_place->uri);
    add(status_index_name, std::to_string(license.status_place->index));
  }
  return elements;
}

std::vector<ofd::CustomData> metadata(const License& license, const LicenseType& type) {
  std::vector<ofd::CustomData> joined_elements;
  for (const MetadataElement& element : metadata_elements(license, type))
    joined_elements.push_back({element.name, joined(element.values)});
  return joined_elements;
}

std::string metadata_xml(const std::vector<ofd::CustomData>& metadata) {
  std::vector<MetadataElement> elements;
  elements.reserve(metadata.size());
  for (const ofd::CustomData& element : metadata)
    elements.push_back({element.name, {element.value}});
  return elements_xml(elements);
}

std::string elements_xml(const std::vector<MetadataElement>& elements, bool masked) {
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<LicenseMetadata xmlns=\"" +
                    std::string(metadata_namespace) + (masked ? "\" Masked=\"true\">\n" : "\">\n");
  for (const MetadataElement& element : elements)
    for (const std::string& value : element.values)
      xml += "  <Element Name=\"" + markup::escape(element.name) + "\">" + markup::escape(value) +
             "</Element>\n";
  return xml + "</LicenseMetadata>\n";
}

nlohmann::ordered_json elements_json(const std::vector<MetadataElement>& elements) {
  nlohmann::ordered_json object = nlohmann::ordered_json::object();
  for (const MetadataElement& element : elements) {
    if (element.is_list)
      object[element.name] = element.values;
    else
      object[element.name] = element.values.front();
  }
  return object;
}

std::vector<std::string> face_fields(const LicenseType& type, std::string_view metadata_name) {
  const auto shown = [](const std::string& field) {
    return field.empty() ? std::vector<std::string>() : std::vector{field};
  };
  const auto of_holders = [&](const std::string& principal, std::string HolderFields::*part) {
    std::vector<std::string> fields{principal};
    for (const HolderFields& other : type.other_holders)
      fields.push_back(other.*part);
    return fields;
  };
  if (metadata_name == "ZZBH") return shown(type.number_field);
  if (metadata_name == "CZZT") return of_holders(type.holder_name_field, &HolderFields::name);
  if (metadata_name == "CZZTDM") return of_holders(type.holder_code_field, &HolderFields::code);
  if (metadata_name == "ZZYXQQSRQ") return shown(type.valid_from_field);
  if (metadata_name == "ZZYXQJZRQ") return shown(type.valid_until_field);
  if (!metadata_name.starts_with(extension)) return {};
  const std::string field(metadata_name.substr(extension.size()));
  return type.schema.at("properties").contains(field) ? shown(field) : std::vector<std::string>();
}

std::string shown_value(const LicenseType& type, const std::string& field, const json& value) {
  if (is_date(type, field, value)) return chinese_date(value.get<std::string>());
  return plain_text(value, {"是", "否", "、"});
}

} // namespace elicense::license
