// SPDX-License-Identifier: Apache-2.0
// A layout after reading: everything is present, named fields exist, boxes lie on the page.
#pragma once
#include "face/layout.hpp"
#include "face/page_style.hpp"
#include "face/text_template.hpp"

namespace elicense::face {

struct Row { // a label and its text; in a ruled table a pair of cells
  std::string label;
  TextTemplate text;
  int lines = 1;                 // height, in lines of the style
  int longest = 0;               // characters of the longest text; of rows that are arranged
  double size = 0, min_size = 0; // millimetres
};

inline int lines_of(const std::vector<Row>& rows) {
  int lines = 0;
  for (const Row& row : rows)
    lines += row.lines;
  return lines;
}

struct FreeText {
  TextTemplate text;
  Box box;
  double size = 0, min_size = 0;
  Align align = Align::left;
  Typeface typeface = Typeface::serif;
};

struct Picture {
  std::string field;
  Box box;
};

struct Layout {
  PageStyle style;
  TextTemplate title, subtitle, date, qr_caption;
  std::optional<Row> corner, issuer;
  std::vector<std::vector<Row>> columns; // side by side, each from top to bottom
  bool arranged = false;                 // the columns hold the longest texts; shorter ones leave no gaps
  std::vector<std::vector<Row>> table;   // ruled rows, each of one or two pairs
  std::vector<TextTemplate> notes;
  std::vector<FreeText> texts;
  std::vector<Picture> pictures;
  bool has_qr = false, has_seal = true;
};

} // namespace elicense::face
