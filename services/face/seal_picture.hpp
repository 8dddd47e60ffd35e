// SPDX-License-Identifier: Apache-2.0
// The round official seal: red ring, five-pointed star, the name along the arc, an optional line below the
// star. Transparent background, at most 8 KB.
#pragma once
#include "face/face.hpp"

namespace elicense::face {

inline constexpr std::size_t max_seal_picture = 8 * KiB;
inline constexpr std::size_t min_seal_name = 4, max_seal_name = 30, max_seal_line = 12, max_seal_code = 18;

struct SealText {
  std::string name; // along the arc, 4 to 30 characters
  std::string line; // below the star ("电子证照专用章"), may be empty
  std::string code; // small digits along the lower edge, may be empty
  double diameter_mm = 42;
};

Result<Bytes> draw_seal_picture(const Fonts& fonts,
                                const SealText& text); // PNG; FACE_SEAL_TEXT, FACE_SEAL_TOO_LARGE

} // namespace elicense::face
