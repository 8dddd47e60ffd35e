// SPDX-License-Identifier: Apache-2.0
#include "stock/synth_text.hpp"
#include "stock/mapping.hpp"

namespace elicense::stock {
namespace {

using Damage = SynthDraft::Damage;

std::string csv_cell(const std::string& text) { // RFC 4180
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text)
    quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

std::string joined(const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i)
    line += (i == 0 ? "" : ",") + cells[i];
  return line + "\r\n";
}

std::vector<std::string> quoted(std::vector<std::string> cells) {
  for (std::string& cell : cells)
    cell = csv_cell(cell);
  return cells;
}

} // namespace

SynthText::SynthText(const TypeView& view, Format format, bool scans)
    : name_(view.holder_name), format_(format), scans_(scans) {
  const Mapping mapping;
  for (const FieldView& field : view.fields)
    columns_.push_back(field.rule.name);
  columns_.push_back(mapping.former_number);
  columns_.push_back(mapping.former_date);
  if (scans_) columns_.push_back(mapping.attachments);
}

std::string SynthText::header() const {
  return format_ == Format::csv ? joined(quoted(columns_)) : "";
}

std::string SynthText::line(const SynthDraft& row) const {
  return format_ == Format::csv ? csv_line(row) : json_line(row);
}

std::vector<std::string> SynthText::cells(const SynthDraft& row) const {
  if (row.damage == Damage::empty) return std::vector<std::string>(columns_.size());
  std::vector<std::string> cells = row.values;
  cells.push_back(row.former_number);
  cells.push_back(row.former_date);
  if (scans_) cells.push_back(row.attachments);
  return cells;
}

std::string SynthText::csv_line(const SynthDraft& row) const {
  std::vector<std::string> written = quoted(cells(row));
  if (row.damage == Damage::quotes) written[name_] = "甲\"乙";
  if (row.damage == Damage::bytes) written[name_] += "\xFF";
  if (row.damage == Damage::cells) written.emplace_back("多");
  return joined(written);
}

std::string SynthText::json_line(const SynthDraft& row) const {
  const std::vector<std::string> texts = cells(row);
  nlohmann::json object = nlohmann::json::object();
  for (std::size_t i = 0; i < columns_.size(); ++i)
    if (!texts[i].empty()) object[columns_[i]] = texts[i];
  if (row.damage == Damage::column) object["备用列"] = "甲";
  std::string line = object.dump();
  if (row.damage == Damage::json) line.pop_back();
  if (row.damage == Damage::bytes) line.insert(1, "\xFF");
  return line + "\n";
}

} // namespace elicense::stock
