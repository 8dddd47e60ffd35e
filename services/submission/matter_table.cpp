// SPDX-License-Identifier: Apache-2.0
#include "submission/matter_table.hpp"
#include "stock/row_reader.hpp"
#include <algorithm>
#include <array>
#include <map>

namespace elicense::submission {
namespace {

using nlohmann::json;
using Cells = std::map<std::string, std::string, std::less<>>; // by column

constexpr std::array<std::string_view, 13> columns = {
    "matter_code", "matter_name",   "authority_code", "authority_name", "region",    "item_code", "item_name",
    "applicant",   "material_code", "material_name",  "required",       "condition", "licenses"};

Error no_table(const std::string& detail) {
  return fail(ErrorKind::malformed, "MATTER_FILE", detail);
}

std::string trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t\r\n");
  if (from == std::string_view::npos) return {};
  return std::string(text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1));
}

std::vector<std::string> parts_of(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (std::string part = trimmed(text.substr(0, end)); !part.empty()) parts.push_back(std::move(part));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

// "identity-card" is a name; "TYPE:field;field" a type with what is needed of it.
json license_of(const std::string& text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string::npos) return text;
  return {{"type", trimmed(text.substr(0, colon))}, {"fields", parts_of(text.substr(colon + 1), ';')}};
}

json authority_of(const Cells& cells) { // without a name the code is one
  if (cells.at("authority_name").empty()) return cells.at("authority_code");
  return {{"code", cells.at("authority_code")}, {"name", cells.at("authority_name")}};
}

json material_of(const Cells& cells) {
  json material{{"name", cells.at("material_name")}, {"licenses", json::array()}};
  if (!cells.at("material_code").empty()) material["code"] = cells.at("material_code");
  if (!cells.at("required").empty())
    material["required"] = cells.at("required") == "true"    ? json(true)
                           : cells.at("required") == "false" ? json(false)
                                                             : json(cells.at("required"));
  if (!cells.at("condition").empty()) material["condition"] = cells.at("condition");
  for (const std::string& license : parts_of(cells.at("licenses"), '|'))
    material["licenses"].push_back(license_of(license));
  return material;
}

json head_of(const Cells& cells) {
  return {{"code", cells.at("matter_code")},
          {"name", cells.at("matter_name")},
          {"authority", authority_of(cells)},
          {"region", cells.at("region")}};
}

json item_of(const Cells& cells) {
  return {
      {"code", cells.at("item_code")}, {"name", cells.at("item_name")}, {"applicant", cells.at("applicant")}};
}

class Table {
 public:
  void take(const stock::Row& row) {
    if (!row.readable()) return refuse(matters_.empty() ? start(row, {}) : matters_.back(), row, row.refusal);
    Cells cells;
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      cells[(*row.columns)[i]] = trimmed(row.cells[i]);
    add(row, cells);
  }

  std::vector<TableMatter> matters() && { return std::move(matters_); }

 private:
  TableMatter& start(const stock::Row& row, json object) {
    matters_.push_back({static_cast<std::size_t>(row.number), std::move(object), {}});
    return matters_.back();
  }

  static void refuse(TableMatter& matter, const stock::Row& row, const std::string& what) {
    if (matter.problem.empty()) matter.problem = "row " + std::to_string(row.number) + ": " + what;
  }

  void add(const stock::Row& row, const Cells& cells) {
    const json head = head_of(cells);
    auto matter = std::ranges::find_if(
        matters_, [&](const TableMatter& one) { return one.object.value("code", json()) == head["code"]; });
    if (matter == matters_.end()) {
      start(row, head).object["items"] = json::array();
      matter = std::prev(matters_.end());
    }
    for (const char* member : {"name", "authority", "region"})
      if (matter->object[member] != head[member])
        return refuse(*matter, row, std::string(member) + " differs");
    add_material(*matter, row, cells);
  }

  static void add_material(TableMatter& matter, const stock::Row& row, const Cells& cells) {
    const json wanted = item_of(cells);
    json& items = matter.object["items"];
    auto item = std::ranges::find_if(items, [&](const json& one) { return one["code"] == wanted["code"]; });
    if (item == items.end()) {
      items.push_back(wanted);
      items.back()["materials"] = json::array();
      item = std::prev(items.end());
    }
    for (const char* member : {"name", "applicant"})
      if ((*item)[member] != wanted[member])
        return refuse(matter, row, "item_" + std::string(member) + " differs");
    (*item)["materials"].push_back(material_of(cells));
  }

  std::vector<TableMatter> matters_;
};

Result<void> check_header(const stock::Dialect& dialect) {
  for (const std::string_view column : columns)
    if (std::ranges::find(*dialect.columns, column) == dialect.columns->end())
      return no_table("no column " + std::string(column));
  return {};
}

} // namespace

Result<std::vector<TableMatter>> read_matter_table(std::string_view text) {
  const auto dialect = stock::read_dialect(stock::Format::csv, text.substr(0, stock::dialect_sample));
  if (!dialect) return no_table(dialect.error().code + " " + dialect.error().detail);
  if (auto good = check_header(*dialect); !good) return good.error();
  const auto reader = stock::make_row_reader(*dialect, dialect->first_row);
  reader->feed(text.substr(dialect->first_row.offset));
  reader->finish();
  Table table;
  while (true) {
    const auto row = reader->next();
    if (!row) return no_table(row.error().code + " " + row.error().detail);
    if (!*row) return std::move(table).matters();
    table.take(**row);
  }
}

} // namespace elicense::submission
