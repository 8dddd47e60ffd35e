// SPDX-License-Identifier: Apache-2.0
// Every character counts as wide as an ideograph, and a line may lose two to the rules of line breaking.
#include "face/arrange.hpp"
#include "face/text_fit.hpp"
#include <algorithm>
#include <cmath>

namespace elicense::face {
namespace {

constexpr double comfortable[] = {0.8, 0.65, 0.55, 0.0}; // shares of the usual size, tried in this order
constexpr double larger[] = {1.25, 1.1};               // shares of the usual size, where a page has few rows
constexpr double smaller[] = {1, 0.85, 0.72};          // and where it has many
constexpr double pitch_step = 0.25;                    // millimetres
constexpr double easy_pitch = 1.6, least_pitch = 1.25; // of rows, in sizes
constexpr double two_columns_from = 200;               // millimetres of width
constexpr int lost_per_line = 2;

double label_width(const std::vector<Row>& rows, double size) {
  std::size_t longest = 0;
  for (const Row& row : rows)
    longest = std::max(longest, read_utf8(row.label).value_or(U"").size());
  return static_cast<double>(longest) * size;
}

double text_height(int longest, double width, double size) {
  const int characters = std::max(1, static_cast<int>(width / size) - lost_per_line);
  const int lines = std::max(1, (longest + characters - 1) / characters);
  return size * (1 + line_height * (lines - 1));
}

class Arranger {
 public:
  Arranger(const std::vector<Row>& rows, Layout& layout)
      : rows_(rows), layout_(layout), style_(layout.style) {}

  bool in_columns() {
    const int most = style_.area.width >= two_columns_from ? 2 : 1;
    for (const double share : comfortable)
      for (const double pitch : {easy_pitch, least_pitch})
        for (int count = 1; count <= most; ++count)
          if (fits_columns(count, text_size(share), pitch)) return true;
    return false;
  }

  bool in_one_easy_column() { return fits_columns(1, text_size(comfortable[0]), easy_pitch); }

  bool in_table() {
    for (const double share : comfortable)
      for (int steps = 0; pitch_after(steps) >= style_.size * least_pitch + 1.2; ++steps)
        if (fits_table(pitch_after(steps), text_size(share))) return true;
    return false;
  }

 private:
  double pitch_after(int steps) const { return style_.pitch - steps * pitch_step; }
  double text_size(double share) const { return std::max(style_.min_size, share * style_.size); }

  // --- columns ---

  bool fits_columns(int count, double size, double pitch_in_sizes) {
    const double label = label_width(rows_, style_.size) + style_.size * 1.1;
    const double indent = count == 1 ? style_.lone_indent : 0;
    const double width = (style_.area.width - indent - style_.column_gap * (count - 1)) / count - label;
    if (width < 4 * size) return false;
    for (int steps = 0; pitch_after(steps) >= style_.size * pitch_in_sizes; ++steps) {
      const double pitch = pitch_after(steps);
      auto columns = split(with_lines(width, size, pitch), count);
      if (tallest(columns) * pitch > style_.area.height) continue;
      layout_.columns = std::move(columns);
      layout_.arranged = true;
      return true;
    }
    return false;
  }

  std::vector<Row> with_lines(double width, double size, double pitch) const {
    std::vector<Row> rows = rows_;
    for (Row& row : rows) {
      row.size = style_.size;
      const double unused = std::min(pitch - row.size, row.size * 0.3);
      row.lines = std::max(
          1, static_cast<int>(std::ceil((text_height(row.longest, width, size) + unused) / pitch - 1e-9)));
    }
    return rows;
  }

  static std::vector<std::vector<Row>> split(const std::vector<Row>& rows, int count) {
    if (count == 1) return {rows};
    const int half = (lines_of(rows) + 1) / 2;
    std::vector<std::vector<Row>> columns(2);
    int lines = 0;
    for (const Row& row : rows) {
      columns[lines >= half ? 1 : 0].push_back(row);
      lines += row.lines;
    }
    if (columns[1].empty()) columns.pop_back();
    return columns;
  }

  static int tallest(const std::vector<std::vector<Row>>& columns) {
    int most = 0;
    for (const auto& column : columns)
      most = std::max(most, lines_of(column));
    return most;
  }

  // --- table ---

  double cell(std::size_t pairs) const {
    return style_.area.width / static_cast<double>(pairs) - style_.cell_label_width - 2 * cell_padding;
  }

  bool is_short(const Row& row, double pitch, double size) const {
    return text_height(row.longest, cell(2), size) <= pitch - cell_margin;
  }

  Row sized(Row row) const {
    row.size = style_.size;
    return row;
  }

  bool fits_table(double pitch, double size) {
    std::vector<std::vector<Row>> table;
    int lines = 0;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const bool pair =
          i + 1 < rows_.size() && is_short(rows_[i], pitch, size) && is_short(rows_[i + 1], pitch, size);
      table.push_back({sized(rows_[i])});
      if (pair) table.back().push_back(sized(rows_[++i]));
      Row& first = table.back().front();
      if (!pair)
        first.lines = static_cast<int>(
            std::ceil((text_height(first.longest, cell(1), size) + cell_margin) / pitch - 1e-9));
      lines += first.lines;
    }
    if (lines * pitch > style_.area.height) return false;
    style_.pitch = std::min(style_.pitch * 1.3, style_.area.height / lines); // a short table stands wider
    layout_.table = std::move(table);
    return true;
  }

  const std::vector<Row>& rows_;
  Layout& layout_;
  PageStyle& style_;
};

// Beside a picture that stands in it.
void keep_clear(Box& area, const Box& picture) {
  const bool meets = picture.x < area.right() && picture.right() > area.x && picture.y < area.bottom() &&
                     picture.bottom() > area.y;
  if (meets) area.width = picture.x - 4 - area.x;
}

} // namespace

bool arrange(const std::vector<Row>& rows, Layout& layout) {
  for (const Picture& picture : layout.pictures)
    keep_clear(layout.style.area, picture.box);
  PageStyle& style = layout.style;
  const double usual = style.size, usual_pitch = style.pitch;
  if (!style.ruled)
    for (const double share : larger) {
      style.size = share * usual;
      style.pitch = share * usual_pitch;
      if (Arranger(rows, layout).in_one_easy_column()) return true;
    }
  style.pitch = usual_pitch;
  for (const double share : smaller) {
    style.size = share * usual;
    Arranger arranger(rows, layout);
    if (style.ruled ? arranger.in_table() : arranger.in_columns()) return true;
  }
  return false;
}

} // namespace elicense::face
