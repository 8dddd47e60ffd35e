// SPDX-License-Identifier: Apache-2.0
#include "submission/matter_reader.hpp"
#include "submission/matter_file.hpp"
#include "submission/rule.hpp"
#include <algorithm>

namespace elicense::submission {
namespace {

using nlohmann::json;

constexpr std::string_view own_authority = "{authority}"; // whoever runs the service

const json nothing = json::array();

bool is_code(std::string_view text, std::size_t most) { // may be a scope, and part of an address
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
  };
  return !text.empty() && text.size() <= most && std::ranges::all_of(text, allowed);
}

bool is_region(std::string_view text) {
  return text.size() == 6 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

template <class Part> bool has_twice(const std::vector<Part>& parts) {
  std::set<std::string> codes;
  return !std::ranges::all_of(parts, [&](const Part& part) { return codes.insert(part.code).second; });
}

std::string at(const std::string& place, const char* member) {
  return place + "/" + member;
}

std::string at(const std::string& place, const char* member, std::size_t number) {
  return at(place, member) + "/" + std::to_string(number);
}

} // namespace

void MatterReader::demand(bool fulfilled, const std::string& place, const std::string& what) {
  if (!fulfilled && problem_.empty()) problem_ = (place.empty() ? "/" : place) + ": " + what;
}

void MatterReader::only(const json& object, const std::string& place,
                        std::initializer_list<std::string_view> members) {
  demand(object.is_object(), place, "an object is needed");
  if (!object.is_object()) return;
  for (const auto& [name, value] : object.items())
    demand(std::ranges::find(members, name) != members.end(), at(place, name.c_str()), "is not known");
}

std::string MatterReader::text(const json& object, const char* member, const std::string& place,
                               std::size_t most) {
  if (!object.is_object() || !object.contains(member)) {
    demand(false, at(place, member), "is needed");
    return {};
  }
  const bool good = object[member].is_string() && !object[member].get_ref<const std::string&>().empty() &&
                    object[member].get_ref<const std::string&>().size() <= most;
  demand(good, at(place, member), "a text of 1 to " + std::to_string(most) + " bytes is needed");
  return good ? object[member].get<std::string>() : std::string();
}

std::string MatterReader::code(const json& object, const std::string& place, std::size_t most) {
  std::string found = text(object, "code", place, most);
  demand(is_code(found, most), at(place, "code"), "letters, digits, . _ and - alone");
  return found;
}

bool MatterReader::flag(const json& object, const char* member, const std::string& place, bool otherwise) {
  if (!object.is_object() || !object.contains(member)) return otherwise;
  demand(object[member].is_boolean(), at(place, member), "true or false is needed");
  return object[member].is_boolean() ? object[member].get<bool>() : otherwise;
}

const json& MatterReader::list(const json& object, const char* member, const std::string& place,
                               std::size_t most) {
  if (!object.is_object() || !object.contains(member)) return nothing;
  const bool good = object[member].is_array() && object[member].size() <= most;
  demand(good, at(place, member), "a list of at most " + std::to_string(most) + " is needed");
  return good ? object[member] : nothing;
}

std::string MatterReader::written_out(std::string text, const std::string& authority) const {
  if (text.starts_with(own_authority)) text.replace(0, own_authority.size(), authority);
  return text;
}

Rule MatterReader::rule(const json& value, const std::string& place) {
  const json* const found = words_.rule(value);
  demand(found != nullptr, place, "no rule of this name");
  if (found == nullptr) return {};
  only(*found, place, {"code", "zh", "en", "logic"});
  Rule rule;
  rule.code = value.is_string() ? value.get<std::string>() : code(*found, place, max_part_code);
  rule.zh = text(*found, "zh", place, max_matter_text);
  rule.en = text(*found, "en", place, max_matter_text);
  rule.logic = found->is_object() ? found->value("logic", json()) : json();
  if (auto good = check_rule(rule.logic); !good) demand(false, at(place, "logic"), good.error().detail);
  return rule;
}

json MatterReader::condition(const json& value, const std::string& place) {
  const json* const found = words_.rule(value);
  demand(found != nullptr, place, "no rule of this name");
  if (found == nullptr) return {};
  json logic = value.is_string() ? found->value("logic", json()) : *found;
  if (auto good = check_rule(logic); !good) demand(false, place, good.error().detail);
  return logic;
}

Alternative MatterReader::alternative(const json& value, const std::string& place) {
  const json* const found = words_.license(value);
  demand(found != nullptr, place, "no license of this name");
  if (found == nullptr) return {};
  only(*found, place, {"type", "fields", "substitute", "of_others", "rules"});
  Alternative alternative;
  alternative.type_code = written_out(text(*found, "type", place, max_matter_text), operator_.code);
  for (const json& field : list(*found, "fields", place, license::max_field_name)) {
    demand(field.is_string(), at(place, "fields"), "texts are needed");
    if (field.is_string()) alternative.fields.push_back(field);
  }
  demand(!alternative.fields.empty(), at(place, "fields"), "at least one field is needed");
  alternative.substitute = flag(*found, "substitute", place, false);
  alternative.of_others = flag(*found, "of_others", place, false);
  const json& rules = list(*found, "rules", place, max_rules);
  for (std::size_t i = 0; i < rules.size(); ++i)
    alternative.rules.push_back(rule(rules[i], at(place, "rules", i)));
  demand(!has_twice(alternative.rules), at(place, "rules"), "a code twice");
  return alternative;
}

// ["身份证明", "identity-card", "passport"]: the name, and the licenses by their names.
Material MatterReader::row(const json& value, const std::string& place) {
  Material material;
  demand(value.size() <= max_alternatives + 1, place, "too many licenses");
  demand(!value.empty() && value[0].is_string(), place, "begins with the name");
  if (!problem_.empty()) return material;
  material.name = value[0];
  for (std::size_t i = 1; i < value.size(); ++i)
    material.alternatives.push_back(alternative(value[i], place + "/" + std::to_string(i)));
  return material;
}

Material MatterReader::material(const json& value, const std::string& place, std::size_t number) {
  const std::string counted = (number < 10 ? "0" : "") + std::to_string(number);
  if (value.is_array()) {
    Material material = row(value, place);
    material.code = counted;
    return material;
  }
  only(value, place, {"code", "name", "required", "condition", "licenses"});
  Material material;
  material.code = value.is_object() && value.contains("code") ? code(value, place, max_part_code) : counted;
  material.name = text(value, "name", place, max_matter_text);
  material.required = flag(value, "required", place, true);
  if (value.is_object() && value.contains("condition") && !value["condition"].is_null())
    material.condition = condition(value["condition"], at(place, "condition"));
  const json& licenses = list(value, "licenses", place, max_alternatives);
  for (std::size_t i = 0; i < licenses.size(); ++i)
    material.alternatives.push_back(alternative(licenses[i], at(place, "licenses", i)));
  return material;
}

Item MatterReader::item(const json& value, const std::string& place) {
  only(value, place, {"code", "name", "applicant", "materials"});
  Item item;
  item.code = code(value, place, max_part_code);
  item.name = text(value, "name", place, max_matter_text);
  item.applicant = text(value, "applicant", place, max_part_code);
  demand(item.applicant == "natural_person" || item.applicant == "legal_person" || item.applicant == "both",
         at(place, "applicant"), "natural_person, legal_person or both");
  const json& materials = list(value, "materials", place, max_materials);
  for (std::size_t i = 0; i < materials.size(); ++i)
    item.materials.push_back(material(materials[i], at(place, "materials", i), i + 1));
  demand(!item.materials.empty(), at(place, "materials"), "at least one is needed");
  demand(!has_twice(item.materials), at(place, "materials"), "a code twice");
  return item;
}

void MatterReader::read_authority(const json& value, Matter& matter) {
  const json* const found = words_.authority(value);
  demand(found != nullptr, "/authority", "no authority of this name");
  if (found == nullptr) return;
  only(*found, "/authority", {"code", "name"});
  matter.authority_code = written_out(text(*found, "code", "/authority", max_part_code), operator_.code);
  matter.authority_name = text(*found, "name", "/authority", max_matter_text);
  demand(license::check_credit_code(matter.authority_code).has_value(), "/authority/code",
         "not a right unified social credit code");
}

Result<Matter> MatterReader::read(const json& root) {
  problem_.clear();
  only(root, "", {"code", "name", "authority", "region", "items"});
  if (!problem_.empty()) return fail(ErrorKind::invalid, "MATTER_INVALID", problem_);
  Matter matter;
  read_authority(root.value("authority", json()), matter);
  matter.code = written_out(text(root, "code", "", max_matter_code), matter.authority_code);
  demand(is_code(matter.code, max_matter_code), "/code", "letters, digits, . _ and - alone");
  matter.name = text(root, "name", "", max_matter_text);
  matter.region = text(root, "region", "", max_part_code);
  demand(is_region(matter.region), "/region", "six digits (GB/T 2260)");
  const json& items = list(root, "items", "", max_items);
  for (std::size_t i = 0; i < items.size(); ++i)
    matter.items.push_back(item(items[i], at("", "items", i)));
  demand(!matter.items.empty(), "/items", "at least one is needed");
  demand(!has_twice(matter.items), "/items", "a code twice");
  if (!problem_.empty()) return fail(ErrorKind::invalid, "MATTER_INVALID", problem_);
  return matter;
}

} // namespace elicense::submission
