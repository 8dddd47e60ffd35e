// SPDX-License-Identifier: Apache-2.0
// The type files of the source tree that bring a layout of their own, and data for them: the example, the
// shortest and the longest legal data.
#pragma once
#include "face/face.hpp"
#include "face/text_fit.hpp"
#include "tests/support/files.hpp"
#include <algorithm>
#include <gtest/gtest.h>
#include <ostream>

namespace elicense::test {

using nlohmann::json;

struct TypeFile {
  std::string name;
  json content;

  std::vector<std::string> fields() const {
    std::vector<std::string> names;
    for (const auto& [name, schema] : content["schema"]["properties"].items())
      names.push_back(name);
    return names;
  }
  const json& schema(const std::string& field) const { return content["schema"]["properties"][field]; }
  bool is_picture(const std::string& field) const { return schema(field).contains("contentEncoding"); }
  bool is_required(const std::string& field) const {
    const json& required = content["schema"]["required"];
    return std::find(required.begin(), required.end(), field) != required.end();
  }
  std::shared_ptr<const face::Layout> layout() const {
    return face::parse_layout(content["face"], fields()).value();
  }
};

inline void PrintTo(const TypeFile& type, std::ostream* out) {
  *out << type.name;
}

inline std::string test_name(const testing::TestParamInfo<TypeFile>& info) {
  std::string name = info.param.name;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

inline std::vector<TypeFile> type_files() {
  std::vector<TypeFile> files;
  std::filesystem::path folder = source_folder() / "schemas/license-types";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const Bytes text = read_file(entry.path());
    if (as_text(text).find("\"schema\":") == std::string_view::npos) continue; // most are written short
    json content = json::parse(as_text(text));
    if (content.contains("schema")) files.push_back({entry.path().stem(), std::move(content)});
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return files;
}

inline const face::Fonts& fonts() {
  static const std::shared_ptr<const face::Fonts> loaded = face::Fonts::load().value();
  return *loaded;
}

inline std::string first_characters(const std::string& text, std::size_t count) {
  std::u32string characters = face::read_utf8(text).value();
  std::string out;
  for (std::size_t at = 0, shown = 0; shown < count && at < text.size(); ++shown) {
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80)
      ++end;
    out += text.substr(at, end - at);
    at = end;
  }
  return out;
}

// As a registrar writes it: many different characters, marks and brackets, over and over until long enough.
inline std::string long_text(std::size_t characters) {
  const std::string part =
      "软件开发；信息系统集成服务；物联网技术研发；人工智能基础资源与技术平台；云计算装备技术服务；网络设备销"
      "售；"
      "通讯设备修理；市场营销策划；会议及展览服务；企业管理咨询；社会经济咨询服务；机械电气设备制造；建筑材料"
      "销售；"
      "食品销售（仅销售预包装食品）；农副产品收购、加工与批发；货物进出口；第二类增值电信业务（凭许可证经营）"
      "。"
      "（依法须经批准的项目，经相关部门批准后方可开展经营活动，具体经营项目以审批结果为准）";
  std::string text;
  while (text.size() < characters * 4)
    text += part;
  return first_characters(text, characters);
}

inline std::string shown_text(const json& value) { // lists with 、, as a face shows them
  if (!value.is_array()) return value;
  std::string text;
  for (const json& part : value)
    text += (text.empty() ? "" : "、") + part.get<std::string>();
  return text;
}

inline face::FaceData face_data(const TypeFile& type, const json& values) {
  face::FaceData data;
  for (const auto& [field, value] : values.items())
    if (type.is_picture(field))
      data.pictures[field] = from_base64(value.get<std::string>()).value();
    else
      data.values[field] = shown_text(value);
  data.qr_text = "https://zz.example.gov.cn/v/7Q2M4X9K3T5B8N6D1R0WQ2";
  return data;
}

inline face::FaceData example_data(const TypeFile& type) {
  return face_data(type, type.content["example"]);
}

inline face::FaceData shortest_data(const TypeFile& type) {
  json values = type.content["example"];
  for (const std::string& field : type.fields())
    if (!type.is_required(field))
      values.erase(field);
    else if (type.schema(field).contains("minLength"))
      values[field] = first_characters("张三样例有限公司地址", type.schema(field)["minLength"]);
  return face_data(type, values);
}

inline face::FaceData longest_data(const TypeFile& type) {
  json values = type.content["example"];
  for (const std::string& field : type.fields())
    if (const json& rule = type.schema(field); rule.contains("minLength"))
      values[field] = long_text(rule["maxLength"]);
    else if (rule["type"] == "array" && rule["items"].contains("minLength"))
      values[field] = json(rule["maxItems"].get<std::size_t>(), long_text(rule["items"]["maxLength"]));
  return face_data(type, values);
}

} // namespace elicense::test
