// SPDX-License-Identifier: Apache-2.0
#include "face/png_writer.hpp"
#include "face/surface.hpp"
#include <gtest/gtest.h>

namespace elicense::face {
namespace {

// The picture as libpng (through cairo) reads it: premultiplied ARGB.
std::vector<std::uint32_t> decoded(const Bytes& png) {
  Surface surface = decode_png(png);
  EXPECT_TRUE(surface);
  int width = cairo_image_surface_get_width(surface.get()),
      height = cairo_image_surface_get_height(surface.get());
  std::vector<std::uint32_t> pixels;
  for (int y = 0; y < height; ++y) {
    const unsigned char* row =
        cairo_image_surface_get_data(surface.get()) + y * cairo_image_surface_get_stride(surface.get());
    for (int x = 0; x < width; ++x)
      pixels.push_back(reinterpret_cast<const std::uint32_t*>(row)[x]);
  }
  return pixels;
}

TEST(PngWriter, WritesOneBitPerPixel) {
  Bytes png = write_png({3, 2, {{255, 255, 255, 255}, {0, 0, 0, 255}}, {0, 1, 0, 1, 0, 1}});
  EXPECT_EQ(decoded(png), (std::vector<std::uint32_t>{0xFFFFFFFF, 0xFF000000, 0xFFFFFFFF, 0xFF000000,
                                                      0xFFFFFFFF, 0xFF000000}));
}

TEST(PngWriter, WritesTwoBitsPerPixelWithTransparency) {
  Bytes png = write_png(
      {5, 1, {{255, 0, 0, 0}, {255, 0, 0, 85}, {255, 0, 0, 170}, {255, 0, 0, 255}}, {0, 1, 2, 3, 0}});
  EXPECT_EQ(decoded(png), (std::vector<std::uint32_t>{0, 0x55550000, 0xAAAA0000, 0xFFFF0000, 0}));
}

TEST(PngWriter, WritesFourBitsPerPixel) {
  std::vector<PaletteEntry> palette(16);
  palette[15] = {1, 2, 3, 255};
  EXPECT_EQ(decoded(write_png({2, 1, palette, {15, 0}})),
            (std::vector<std::uint32_t>{0xFF010203, 0xFF000000}));
}

} // namespace
} // namespace elicense::face
