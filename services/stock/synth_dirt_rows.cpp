// SPDX-License-Identifier: Apache-2.0
// Rows that repeat others, name scans that are not there, or cannot be read.
#include "stock/assessor.hpp"
#include "stock/synth_dirt.hpp"
#include <algorithm>

namespace elicense::stock {
namespace {

using Damage = SynthDraft::Damage;

bool repeat_row(SynthDraft& row, const DirtContext& context) {
  if (context.earlier == 0) return false;
  row.values = context.values.row(context.earlier);
  return expect(row, "repeated_row");
}

bool repeat_number(SynthDraft& row, const DirtContext& context) {
  if (context.earlier == 0) return false;
  const TypeView& view = context.view;
  row.values[view.number] = context.values.row(context.earlier)[view.number];
  return expect(row, "repeated_number");
}

bool rename_holder(SynthDraft& row, const DirtContext& context) {
  if (context.earlier == 0) return false;
  const TypeView& view = context.view;
  auto values = context.values.row(context.earlier);
  values[view.number] = view.number == view.holder_code ? values[view.number] : row.values[view.number];
  values[view.holder_name].insert(0, "新");
  row.values = std::move(values);
  return expect(row, "holder_name_conflict");
}

// Only where more rows than are allowed have had it before.
bool share_phone(SynthDraft& row, const DirtContext& context) {
  const auto& fields = context.view.fields;
  const auto phone = std::ranges::find_if(fields, &FieldView::is_phone);
  if (phone == fields.end()) return false;
  row.values[static_cast<std::size_t>(phone - fields.begin())] = "0000-99999999";
  if (context.occurrence >= max_rows_with_a_phone) return expect(row, "shared_phone");
  return true;
}

bool name_badly(SynthDraft& row, const DirtContext& context) {
  if (!context.scans) return false;
  row.attachments = "../" + row.attachments;
  return expect(row, "attachment_name");
}

bool name_too_many(SynthDraft& row, const DirtContext& context) {
  if (!context.scans) return false;
  const std::string one = row.attachments;
  for (std::size_t i = 0; i < max_attachments; ++i)
    row.attachments += "；" + one;
  return expect(row, "attachment_count");
}

bool name_missing(SynthDraft& row, const DirtContext& context) {
  if (!context.scans) return false;
  row.attachments = "missing-" + row.attachments;
  return expect(row, "attachment_missing");
}

bool damage(SynthDraft& row, Damage damage, std::string_view rule) {
  row.damage = damage;
  return expect(row, rule);
}

bool empty_all(SynthDraft& row, const DirtContext&) {
  return damage(row, Damage::empty, "row_empty");
}

bool break_bytes(SynthDraft& row, const DirtContext& context) {
  return damage(row, Damage::bytes, context.format == Format::csv ? "row_encoding" : "row_json");
}

bool break_quotes(SynthDraft& row, const DirtContext& context) {
  return context.format == Format::csv && damage(row, Damage::quotes, "row_quotes");
}

bool add_cell(SynthDraft& row, const DirtContext& context) {
  return context.format == Format::csv && damage(row, Damage::cells, "row_cells");
}

bool break_json(SynthDraft& row, const DirtContext& context) {
  return context.format == Format::ndjson && damage(row, Damage::json, "row_json");
}

bool add_column(SynthDraft& row, const DirtContext& context) {
  return context.format == Format::ndjson && damage(row, Damage::column, "row_columns");
}

// The phone first: the turn of a kind that needs an earlier row, where there is none, must not fall to it.
constexpr Dirt row_dirt[] = {{"shared_phone", share_phone},
                             {"repeated_row", repeat_row},
                             {"repeated_number", repeat_number},
                             {"holder_name_conflict", rename_holder},
                             {"attachment_name", name_badly},
                             {"attachment_count", name_too_many},
                             {"attachment_missing", name_missing},
                             {"row_empty", empty_all},
                             {"row_encoding", break_bytes},
                             {"row_quotes", break_quotes},
                             {"row_cells", add_cell},
                             {"row_json", break_json},
                             {"row_columns", add_column}};

} // namespace

std::span<const Dirt> dirt_of_rows() {
  return row_dirt;
}

} // namespace elicense::stock
