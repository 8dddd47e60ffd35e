// SPDX-License-Identifier: Apache-2.0
// The size is read from the header before libpng may allocate for it.
#include "face/picture.hpp"
#include "face/surface.hpp"
#include <algorithm>

namespace elicense::face {
namespace {

constexpr std::uint8_t signature_and_header[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n',
                                                 0,    0,   0,   13,  'I',  'H',  'D',  'R'};

std::uint32_t big_endian(ByteView bytes) {
  std::uint32_t value = 0;
  for (std::uint8_t byte : bytes.first(4))
    value = value << 8U | byte;
  return value;
}

} // namespace

Result<PictureSize> check_picture(ByteView png) {
  constexpr std::size_t start = sizeof signature_and_header;
  if (png.size() > max_picture) return fail(ErrorKind::too_large, "FACE_PICTURE_TOO_LARGE", "bytes");
  if (png.size() < start + 8 || !std::equal(png.begin(), png.begin() + start, signature_and_header))
    return fail(ErrorKind::malformed, "FACE_PICTURE", "not a PNG");
  PictureSize size{big_endian(png.subspan(start)), big_endian(png.subspan(start + 4))};
  if (size.width > max_picture_side || size.height > max_picture_side)
    return fail(ErrorKind::too_large, "FACE_PICTURE_TOO_LARGE", "pixels");
  if (!decode_png(png)) return fail(ErrorKind::malformed, "FACE_PICTURE", "the PNG cannot be decoded");
  return size;
}

} // namespace elicense::face
