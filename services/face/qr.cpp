// SPDX-License-Identifier: Apache-2.0
// Byte mode only: what is scanned is exactly what was given.
#include "face/qr.hpp"
#include "face/png_writer.hpp"
#include "face/qr_path.hpp"
#include <algorithm>
#include <cerrno>
#include <cmath>
#include <memory>
#include <qrencode.h>

namespace elicense::face {
namespace {

constexpr int quiet_zone = 4; // modules, ISO/IEC 18004 6.3.8

QRecLevel level_of(QrLevel level) {
  switch (level) {
  case QrLevel::low:
    return QR_ECLEVEL_L;
  case QrLevel::medium:
    return QR_ECLEVEL_M;
  case QrLevel::quartile:
    return QR_ECLEVEL_Q;
  case QrLevel::high:
    return QR_ECLEVEL_H;
  }
  throw std::logic_error("QR level");
}

// What libqrencode made; nothing: errno says why.
Result<Qr> modules_of(QRcode* made) {
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(made, QRcode_free);
  if (!code) {
    if (errno == ERANGE) return fail(ErrorKind::too_large, "FACE_QR_TOO_LONG", "for this error correction");
    throw std::runtime_error("libqrencode failed");
  }
  Qr qr;
  qr.size = code->width;
  const std::size_t modules = qr.index(0, qr.size);
  for (std::size_t i = 0; i < modules; ++i)
    qr.dark.push_back((code->data[i] & 1U) != 0);
  return qr;
}

} // namespace

double qr_quiet_zone(double width) {
  return width * 0.05;
}

double qr_module(double width, int modules) {
  return std::floor((width - 2 * qr_quiet_zone(width)) / modules * 100) / 100;
}

bool has_room_for_qr(double width) {
  return qr_module(width, 17 + 4 * max_face_qr_version) >= min_qr_module;
}

Result<Qr> make_qr(std::string_view text, QrLevel level) {
  if (text.empty()) return fail(ErrorKind::invalid, "FACE_QR_EMPTY");
  if (text.size() > max_qr_text) return fail(ErrorKind::too_large, "FACE_QR_TOO_LONG");
  const ByteView bytes = as_bytes(text);
  return modules_of(QRcode_encodeData(static_cast<int>(bytes.size()), bytes.data(), 0, level_of(level)));
}

Result<Qr> make_alphanumeric_qr(std::string_view text, QrLevel level) {
  constexpr std::string_view letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
  if (text.empty()) return fail(ErrorKind::invalid, "FACE_QR_EMPTY");
  if (text.size() > max_qr_letters) return fail(ErrorKind::too_large, "FACE_QR_TOO_LONG");
  if (text.find_first_not_of(letters) != std::string_view::npos)
    return fail(ErrorKind::invalid, "FACE_QR_LETTERS");
  const std::unique_ptr<QRinput, decltype(&QRinput_free)> input(QRinput_new2(0, level_of(level)),
                                                                QRinput_free);
  const ByteView bytes = as_bytes(text);
  if (!input || QRinput_append(input.get(), QR_MODE_AN, static_cast<int>(bytes.size()), bytes.data()) != 0)
    throw std::runtime_error("libqrencode failed");
  return modules_of(QRcode_encodeInput(input.get()));
}

Result<Bytes> qr_png(const Qr& qr, int pixels_per_module) {
  if (pixels_per_module < 1 || pixels_per_module > max_qr_pixels)
    return fail(ErrorKind::invalid, "FACE_RESOLUTION", "pixels per module");
  int side = (qr.size + 2 * quiet_zone) * pixels_per_module;
  auto length = static_cast<std::uint32_t>(side);
  PaletteImage image{length, length, {{255, 255, 255, 255}, {0, 0, 0, 255}}, {}};
  image.pixels.reserve(static_cast<std::size_t>(side) * length);
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x) {
      int column = x / pixels_per_module - quiet_zone, row = y / pixels_per_module - quiet_zone;
      bool inside = column >= 0 && row >= 0 && column < qr.size && row < qr.size;
      image.pixels.push_back(inside && qr.at(column, row) ? 1 : 0);
    }
  return write_png(image);
}

std::string qr_svg(const Qr& qr) {
  std::string side = std::to_string(qr.size + 2 * quiet_zone);
  std::string path = svg_data(qr_path(qr, {quiet_zone, quiet_zone}, 1, Color{}));
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + ' ' + side +
         "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0H" + side + 'V' + side +
         "H0z\"/><path d=\"" + path + "\"/></svg>";
}

} // namespace elicense::face
