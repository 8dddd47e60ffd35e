// SPDX-License-Identifier: Apache-2.0
// ISO/IEC 15948, colour type 3, no filter, no interlace.
#include "face/png_writer.hpp"
#include <bit>
#include <stdexcept>
#include <zlib.h>

namespace elicense::face {
namespace {

constexpr std::size_t number_size = 4; // PNG, 7.1

void append_chunk(Bytes& out, std::string_view type, ByteView content) {
  append_number(out, content.size(), number_size);
  Bytes body = to_bytes(type);
  append(body, content);
  append(out, body);
  append_number(out, crc32(0, body.data(), static_cast<uInt>(body.size())), number_size);
}

Bytes packed_rows(const PaletteImage& image, unsigned bits) {
  Bytes rows;
  for (std::size_t y = 0; y < image.height; ++y) {
    rows.push_back(0); // filter: none
    unsigned held = 0, used = 0;
    for (std::size_t x = 0; x < image.width; ++x) {
      held = held << bits | image.pixels[y * image.width + x];
      if ((used += bits) == 8) {
        rows.push_back(static_cast<std::uint8_t>(held));
        held = used = 0;
      }
    }
    if (used != 0) rows.push_back(static_cast<std::uint8_t>(held << (8 - used)));
  }
  return rows;
}

Bytes deflated(const Bytes& rows) {
  uLongf size = compressBound(rows.size());
  Bytes out(size);
  if (compress2(out.data(), &size, rows.data(), rows.size(), 9) != Z_OK) throw std::runtime_error("zlib");
  out.resize(size);
  return out;
}

} // namespace

Bytes write_png(const PaletteImage& image) {
  auto bits = static_cast<std::uint8_t>(std::bit_width(image.palette.size() - 1));
  Bytes out{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'}, header, colors, alphas;
  append_number(header, image.width, number_size);
  append_number(header, image.height, number_size);
  header.insert(header.end(), {bits, 3, 0, 0, 0});
  for (const PaletteEntry& entry : image.palette) {
    colors.insert(colors.end(), {entry.red, entry.green, entry.blue});
    alphas.push_back(entry.alpha);
  }
  append_chunk(out, "IHDR", header);
  append_chunk(out, "PLTE", colors);
  append_chunk(out, "tRNS", alphas);
  append_chunk(out, "IDAT", deflated(packed_rows(image, bits)));
  append_chunk(out, "IEND", {});
  return out;
}

} // namespace elicense::face
