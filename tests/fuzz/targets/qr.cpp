// SPDX-License-Identifier: Apache-2.0
// Text for QR codes. Promises: all that fits is drawn, as a symbol of a right size with its finder patterns,
// and nothing else is (ISO/IEC 18004).
#include "face/qr.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace elicense::fuzz {

namespace {

bool is_finder_dark(int x, int y) {
  const int ring = std::max(std::abs(x - 3), std::abs(y - 3));
  return ring == 3 || ring <= 1;
}

bool has_finders(const face::Qr& qr) {
  const int far = qr.size - 7;
  for (int y = 0; y < 7; ++y)
    for (int x = 0; x < 7; ++x)
      if (const bool dark = is_finder_dark(x, y);
          qr.at(x, y) != dark || qr.at(far + x, y) != dark || qr.at(x, far + y) != dark)
        return false;
  return true;
}

} // namespace

void examine(ByteView input) {
  if (input.empty()) return;
  const auto level = static_cast<face::QrLevel>(input[0] % 4);
  const std::string_view text = as_text(input.subspan(1));
  const auto qr = face::make_qr(text, level);
  require(qr.has_value() || text.empty() || text.size() > 1000 || text.find('\0') != std::string_view::npos,
          "what fits is drawn");
  if (!qr) return;
  require(qr->version() >= 1 && qr->version() <= 40 && qr->size == 17 + 4 * qr->version(),
          "a size of the standard");
  require(qr->dark.size() == static_cast<std::size_t>(qr->size * qr->size), "every module is there");
  require(has_finders(*qr), "the finder patterns are there");
  require(face::qr_png(*qr, 1).has_value() && !face::qr_svg(*qr).empty(), "a code has pictures");
}

} // namespace elicense::fuzz
