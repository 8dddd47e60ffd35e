// SPDX-License-Identifier: Apache-2.0
// QR codes (libqrencode), as modules and as pictures.
#pragma once
#include "crypto/bytes.hpp"

namespace elicense::face {

inline constexpr std::size_t max_qr_text = 2953;    // bytes, version 40-L
inline constexpr std::size_t max_qr_letters = 4296; // of the 45, version 40-L
inline constexpr int max_qr_pixels = 32;            // per module

// Of the code on a face: what a worn print on the smallest face can still be read from. Its place has to hold
// such a code with modules of this size.
inline constexpr int max_face_qr_version = 8;
inline constexpr std::size_t max_face_qr_text = 152; // bytes, version 8-M (ISO/IEC 18004 table 7)
inline constexpr double min_qr_module = 0.25;        // mm

double qr_quiet_zone(double width);          // of a square of this width, in mm
double qr_module(double width, int modules); // what one module is then wide, in mm
bool has_room_for_qr(double width);          // of max_face_qr_version

enum class QrLevel { low, medium, quartile, high };

struct Qr {
  int size = 0;           // modules per side, without the quiet zone
  std::vector<bool> dark; // row by row
  std::size_t index(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(size) + static_cast<std::size_t>(x);
  }
  bool at(int x, int y) const { return dark[index(x, y)]; }
  int version() const { return (size - 17) / 4; }
};

Result<Qr> make_qr(std::string_view text, QrLevel level = QrLevel::medium); // FACE_QR_TOO_LONG, FACE_QR_EMPTY
// In the mode of 45 letters, two in 11 bits. FACE_QR_LETTERS: one that is none of them
Result<Qr> make_alphanumeric_qr(std::string_view text, QrLevel level = QrLevel::medium);
Result<Bytes> qr_png(const Qr& qr, int pixels_per_module); // with a quiet zone of 4 modules; FACE_RESOLUTION
std::string qr_svg(const Qr& qr);

} // namespace elicense::face
