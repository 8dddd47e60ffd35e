// SPDX-License-Identifier: Apache-2.0
// Millimetres, boxes and colours. Everything drawn is rounded to a hundredth of a millimetre, so all outputs
// agree.
#pragma once
#include <cstdint>
#include <string>

namespace elicense::face {

struct Point {
  double x = 0, y = 0;
};

struct Box {
  double x = 0, y = 0, width = 0, height = 0;
  double right() const { return x + width; }
  double bottom() const { return y + height; }
  Point center() const { return {x + width / 2, y + height / 2}; }
  Box rounded() const;
  Box inset(double by) const { return {x + by, y + by, width - 2 * by, height - 2 * by}; }
};

struct Color {
  std::uint8_t red = 0, green = 0, blue = 0;
};

enum class Align { left, center, right, spread }; // spread: the characters share the width evenly (分散对齐)

double hundredth(double value);
std::string mm(double value);          // "12.3", without trailing zeros, never "-0"
std::string mm_box(const Box& box);    // "x y w h"
std::string color_triple(Color color); // "184 134 45", as GB/T 33190 writes it
std::string color_hex(Color color);    // "#b8862d"

} // namespace elicense::face
