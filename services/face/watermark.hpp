// SPDX-License-Identifier: Apache-2.0
// Words across the whole page that cannot be taken for the license's own: what an annotated copy is good for.
#pragma once
#include "face/drawing.hpp"

namespace elicense::face {

inline constexpr std::size_t max_watermark_lines = 8;
inline constexpr std::size_t max_watermark_line = 60; // characters; a longer text goes on in the next line

// Sets the lines as a block in the upper and in the lower half of the page, each line of a size that it
// stays on it. FACE_TEXT_ENCODING, FACE_GLYPH_MISSING and FACE_TEXT_OVERFLOW with "watermark"
Result<void> set_watermark(const Fonts& fonts, const std::vector<std::string>& lines, Face::Drawing& drawing);

} // namespace elicense::face
