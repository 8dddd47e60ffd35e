// SPDX-License-Identifier: Apache-2.0
// The mapping file, and columns bound to fields.
#include "stock/mapping.hpp"
#include "stock/row_reader.hpp"
#include "json/strict_json.hpp"
#include <algorithm>

namespace elicense::stock {
namespace {

using nlohmann::json;

Error bad_mapping(const std::string& detail) {
  return fail(ErrorKind::invalid, "STOCK_MAPPING", detail);
}

Error bad_columns(const std::string& detail) {
  return fail(ErrorKind::invalid, "STOCK_COLUMNS", detail);
}

bool is_field(const license::LicenseType& type, const std::string& name) {
  return type.schema.at("properties").contains(name);
}

Result<void> read_fields(const json& fields, const license::LicenseType& type, Mapping& mapping) {
  if (!fields.is_object()) return bad_mapping("/fields: must be an object");
  for (const auto& [column, field] : fields.items()) {
    if (!field.is_string() || !is_field(type, field))
      return bad_mapping("/fields/" + column + ": must name a field of the license type");
    mapping.fields.emplace(column, field);
  }
  return {};
}

Result<void> read_ignored(const json& list, Mapping& mapping) {
  if (!list.is_array()) return bad_mapping("/ignored: must be a list");
  for (const json& column : list) {
    if (!column.is_string()) return bad_mapping("/ignored: must be a list of names");
    mapping.ignored.push_back(column);
  }
  return {};
}

Result<void> read_name(const json& file, const char* member, std::string& name) {
  const auto found = file.find(member);
  if (found == file.end()) return {};
  if (!found->is_string()) return bad_mapping("/" + std::string(member) + ": must be a name");
  name = *found;
  return {};
}

Result<void> check_members(const json& file) {
  constexpr std::string_view known[] = {"fields", "ignored", "attachments", "former_number", "former_date"};
  if (!file.is_object()) return bad_mapping("/: must be an object");
  for (const auto& [member, value] : file.items())
    if (std::ranges::find(known, member) == std::end(known))
      return bad_mapping("/" + member + ": is not known");
  return {};
}

Target target_of(const std::string& column, const Mapping& mapping, const license::LicenseType& type) {
  if (const auto found = mapping.fields.find(column); found != mapping.fields.end())
    return {Role::field, found->second};
  if (std::ranges::find(mapping.ignored, column) != mapping.ignored.end()) return {Role::ignored, ""};
  if (is_field(type, column)) return {Role::field, column};
  if (column == mapping.attachments) return {Role::attachments, ""};
  if (column == mapping.former_number) return {Role::former_number, ""};
  if (column == mapping.former_date) return {Role::former_date, ""};
  return {Role::unknown, ""};
}

bool is_same(const Target& a, const Target& b) {
  return a.role == b.role && a.field == b.field && a.role != Role::ignored;
}

Result<void> check_required(const std::vector<Target>& targets, const license::LicenseType& type) {
  for (const json& name : type.schema.value("required", json::array()))
    if (std::ranges::none_of(targets, [&](const Target& target) {
          return target.role == Role::field && target.field == name.get_ref<const std::string&>();
        }))
      return bad_columns("no column for the required field " + name.get<std::string>());
  return {};
}

} // namespace

Result<Mapping> parse_mapping(std::string_view text, const license::LicenseType& type) {
  const auto file = parse_strict_json(text, {.size = max_mapping_size});
  if (!file) return file.error();
  if (auto good = check_members(*file); !good) return good.error();
  Mapping mapping;
  if (file->contains("fields"))
    if (auto read = read_fields(file->at("fields"), type, mapping); !read) return read.error();
  if (file->contains("ignored"))
    if (auto read = read_ignored(file->at("ignored"), mapping); !read) return read.error();
  for (const auto& [member, name] : {std::pair{"attachments", &mapping.attachments},
                                     {"former_number", &mapping.former_number},
                                     {"former_date", &mapping.former_date}})
    if (auto read = read_name(*file, member, *name); !read) return read.error();
  return mapping;
}

Result<std::vector<Target>> bind_columns(const std::vector<std::string>& columns, const Mapping& mapping,
                                         const license::LicenseType& type) {
  std::vector<Target> targets;
  for (const std::string& column : columns) {
    Target target = target_of(column, mapping, type);
    if (target.role == Role::unknown) return bad_columns(column + " is no field of the license type");
    if (std::ranges::any_of(targets, [&](const Target& each) { return is_same(each, target); }))
      return bad_columns(column + " is the same as an earlier column");
    targets.push_back(std::move(target));
  }
  return targets;
}

Result<void> check_header(const std::vector<std::string>& columns, const Mapping& mapping,
                          const license::LicenseType& type) {
  const auto targets = bind_columns(columns, mapping, type);
  return targets ? check_required(*targets, type) : targets.error();
}

} // namespace elicense::stock
