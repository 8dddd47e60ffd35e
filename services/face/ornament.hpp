// SPDX-License-Identifier: Apache-2.0
// Frames, fine-line backgrounds and rosettes. Invented here: no national emblem, no banknote pattern.
#pragma once
#include "face/path.hpp"
#include <memory>

namespace elicense::face {

struct Palette {
  Color ink, label, title;         // of text
  Color strong, main, light, band; // of the frame, dark to pale
  Color paper, faint;              // background and its fine lines
  Color accent;                    // heart of the rosette
};

Palette palette(const std::string& tint); // gold, red, green, blue; others: gold

enum class Ornament { band_frame, line_frame, letter, card };

struct Backdrop {
  std::vector<Path> paths;
  std::vector<std::string> data; // abbreviated_data of each
};
// Kept between faces: the layouts of an instance share few.
std::shared_ptr<const Backdrop> backdrop(Ornament kind, double width, double height, const Palette& palette);

} // namespace elicense::face
