// SPDX-License-Identifier: Apache-2.0
// Checking business data against its type.
#include "license/type.hpp"
#include "crypto/time.hpp"
#include "license/field_rules.hpp"
#include "license/type_schema.hpp"

namespace elicense::license {

Error invalid_type(const std::string& detail) {
  return fail(ErrorKind::invalid, "TYPE_INVALID", detail);
}

Error invalid_data(const std::string& detail) {
  return fail(ErrorKind::invalid, "LICENSE_DATA_INVALID", detail);
}

namespace {

using nlohmann::json;

Result<void> check_text(const std::string& text, const std::string& pointer, std::size_t limit) {
  if (text.size() > limit) return invalid_data(pointer + ": longer than " + std::to_string(limit) + " bytes");
  if (!is_printable(text)) return invalid_data(pointer + ": holds characters that cannot be shown");
  return {};
}

const json* property(const LicenseType& type, std::string_view field, const char* keyword) {
  const auto found = type.schema.at("properties").find(field);
  if (found == type.schema.at("properties").end() || !found->is_object()) return nullptr;
  const auto value = found->find(keyword);
  return value == found->end() ? nullptr : &*value;
}

// Before the schema sees them: sizes that are safe, and nothing that two readers could read differently.
Result<void> check_values(const LicenseType& type, const json& data) {
  for (const auto& [field, content] : data.items()) {
    const std::size_t limit = type.is_picture(field) ? max_data_picture : max_data_text;
    const json flat = json{{field, content}}.flatten(); // items() does not keep a temporary alive
    for (const auto& [below, value] : flat.items()) {
      if (value.is_number_float()) return invalid_data(below + ": a fraction; send it as text");
      if (!value.is_string()) continue;
      if (auto good = check_text(value.get_ref<const std::string&>(), below, limit); !good) return good;
    }
  }
  return {};
}

// Before the schema as well: valijson takes 2026-02-29 for a day, and cannot go on where a date is not a
// text.
Result<void> check_dates(const LicenseType& type, const json& data) {
  for (const auto& [field, value] : data.items()) {
    const json* const format = property(type, field, "format");
    if (format == nullptr || *format != "date") continue;
    if (!value.is_string()) return invalid_data("/" + field + ": must be a text");
    if (!from_date(value.get_ref<const std::string&>()))
      return invalid_data("/" + field + ": not a day as YYYY-MM-DD");
  }
  return {};
}

} // namespace

Result<void> LicenseType::check_data(const json& data) const {
  if (!data.is_object()) return invalid_data("/: must be an object");
  if (auto good = check_values(*this, data); !good) return good;
  if (auto good = check_dates(*this, data); !good) return good;
  if (auto violation = first_violation(*validator, data)) return invalid_data(*violation);
  return {};
}

bool LicenseType::is_picture(std::string_view field) const {
  const json* const encoding = property(*this, field, "contentEncoding");
  return encoding != nullptr && *encoding == "base64";
}

std::vector<std::string> LicenseType::fields() const {
  std::vector<std::string> names;
  for (const auto& [name, rule] : schema.at("properties").items())
    names.push_back(name);
  return names;
}

bool is_required(const LicenseType& type, const std::string& field) {
  const json required = type.schema.value("required", json::array());
  return std::ranges::find(required, json(field)) != required.end();
}

Mask mask_of(const LicenseType& type, const std::string& field) {
  const auto found = type.masks.find(field);
  return found == type.masks.end() ? Mask::hidden : found->second;
}

bool stands_in(std::string_view text, const std::vector<std::string>& list) {
  return std::ranges::find(list, text) != list.end();
}

} // namespace elicense::license
