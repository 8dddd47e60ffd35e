// SPDX-License-Identifier: Apache-2.0
// Pictures that others supply: PNG only, small, and really decodable.
#pragma once
#include "crypto/bytes.hpp"

namespace elicense::face {

inline constexpr std::size_t max_picture = 24 * KiB;
inline constexpr std::uint32_t max_picture_side = 2048; // pixels

struct PictureSize {
  std::uint32_t width = 0, height = 0;
};

Result<PictureSize> check_picture(ByteView png); // FACE_PICTURE, FACE_PICTURE_TOO_LARGE

} // namespace elicense::face
