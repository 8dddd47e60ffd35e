// SPDX-License-Identifier: Apache-2.0
#include "face/row_setter.hpp"
#include <algorithm>

namespace elicense::face {
namespace {

double usable_height(const Row& row, double pitch) {
  return row.lines * pitch - std::min(pitch - row.size, row.size * 0.3);
}

Box padded(const Box& cell) {
  return {cell.x + cell_padding, cell.y + cell_margin / 2, cell.width - 2 * cell_padding,
          cell.height - cell_margin};
}

} // namespace

void RowSetter::columns() {
  if (layout_.columns.empty()) return;
  int most = 1;
  for (const auto& column : layout_.columns)
    most = std::max(most, lines_of(column));
  double pitch = std::min(style_.pitch, style_.area.height / most);
  auto count = static_cast<double>(layout_.columns.size());
  Box box = style_.area;
  if (layout_.columns.size() == 1)
    box = {box.x + style_.lone_indent, box.y, box.width - style_.lone_indent, box.height};
  box.width = (box.width - style_.column_gap * (count - 1)) / count;
  for (const auto& column : layout_.columns) {
    put_column(column, box, pitch);
    box.x += box.width + style_.column_gap;
  }
}

double RowSetter::widest_label(const std::vector<Row>& rows) {
  double widest = 0;
  for (const Row& row : rows)
    if (auto label = texts_.measured(row.label, row.label))
      widest = std::max(widest, label->width() * row.size);
  return widest;
}

void RowSetter::put_column(const std::vector<Row>& rows, const Box& box, double pitch) {
  const double widest = widest_label(rows);
  double gap = style_.size * 1.1, y = box.y, text_width = box.width - widest - gap;
  double extra = layout_.arranged ? spare_height(rows, box.height, text_width, pitch) : 0;
  for (const Row& row : rows) {
    texts_.put_fixed(row.label, {box.x, y, widest, row.size * 1.01}, texts_.label(row.size));
    texts_.put(row.text, {box.x + widest + gap, y, text_width, usable_height(row, pitch)},
               texts_.value(row.size, row.min_size));
    y += height_in_use(row, text_width, pitch) + extra;
  }
}

// Of the height kept for a row, what its text of today needs, with the same space below as below one line.
double RowSetter::height_in_use(const Row& row, double width, double pitch) {
  const double kept = row.lines * pitch;
  auto text = texts_.measured(texts_.filled(row.text));
  auto fitted = text ? fit(*text, width, usable_height(row, pitch), row.size, row.min_size) : std::nullopt;
  if (!fitted) return kept;
  if (fitted->lines.empty()) return pitch;
  double height = fitted->size * (1 + line_height * (static_cast<double>(fitted->lines.size()) - 1));
  return std::clamp(height + pitch - row.size, pitch, kept);
}

// What every row gets of the height that is not in use, so that few and short rows stand at ease.
double RowSetter::spare_height(const std::vector<Row>& rows, double height, double width, double pitch) {
  constexpr double widest_pitch = 1.2;
  for (const Row& row : rows)
    height -= height_in_use(row, width, pitch);
  return std::clamp(height / static_cast<double>(rows.size()), 0.0, widest_pitch * style_.pitch - pitch);
}

void RowSetter::table() {
  if (layout_.table.empty()) return;
  int lines = 0;
  for (const auto& pairs : layout_.table)
    lines += pairs.front().lines;
  double pitch = std::min(style_.pitch, style_.area.height / lines), y = style_.area.y;
  Ink rule = stroked(style_.colors.strong, 0.25);
  for (const auto& pairs : layout_.table) {
    double height = hundredth(pairs.front().lines * pitch);
    double width = style_.area.width / static_cast<double>(pairs.size()), x = style_.area.x;
    for (const Row& row : pairs) {
      put_cells(row, {x, y, width, height}, rule);
      x += width;
    }
    y += height;
  }
  drawing_.marks.push_back(rectangle({style_.area.x, style_.area.y, style_.area.width, y - style_.area.y},
                                     stroked(style_.colors.strong, 0.6)));
}

void RowSetter::put_cells(const Row& row, const Box& box, const Ink& rule) {
  Box name = box;
  name.width = style_.cell_label_width;
  Box content{name.right(), box.y, box.width - name.width, box.height};
  drawing_.marks.push_back(rectangle(name, {style_.colors.band, rule.stroke, rule.line_width}));
  drawing_.marks.push_back(rectangle(content, rule));
  TextStyle names = texts_.label(row.size);
  names.align = Align::center;
  texts_.put_fixed(row.label, padded(name), names, true);
  texts_.put(row.text, padded(content), texts_.value(row.size, row.min_size), true);
}

} // namespace elicense::face
