// SPDX-License-Identifier: Apache-2.0
// Text into a box: broken into lines by the rules of Chinese typesetting, then made smaller, never cut.
#pragma once
#include "face/font_file.hpp"
#include "face/geometry.hpp"

namespace elicense::face {

inline constexpr std::size_t max_field_text = 8192; // characters of one text
inline constexpr double line_height = 1.32;         // in sizes
inline constexpr double ascent = 0.88;              // of the em box of Noto CJK

std::optional<std::u32string> read_utf8(std::string_view text); // nothing: not UTF-8

struct MeasuredText {
  std::u32string characters;    // a line feed starts a new line
  std::vector<double> advances; // in sizes
  std::size_t start = 0;        // of a line: where in the whole text it begins
  double width() const;
};

std::optional<MeasuredText> measure(const FontFile& font,
                                    std::u32string characters); // nothing: no glyph for one

struct Fitted {
  double size = 0;
  std::vector<MeasuredText> lines;
};

std::vector<MeasuredText> break_lines(const MeasuredText& text, double width); // in sizes
std::optional<Fitted> fit(const MeasuredText& text, double width, double height, double size,
                          double min_size);

} // namespace elicense::face
