// SPDX-License-Identifier: Apache-2.0
// Grey pictures of a code as a camera gives them, and the programs that read them.
#pragma once
#include "face/qr.hpp"
#include <optional>

namespace elicense::test {

class Photograph {
 public:
  // So many pixels wide with its quiet zone; each pixel has the light of the area it covers. `degrees`:
  // turned about its middle, on a picture that is larger by as much as it needs.
  Photograph(const face::Qr& qr, int pixels, double degrees = 0);
  void blur();                   // each pixel with its eight neighbours
  void flatten(double contrast); // 1: as it is; 0.6: light and dark are that much nearer
  Bytes pgm() const;

 private:
  int width_;
  std::vector<int> light_; // 0 dark to 255
};

// What is read; empty: nothing. Nothing at all: the program is not installed.
std::optional<std::string> read_by_zbar(ByteView picture);
std::optional<std::string> read_by_zxing(ByteView picture);

} // namespace elicense::test
