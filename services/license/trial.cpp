// SPDX-License-Identifier: Apache-2.0
// Data is made from the schema alone; a pattern is answered by its "examples" or the type's example.
#include "license/trial.hpp"
#include "face/qr.hpp"
#include "face/text_fit.hpp"
#include "license/drafting.hpp"
#include <algorithm>

namespace elicense::license {
namespace {

using nlohmann::json;

// As a registrar writes: many different characters, marks and brackets.
constexpr std::string_view sample = "软件开发；信息系统集成服务；物联网技术研发；网络设备销售；通讯设备修理；"
                                    "会议及展览服务；企业管理咨询；机械电"
                                    "气设备制造；建筑材料销售；食品销售（仅销售预包装食品）；农副产品收购、加"
                                    "工与批发；货物进出口；第二类增值电信"
                                    "业务（凭许可证经营）。（依法须经批准的项目，经相关部门批准后方可开展经营"
                                    "活动，具体经营项目以审批结果为准）";

std::string text_of(std::size_t characters) {
  std::string text;
  for (std::size_t at = 0, written = 0; written < characters; ++written) {
    std::size_t end = at + 1;
    while (end < sample.size() && (static_cast<unsigned char>(sample[end]) & 0xC0U) == 0x80)
      ++end;
    text += sample.substr(at, end - at);
    at = end == sample.size() ? 0 : end;
  }
  return text;
}

std::size_t length(const json& text) {
  return face::read_utf8(text.get<std::string>()).value_or(U"").size();
}

std::vector<json> choices(const json& rule) {
  std::vector<json> choices;
  for (const char* const list : {"enum", "examples"})
    for (const json& each : rule.value(list, json::array()))
      if (each.is_string()) choices.push_back(each);
  return choices;
}

std::optional<json> value_of(const json& rule, const char* size, bool longest);

// As many as there may be, or as few, all alike.
std::optional<json> list_of(const json& rule, bool longest) {
  const auto one =
      value_of(rule.value("items", json::object()), longest ? "maxLength" : "minLength", longest);
  const char* const count = longest ? "maxItems" : "minItems";
  if (!one || !rule.contains(count)) return std::nullopt;
  return json(rule.at(count).get<std::size_t>(), *one);
}

// Nothing: the schema leaves it open, the example has to do.
std::optional<json> value_of(const json& rule, const char* size, bool longest) {
  if (rule.value("type", json()) == "array") return list_of(rule, longest);
  if (rule.value("type", json()) != "string" || rule.contains("contentEncoding")) return std::nullopt;
  if (rule.contains(size) && !rule.contains("pattern")) return text_of(rule.at(size).get<std::size_t>());
  const std::vector<json> all = choices(rule);
  if (all.empty()) return std::nullopt;
  const auto [least, most] = std::ranges::minmax_element(all, {}, length);
  return longest ? *most : *least;
}

} // namespace

json shortest_data(const LicenseType& type) {
  json data = type.example;
  for (const auto& [field, rule] : type.schema.at("properties").items())
    if (!is_required(type, field))
      data.erase(field);
    else if (const auto value = value_of(rule, "minLength", false))
      data[field] = *value;
  return data;
}

json longest_data(const LicenseType& type) {
  json data = type.example;
  for (const auto& [field, rule] : type.schema.at("properties").items())
    if (const auto value = value_of(rule, "maxLength", true)) data[field] = *value;
  return data;
}

Result<face::Face> draw_trial(const LicenseType& type, const face::Fonts& fonts, const json& data) {
  License license;
  license.data = data;
  auto face = draw_face(license, type, fonts, {}, std::string(face::max_face_qr_text, 'x'));
  if (face && !face->seal()) return fail(ErrorKind::invalid, "FACE_WITHOUT_SEAL", type.code);
  return face;
}

Result<void> try_out(const LicenseType& type, const face::Fonts& fonts) {
  for (const json& data : {type.example, shortest_data(type), longest_data(type)})
    if (auto drawn = draw_trial(type, fonts, data); !drawn) return drawn.error();
  return {};
}

} // namespace elicense::license
