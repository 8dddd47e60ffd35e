// SPDX-License-Identifier: Apache-2.0
#include "submission/matter_file.hpp"
#include "submission/matter_reader.hpp"
#include "submission/matter_table.hpp"
#include "json/strict_json.hpp"

namespace elicense::submission {
namespace {

using Json = nlohmann::ordered_json;

constexpr JsonLimits file_limits{.size = max_matter_file, .depth = 32, .values = 400'000, .fractions = false};

Error no_file(const std::string& detail) {
  return fail(ErrorKind::malformed, "MATTER_FILE", detail);
}

Json rules_json(const std::vector<Rule>& rules) {
  Json list = Json::array();
  for (const Rule& rule : rules)
    list.push_back({{"code", rule.code}, {"zh", rule.zh}, {"en", rule.en}, {"logic", rule.logic}});
  return list;
}

Json alternatives_json(const std::vector<Alternative>& alternatives) {
  Json list = Json::array();
  for (const Alternative& alternative : alternatives)
    list.push_back({{"type", alternative.type_code},
                    {"fields", alternative.fields},
                    {"substitute", alternative.substitute},
                    {"of_others", alternative.of_others},
                    {"rules", rules_json(alternative.rules)}});
  return list;
}

Json materials_json(const std::vector<Material>& materials) {
  Json list = Json::array();
  for (const Material& material : materials)
    list.push_back({{"code", material.code},
                    {"name", material.name},
                    {"required", material.required},
                    {"condition", material.condition},
                    {"licenses", alternatives_json(material.alternatives)}});
  return list;
}

bool is_json(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos || text[first] == '{' || text[first] == '[';
}

Result<std::vector<MatterRow>> rows_of_table(std::string_view text,
                                             const license::DefiningAuthority& operator_authority) {
  const auto table = read_matter_table(text);
  if (!table) return table.error();
  const auto words = MatterWords::of_file(nlohmann::json::object());
  MatterReader reader(*words, operator_authority);
  std::vector<MatterRow> rows;
  for (const TableMatter& matter : *table)
    rows.push_back({matter.row, matter.problem.empty()
                                    ? reader.read(matter.object)
                                    : fail(ErrorKind::invalid, "MATTER_INVALID", matter.problem)});
  return rows;
}

Result<std::vector<MatterRow>> rows_of_json(std::string_view text,
                                            const license::DefiningAuthority& operator_authority) {
  const auto file = parse_strict_json(text, file_limits);
  if (!file) return no_file(file.error().code + ": " + file.error().detail);
  if (!file->is_object() || !file->contains("matters") || !(*file)["matters"].is_array())
    return no_file("/matters: a list is needed");
  const auto& matters = (*file)["matters"];
  const auto words = MatterWords::of_file(*file);
  if (!words) return words.error();
  MatterReader reader(*words, operator_authority);
  std::vector<MatterRow> rows;
  for (const auto& matter : matters)
    rows.push_back({rows.size() + 1, reader.read(matter)});
  return rows;
}

} // namespace

Result<std::vector<MatterRow>> read_matter_rows(std::string_view text,
                                                const license::DefiningAuthority& operator_authority) {
  if (text.size() > max_matter_file)
    return no_file("more than " + std::to_string(max_matter_file) + " bytes");
  auto rows =
      is_json(text) ? rows_of_json(text, operator_authority) : rows_of_table(text, operator_authority);
  if (rows && rows->size() > max_matters_in_file)
    return no_file("more than " + std::to_string(max_matters_in_file) + " matters");
  return rows;
}

Result<std::vector<Matter>> read_matters(std::string_view text,
                                         const license::DefiningAuthority& operator_authority) {
  auto rows = read_matter_rows(text, operator_authority);
  if (!rows) return rows.error();
  std::vector<Matter> matters;
  for (MatterRow& row : *rows) {
    if (!row.matter)
      return fail(ErrorKind::invalid, row.matter.error().code,
                  std::to_string(row.row) + " " + row.matter.error().detail);
    matters.push_back(*std::move(row.matter));
  }
  return matters;
}

Json matter_json(const Matter& matter) {
  Json items = Json::array();
  for (const Item& item : matter.items)
    items.push_back({{"code", item.code},
                     {"name", item.name},
                     {"applicant", item.applicant},
                     {"materials", materials_json(item.materials)}});
  return {{"code", matter.code},
          {"name", matter.name},
          {"authority", {{"code", matter.authority_code}, {"name", matter.authority_name}}},
          {"region", matter.region},
          {"items", items}};
}

std::string matter_file(const Matter& matter) {
  return Json{{"matters", Json::array({matter_json(matter)})}}.dump();
}

} // namespace elicense::submission
