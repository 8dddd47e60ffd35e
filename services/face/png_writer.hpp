// SPDX-License-Identifier: Apache-2.0
// Small PNG files with few colours: 1, 2 or 4 bits per pixel, with transparency.
#pragma once
#include "crypto/bytes.hpp"

namespace elicense::face {

struct PaletteEntry {
  std::uint8_t red = 0, green = 0, blue = 0, alpha = 255;
};

struct PaletteImage {
  std::uint32_t width = 0, height = 0;
  std::vector<PaletteEntry> palette; // 2, 4 or 16 entries
  std::vector<std::uint8_t> pixels;  // indices, row by row
};

Bytes write_png(const PaletteImage& image);

} // namespace elicense::face
