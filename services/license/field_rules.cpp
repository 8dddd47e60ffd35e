// SPDX-License-Identifier: Apache-2.0
#include "license/field_rules.hpp"
#include "crypto/split.hpp"
#include "crypto/time.hpp"
#include "crypto/utf8.hpp"
#include <algorithm>
#include <array>
#include <re2/re2.h>

namespace elicense::license {
namespace {

using nlohmann::json;

// Keywords that are said here, and some that say nothing of a text.
constexpr std::array<std::string_view, 9> said{
    "type",   "minLength", "maxLength",       "pattern",         "enum",
    "format", "examples",  "contentEncoding", "contentMediaType"};
constexpr std::array<std::string_view, 5> said_of_all{"$schema", "type", "properties", "required",
                                                      "additionalProperties"};

bool says_only(const json& object, std::span<const std::string_view> keywords) {
  return std::ranges::all_of(object.items(), [&](const auto& member) {
    return std::ranges::find(keywords, std::string_view(member.key())) != keywords.end();
  });
}

bool is_plain(const json& schema) {
  return says_only(schema, said_of_all) && schema.value("additionalProperties", json(true)) == false;
}

bool is_plain_text(const json& rule) {
  return says_only(rule, said) && rule.value("type", json()) == "string" &&
         rule.value("format", json("date")) == "date";
}

std::shared_ptr<const RE2> matcher_of(const std::string& pattern) {
  RE2::Options options;
  options.set_log_errors(false);
  return pattern.empty() ? nullptr : std::make_shared<const RE2>(pattern, options);
}

std::vector<std::string> words_of(const json& list) {
  std::vector<std::string> words;
  for (const json& word : list)
    if (word.is_string()) words.push_back(word);
  return words;
}

FieldRule read_rule(const std::string& name, const json& whole) {
  FieldRule field;
  field.name = name;
  field.is_list = whole.value("type", json()) == "array" && whole.value("items", json()).is_object();
  const json& rule = field.is_list ? whole.at("items") : whole;
  field.is_day = rule.value("format", "") == "date";
  field.is_picture = rule.value("contentEncoding", "") == "base64";
  field.shortest = rule.value("minLength", std::size_t{0});
  field.longest = rule.value("maxLength", std::size_t{0});
  field.list = words_of(rule.value("enum", json::array()));
  field.pattern = rule.value("pattern", "");
  field.matcher = matcher_of(field.pattern);
  return field;
}

constexpr std::string_view between_values = "、";

} // namespace

bool is_printable(std::string_view text) {
  const bool has_control = std::ranges::any_of(
      text, [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7f; });
  return !has_control && text.find("\xEF\xBF\xBE") == std::string_view::npos &&
         text.find("\xEF\xBF\xBF") == std::string_view::npos;
}

std::optional<FieldFault> FieldRule::fault(std::string_view text) const {
  if (!is_list) return fault_of_one(text);
  for (const std::string_view part : split(text, between_values))
    if (const auto found = fault_of_one(part)) return found;
  return std::nullopt;
}

json FieldRule::value(const std::string& text) const {
  return is_list ? json(split(text, between_values)) : json(text);
}

std::string one_text(const json& value) {
  if (!value.is_array()) return value;
  std::string text;
  for (const json& part : value)
    text += std::string(text.empty() ? "" : between_values) + part.get<std::string>();
  return text;
}

std::optional<FieldFault> FieldRule::fault_of_one(std::string_view text) const {
  if (text.size() > (is_picture ? max_data_picture : max_data_text)) return FieldFault::too_long;
  if (!is_printable(text)) return FieldFault::not_printable;
  if (is_day && !from_date(text)) return FieldFault::not_a_day;
  if (!list.empty() && std::ranges::find(list, text) == list.end()) return FieldFault::not_listed;
  if (shortest != 0 || longest != 0) {
    const std::size_t size = crypto::count_characters(text);
    if (size < shortest) return FieldFault::too_short;
    if (longest != 0 && size > longest) return FieldFault::too_long;
  }
  if (matcher && !RE2::PartialMatch({text.data(), text.size()}, *matcher)) return FieldFault::pattern;
  return std::nullopt;
}

const FieldRule* FieldRules::find(std::string_view name) const {
  const auto found = std::ranges::find(fields, name, &FieldRule::name);
  return found == fields.end() ? nullptr : &*found;
}

FieldRules field_rules(const LicenseType& type) {
  FieldRules rules;
  rules.complete = is_plain(type.schema);
  const json required = type.schema.value("required", json::array());
  for (const auto& [name, rule] : type.schema.at("properties").items()) {
    rules.complete = rules.complete && rule.is_object() && is_plain_text(rule);
    if (!rule.is_object()) continue;
    rules.fields.push_back(read_rule(name, rule));
    rules.fields.back().required = std::ranges::find(required, json(name)) != required.end();
  }
  return rules;
}

} // namespace elicense::license
