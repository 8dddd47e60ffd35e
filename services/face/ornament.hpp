// SPDX-License-Identifier: Apache-2.0
// Frames, fine-line backgrounds and rosettes. Invented here: no national emblem, no banknote pattern.
#pragma once
#include "face/path.hpp"

namespace elicense::face {

struct Palette {
  Color ink, label, title;         // of text
  Color strong, main, light, band; // of the frame, dark to pale
  Color paper, faint;              // background and its fine lines
  Color accent;                    // heart of the rosette
};

Palette palette(const std::string& tint); // gold, red, green, blue; others: gold

enum class Ornament { band_frame, line_frame, letter, card };

void draw_ornament(Ornament kind, double width, double height, const Palette& palette,
                   std::vector<Path>& out);

} // namespace elicense::face
