// SPDX-License-Identifier: Apache-2.0
#include "api/show_input.hpp"

#include "json/strict_json.hpp"

#include <algorithm>

namespace elicense::api {
namespace {

bool has_only(const nlohmann::json& object, const std::vector<std::string_view>& members) {
  for (auto member = object.begin(); member != object.end(); ++member)
    if (std::ranges::find(members, std::string_view(member.key())) == members.end()) return false;
  return true;
}

bool is_of_texts(const nlohmann::json& object, const std::vector<std::string_view>& members) {
  return object.is_object() && object.size() == members.size() &&
         std::ranges::all_of(members, [&](std::string_view name) { return is_text_member(object, name); });
}

} // namespace

bool is_text_member(const nlohmann::json& object, std::string_view name) {
  const auto member = object.find(std::string(name));
  return member != object.end() && member->is_string();
}

Result<nlohmann::json> show_input(const http::Request& request,
                                  const std::vector<std::string_view>& members) {
  auto input = parse_strict_json(as_text(request.body));
  if (!input || (input->is_object() && has_only(*input, members))) return input;
  std::string known;
  for (const std::string_view member : members)
    known += (known.empty() ? "" : ", ") + std::string(member);
  return fail(ErrorKind::malformed, "REQUEST_FIELDS", "an object with no members but " + known);
}

std::optional<std::vector<std::string>> texts_of(const nlohmann::json& list, std::size_t most) {
  if (!list.is_array() || list.empty() || list.size() > most) return std::nullopt;
  if (!std::ranges::all_of(list, [](const nlohmann::json& text) { return text.is_string(); }))
    return std::nullopt;
  return list.get<std::vector<std::string>>();
}

std::optional<show::Matter> matter_of(const nlohmann::json& matter) {
  if (!is_of_texts(matter, {"code", "name"})) return std::nullopt;
  return show::Matter{.code = matter["code"], .name = matter["name"]};
}

std::optional<std::vector<show::Matter>> matters_of(const nlohmann::json& list) {
  if (!list.is_array()) return std::nullopt;
  std::vector<show::Matter> matters;
  for (const nlohmann::json& each : list) {
    auto matter = matter_of(each);
    if (!matter) return std::nullopt;
    matters.push_back(*std::move(matter));
  }
  return matters;
}

std::optional<license::Holder> person_of(const nlohmann::json& person) {
  if (!is_of_texts(person, {"name", "code_type", "code"})) return std::nullopt;
  return license::Holder{.name = person["name"], .code_type = person["code_type"], .code = person["code"]};
}

std::optional<license::Holder> coded_person_of(const nlohmann::json& person) {
  if (!is_of_texts(person, {"code_type", "code"})) return std::nullopt;
  license::Holder holder{.name = {}, .code_type = person["code_type"], .code = person["code"]};
  const bool good = license::find_holder_code_type(holder.code_type) != nullptr && !holder.code.empty() &&
                    holder.code.size() <= license::max_holder_code_size;
  return good ? std::optional(holder) : std::nullopt;
}

} // namespace elicense::api
