// SPDX-License-Identifier: Apache-2.0
// The shared page styles: where everything stands on a page and how large it is. A type only lists its rows.
#pragma once
#include "face/ornament.hpp"
#include "face/typeface.hpp"
#include <optional>
#include <string>

namespace elicense::face {

struct PageStyle {
  double width = 0, height = 0;
  Ornament ornament = Ornament::band_frame;
  Palette colors;
  Typeface body = Typeface::serif, heading = Typeface::serif_bold;

  // The slots; a layout may move any of them by name.
  Box title, subtitle, corner, area, issuer, date, seal, qr, qr_caption, notes, picture, mark;

  double title_size = 15, title_gap = 6; // between its characters, at most
  double subtitle_size = 5;
  double corner_size = 4.2;
  bool corner_in_one_line = false;    // "label：value", right-aligned
  double size = 4.8, min_size = 2.2;  // of the rows
  double pitch = 11, min_pitch = 4.5; // of one line of a row
  double column_gap = 10;
  double lone_indent = 0;       // of the area, if it has one column
  bool ruled = false;           // rows that are arranged become a ruled table
  double cell_label_width = 30; // of a ruled table
  double small = 2.8;           // caption of the QR code
  double note_size = 2.8;
  double mark_size = 3.4;
};

enum class Orientation { landscape, portrait };

struct PageSize {
  double width = 0, height = 0;
};

inline constexpr double cell_padding = 2, cell_margin = 1.2; // left and right each; above and below together

// certificate (A4, ornamental band), table (A4, ruled), letter (A4, a proof on plain paper), card (85.6 × 54
// mm); nothing for another name.
std::optional<PageSize> usual_size(const std::string& style, Orientation orientation);
std::optional<PageStyle> page_style(const std::string& name, PageSize size, const std::string& tint);
Orientation usual_orientation(const std::string& style);

Box* slot(PageStyle& style, const std::string& name);

} // namespace elicense::face
