// SPDX-License-Identifier: Apache-2.0
#include "tests/support/photograph.hpp"

#include "tests/support/files.hpp"
#include "tests/support/temporary_folder.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>
#include <numbers>

namespace elicense::test {
namespace {

constexpr int dark = 40, bright = 220, quiet_zone = 4, samples = 4; // each way, for one pixel

int light_at(const face::Qr& qr, double x, double y) { // in modules
  const int column = static_cast<int>(std::floor(x)) - quiet_zone,
            row = static_cast<int>(std::floor(y)) - quiet_zone;
  const bool inside = column >= 0 && row >= 0 && column < qr.size && row < qr.size;
  return inside && qr.at(column, row) ? dark : bright;
}

std::optional<std::string> output_of(const std::string& program, const std::string& before,
                                     const std::string& after, ByteView picture) {
  if (std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) != 0) return std::nullopt;
  TemporaryFolder folder;
  const std::string file = (folder.path() / "picture").string();
  write_file(file, picture);
  const std::string command = program + before + " '" + file + "' " + after + " 2>/dev/null";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string text(8192, '\0');
  text.resize(fread(text.data(), 1, text.size(), pipe.get()));
  return text;
}

} // namespace

Photograph::Photograph(const face::Qr& qr, int pixels, double degrees) {
  const double angle = degrees * std::numbers::pi / 180, cosine = std::cos(angle), sine = std::sin(angle);
  const double modules = qr.size + 2 * quiet_zone, module = modules / pixels;
  width_ = static_cast<int>(std::ceil(pixels * (std::abs(cosine) + std::abs(sine))));
  const double middle = width_ / 2.0;
  for (int y = 0; y < width_; ++y)
    for (int x = 0; x < width_; ++x) {
      int sum = 0;
      for (int sample = 0; sample < samples * samples; ++sample) {
        const int column = sample % samples, row = sample / samples;
        const double dx = x + (column + 0.5) / samples - middle, dy = y + (row + 0.5) / samples - middle;
        sum += light_at(qr, (dx * cosine + dy * sine) * module + modules / 2,
                        (dy * cosine - dx * sine) * module + modules / 2);
      }
      light_.push_back(sum / (samples * samples));
    }
}

void Photograph::blur() {
  const std::vector<int> sharp = light_;
  const auto place = [this](int x, int y) {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x);
  };
  for (int y = 1; y + 1 < width_; ++y)
    for (int x = 1; x + 1 < width_; ++x) {
      int sum = 0;
      for (int dy = -1; dy <= 1; ++dy)
        for (int dx = -1; dx <= 1; ++dx)
          sum += sharp[place(x + dx, y + dy)];
      light_[place(x, y)] = sum / 9;
    }
}

void Photograph::flatten(double contrast) {
  constexpr int middle = (dark + bright) / 2;
  for (int& value : light_)
    value = middle + static_cast<int>((value - middle) * contrast);
}

Bytes Photograph::pgm() const {
  const std::string side = std::to_string(width_);
  Bytes file = to_bytes("P5 " + side + " " + side + " 255\n");
  for (const int value : light_)
    file.push_back(static_cast<std::uint8_t>(value));
  return file;
}

std::optional<std::string> read_by_zbar(ByteView picture) {
  return output_of("zbarimg", " --raw -q -Sbinary", "", picture);
}

std::optional<std::string> read_by_zxing(ByteView picture) {
  return output_of("ZXingReader", " -format QRCode -bytes", "", picture);
}

} // namespace elicense::test
