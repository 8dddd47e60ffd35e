// SPDX-License-Identifier: Apache-2.0
// Numbers and colours as OFD and SVG write them.
#include "face/geometry.hpp"
#include <cmath>

namespace elicense::face {

double hundredth(double value) {
  return std::round(value * 100) / 100;
}

Box Box::rounded() const {
  return {hundredth(x), hundredth(y), hundredth(width), hundredth(height)};
}

std::string mm(double value) {
  long hundredths = std::lround(value * 100);
  std::string text = hundredths < 0 ? "-" : "";
  hundredths = std::labs(hundredths);
  text += std::to_string(hundredths / 100);
  if (long rest = hundredths % 100; rest != 0) {
    text += '.';
    text += static_cast<char>('0' + rest / 10);
    if (rest % 10 != 0) text += static_cast<char>('0' + rest % 10);
  }
  return text;
}

std::string mm_box(const Box& box) {
  return mm(box.x) + ' ' + mm(box.y) + ' ' + mm(box.width) + ' ' + mm(box.height);
}

std::string color_triple(Color color) {
  return std::to_string(color.red) + ' ' + std::to_string(color.green) + ' ' + std::to_string(color.blue);
}

std::string color_hex(Color color) {
  constexpr char digits[] = "0123456789abcdef";
  std::string text = "#";
  for (unsigned part : {color.red, color.green, color.blue}) {
    text += digits[part >> 4U];
    text += digits[part & 15U];
  }
  return text;
}

} // namespace elicense::face
