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

std::string metadata_value(const LicenseType& type, const std::string& field, const json& value) {
  if (is_date(type, field, value)) return compact_date(value.get<std::string>());
  return plain_text(value, {"true", "false", "^"});
}

} // namespace

std::vector<ofd::CustomData> metadata(const License& license, const LicenseType& type) {
  const HolderCodeType* const code_type = find_holder_code_type(license.holder.code_type);
  std::vector<ofd::CustomData> elements{
      {"ZZMC", license.type_name},
      {"ZZLXMC", license.type_name},
      {"ZZLXDM", license.type_code},
      {"ZZBH", license.number},
      {"ZZBS", license.identifier},
      {"ZZBFJG", license.issuer_name},
      {"ZZBFJGDM", license.issuer_code},
      {"ZZBFRQ", compact_date(license.issued_on)},
      {"CZZT", license.holder.name},
      {"CZZTDM", license.holder.code},
      {"CZZTDMLX", std::string(code_type == nullptr ? "" : code_type->name)},
      {"CZZTDMLXDM", license.holder.code_type},
  };
  if (!license.valid_from.empty()) elements.push_back({"ZZYXQQSRQ", compact_date(license.valid_from)});
  if (!license.valid_until.empty()) elements.push_back({"ZZYXQJZRQ", compact_date(license.valid_until)});
  for (const auto& [field, value] : license.data.items())
    if (!type.is_picture(field))
      elements.push_back({std::string(extension) + field, metadata_value(type, field, value)});
  if (license.type_version > 0)
    elements.push_back({std::string(type_version_name), std::to_string(license.type_version)});
  if (license.status_place) {
    elements.push_back({std::string(status_uri_name), license.status_place->uri});
    elements.push_back({std::string(status_index_name), std::to_string(license.status_place->index)});
  }
  return elements;
}

std::string metadata_xml(const std::vector<ofd::CustomData>& metadata) {
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<LicenseMetadata xmlns=\"" +
                    std::string(metadata_namespace) + "\">\n";
  for (const ofd::CustomData& element : metadata)
    xml += "  <Element Name=\"" + markup::escape(element.name) + "\">" + markup::escape(element.value) +
           "</Element>\n";
  return xml + "</LicenseMetadata>\n";
}

std::optional<std::string> face_field(const LicenseType& type, std::string_view metadata_name) {
  const auto shown = [](const std::string& field) {
    return field.empty() ? std::nullopt : std::optional(field);
  };
  if (metadata_name == "ZZBH") return shown(type.number_field);
  if (metadata_name == "CZZT") return shown(type.holder_name_field);
  if (metadata_name == "CZZTDM") return shown(type.holder_code_field);
  if (metadata_name == "ZZYXQQSRQ") return shown(type.valid_from_field);
  if (metadata_name == "ZZYXQJZRQ") return shown(type.valid_until_field);
  if (!metadata_name.starts_with(extension)) return std::nullopt;
  const std::string field(metadata_name.substr(extension.size()));
  return type.schema.at("properties").contains(field) ? shown(field) : std::nullopt;
}

std::string shown_value(const LicenseType& type, const std::string& field, const json& value) {
  if (is_date(type, field, value)) return chinese_date(value.get<std::string>());
  return plain_text(value, {"是", "否", "、"});
}

} // namespace elicense::license
