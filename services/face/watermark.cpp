// SPDX-License-Identifier: Apache-2.0
#include "face/watermark.hpp"

#include "face/text_fit.hpp"

#include <algorithm>
#include <cmath>

namespace elicense::face {
namespace {

constexpr Color watermark_color{70, 84, 120};
constexpr Typeface watermark_typeface = Typeface::sans;
constexpr double largest = 7, comfortable = 3, smallest = 1.2; // millimetres
constexpr double between_lines = 1.5;                          // in sizes
constexpr double part_of_page = 0.86;                          // that a block takes

using Lines = std::vector<MeasuredText>;

Error watermark_error(ErrorKind kind, const char* code) {
  return fail(kind, code, "watermark");
}

Result<Lines> measured(const FontFile& font, const std::vector<std::string>& texts) {
  Lines lines;
  for (const std::string& text : texts) {
    auto characters = read_utf8(text);
    if (!characters) return watermark_error(ErrorKind::malformed, "FACE_TEXT_ENCODING");
    auto whole = measure(font, std::move(*characters));
    if (!whole) return watermark_error(ErrorKind::unsupported, "FACE_GLYPH_MISSING");
    for (MeasuredText& line : break_lines(*whole, max_watermark_line))
      lines.push_back(std::move(line));
  }
  if (lines.size() > max_watermark_lines) return watermark_error(ErrorKind::too_large, "FACE_TEXT_OVERFLOW");
  return lines;
}

Point along(Point from, double forth, double down) { // in the slanting system
  const double cosine = std::cos(watermark_slant), sine = std::sin(watermark_slant);
  return {from.x + forth * cosine - down * sine, from.y + forth * sine + down * cosine};
}

TextLine set_line(const MeasuredText& words, double size, Point start) {
  TextLine line;
  line.typeface = watermark_typeface;
  line.size = size;
  line.color = watermark_color;
  line.baseline = {hundredth(start.x), hundredth(start.y)};
  double position = 0;
  for (std::size_t i = 0; i < words.characters.size(); ++i) {
    line.characters += words.characters[i];
    line.positions.push_back(hundredth(position));
    position += words.advances[i] * size;
  }
  line.width = hundredth(position);
  return line;
}

void set_block(const Lines& lines, double size, Point center, Face::Drawing& drawing) {
  const double height = between_lines * size * static_cast<double>(lines.size());
  double down = -height / 2 + size;
  for (const MeasuredText& words : lines) {
    const Point start = along(center, -words.width() * size / 2, down);
    drawing.watermark.push_back(set_line(words, size, start));
    down += between_lines * size;
  }
}

// At which a block, slanting, has room within width and height.
double fitting_size(const Lines& lines, double width, double height) {
  double longest = 1;
  for (const MeasuredText& line : lines)
    longest = std::max(longest, line.width());
  const double deep = between_lines * static_cast<double>(lines.size());
  const double cosine = std::cos(watermark_slant), sine = std::abs(std::sin(watermark_slant));
  return std::min({part_of_page * width / (longest * cosine + deep * sine),
                   part_of_page * height / (longest * sine + deep * cosine), largest});
}

} // namespace

// In both halves of the page; a small one has room for one block.
Result<void> set_watermark(const Fonts& fonts, const std::vector<std::string>& texts,
                           Face::Drawing& drawing) {
  if (texts.empty()) return {};
  const auto lines = measured(fonts.loaded().at(watermark_typeface), texts);
  if (!lines) return lines.error();
  const int blocks = fitting_size(*lines, drawing.width, drawing.height / 2) >= comfortable ? 2 : 1;
  const double band = drawing.height / blocks;
  const double size = fitting_size(*lines, drawing.width, band);
  if (size < smallest) return watermark_error(ErrorKind::too_large, "FACE_TEXT_OVERFLOW");
  for (int block = 0; block < blocks; ++block)
    set_block(*lines, size, {drawing.width / 2, band * (block + 0.5)}, drawing);
  return {};
}

} // namespace elicense::face
