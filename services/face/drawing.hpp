// SPDX-License-Identifier: Apache-2.0
// What a composed face consists of: the one list that OFD, PDF, PNG and SVG are drawn from.
#pragma once
#include "face/font_file.hpp"
#include "face/ornament.hpp"

namespace elicense::face {

struct TextLine {
  Typeface typeface = Typeface::serif;
  double size = 0;
  Color color;
  Point baseline;
  std::u32string characters;
  std::vector<double> positions; // of each character, from the start of the baseline
  double width = 0;
  std::string field; // whose value it shows; empty: fixed text
};

struct PlacedPicture {
  std::string field;
  Box box;
  Bytes png;
};

struct FontSubset {
  std::string name;
  Bytes content;
};

inline constexpr double watermark_slant = -0.4;     // radians, rising to the right
inline constexpr std::uint8_t watermark_alpha = 96; // of 255: what lies below stays readable

struct Face::Drawing {
  double width = 0, height = 0;
  std::string title;
  std::shared_ptr<const Backdrop> background; // ornaments
  std::vector<Path> marks;                    // rules and the QR code
  std::vector<PlacedPicture> pictures;
  std::vector<TextLine> texts;
  std::vector<TextLine> watermark; // over everything else, each turned about its start by watermark_slant
  std::map<Typeface, FontSubset> fonts; // of the characters in use
  std::optional<SealOnFace> seal;
  Bytes seal_picture;
};

std::string to_utf8(std::u32string_view characters);

} // namespace elicense::face
