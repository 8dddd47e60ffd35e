// SPDX-License-Identifier: Apache-2.0
// Ornaments are repetitions of few shapes: pretty for a person, small in a package.
#include "face/ornament.hpp"
#include "crypto/recent.hpp"
#include <cmath>
#include <numbers>

namespace elicense::face {
namespace {

constexpr std::size_t kept_backdrops = 64; // of some 200 KB

class Painter {
 public:
  Painter(const Palette& colors, std::vector<Path>& out) : colors_(colors), out_(out) {}

  void waves(const Box& box, double pitch, double half_length) {
    const int rows = static_cast<int>(std::floor((box.height - pitch + 0.01) / (pitch / 2))) + 1;
    for (int row = 0; row < rows; ++row)
      add(weave({box.x, box.y + row * pitch / 2, box.width, pitch}, half_length, Course::across,
                stroked(colors_.faint, 0.15)));
  }

  // Equal circles on a ring: the classic engine-turned rosette.
  void engine_rosette(Point center, double ring, double radius, int count, double line_width) {
    for (int i = 0; i < count; ++i) {
      double angle = 2 * std::numbers::pi * i / count;
      Point at{hundredth(center.x + ring * std::cos(angle)), hundredth(center.y + ring * std::sin(angle))};
      add(circle(at, radius, stroked(colors_.faint, line_width)));
    }
  }

  void braid(const Box& box, Course course) {
    Path strands = weave(box, 8.4, course, stroked(colors_.light, 1.3));
    add(strands);
    strands.ink = stroked(colors_.main, 0.35);
    add(strands);
    add(beads(box, 8.4, 0.8, course, filled(colors_.main)));
  }

  void corner(Point center, double half) {
    Box box{center.x - half, center.y - half, 2 * half, 2 * half};
    add(rectangle(box, {colors_.band, colors_.main, 0.5}));
    add(flower(center, half * 0.82, 8, 0, {colors_.light, colors_.main, 0.25}));
    add(flower(center, half * 0.5, 8, 1.0 / 16, {colors_.paper, colors_.main, 0.25}));
    add(circle(center, half * 0.2, filled(colors_.main)));
  }

  void band_frame(double width, double height) {
    constexpr double outer = 8, band = 8.4, inner = outer + band;
    Box page{0, 0, width, height};
    add(rectangle(page.inset(outer), {colors_.band, colors_.strong, 0.9}));
    add(rectangle(page.inset(inner), {colors_.paper, colors_.strong, 0.5}));
    add(rectangle(page.inset(inner + 1.4), stroked(colors_.main, 0.2)));
    double margin = 1.7, length = width - 2 * inner, rise = height - 2 * inner;
    for (double y : {outer + margin, height - inner + margin})
      braid({inner, y, length, band - 2 * margin}, Course::across);
    for (double x : {outer + margin, width - inner + margin})
      braid({x, inner, band - 2 * margin, rise}, Course::upright);
    for (double x : {outer + band / 2, width - outer - band / 2})
      for (double y : {outer + band / 2, height - outer - band / 2})
        corner({x, y}, band / 2 + 0.6);
  }

  void emblem(Point center, double radius) {
    add(flower(center, radius, 12, 0, filled(colors_.main)));
    add(flower(center, radius * 0.86, 12, 1.0 / 24, {colors_.light, colors_.main, 0.15}));
    add(circle(center, radius * 0.62, {colors_.paper, colors_.strong, 0.35}));
    add(flower(center, radius * 0.52, 8, 0, {colors_.band, colors_.main, 0.2}));
    add(circle(center, radius * 0.3, {colors_.accent, colors_.strong, 0.3}));
    add(flower(center, radius * 0.19, 5, 0, filled(colors_.band)));
  }

  void line_frame(double width, double height) {
    Box page{0, 0, width, height};
    add(rectangle(page.inset(9), stroked(colors_.strong, 0.9)));
    add(rectangle(page.inset(10.6), stroked(colors_.main, 0.25)));
    for (double x : {12.6, width - 12.6})
      for (double y : {12.6, height - 12.6}) {
        add(rectangle({x - 3.6, y - 3.6, 7.2, 7.2}, {colors_.paper, colors_.strong, 0.5}));
        add(flower({x, y}, 2.7, 8, 0, {colors_.light, colors_.main, 0.2}));
        add(circle({x, y}, 0.8, filled(colors_.main)));
      }
  }

  void add(Path path) { out_.push_back(std::move(path)); }

 private:
  const Palette& colors_;
  std::vector<Path>& out_;
};

std::vector<Path> draw_ornament(Ornament kind, double width, double height, const Palette& colors) {
  std::vector<Path> out;
  Painter painter(colors, out);
  Box page{0, 0, width, height};
  Point middle{width / 2, height / 2 + 8};
  painter.add(rectangle(page, filled(colors.paper)));
  switch (kind) {
  case Ornament::band_frame:
    painter.band_frame(width, height);
    painter.waves(page.inset(19.5), 12, 24);
    painter.engine_rosette(middle, 26, 26, 24, 0.2);
    painter.emblem({width / 2, 28}, 7.6);
    break;
  case Ornament::line_frame:
    painter.waves(page.inset(14.5), 12, 24);
    painter.line_frame(width, height);
    break;
  case Ornament::letter:
    painter.engine_rosette(middle, 26, 26, 24, 0.15);
    painter.add(rectangle(page.inset(12), stroked(colors.main, 0.5)));
    painter.add(rectangle(page.inset(13.4), stroked(colors.light, 0.2)));
    break;
  case Ornament::card:
    painter.waves(page.inset(1), 6.5, 12);
    painter.engine_rosette({width * 0.42, height / 2}, 10, 10, 18, 0.12);
    painter.add(rounded_rectangle(page.inset(0.6), 2.6, stroked(colors.main, 0.3)));
    break;
  }
  return out;
}

Backdrop draw_backdrop(Ornament kind, double width, double height, const Palette& colors) {
  Backdrop drawn{draw_ornament(kind, width, height, colors), {}};
  for (Path& path : drawn.paths) {
    path.box = path.box.rounded();
    drawn.data.push_back(abbreviated_data(path));
  }
  return drawn;
}

// Everything a backdrop is drawn from.
std::string key_of(Ornament kind, double width, double height, const Palette& colors) {
  std::string key = std::to_string(static_cast<int>(kind));
  for (const double length : {width, height})
    key.append(reinterpret_cast<const char*>(&length), sizeof length);
  for (const Color color : {colors.ink, colors.label, colors.title, colors.strong, colors.main, colors.light,
                            colors.band, colors.paper, colors.faint, colors.accent})
    key += color_hex(color);
  return key;
}

} // namespace

Palette palette(const std::string& tint) {
  Palette gold{{34, 28, 22},    {120, 80, 24},   {34, 28, 22},    {150, 104, 30},  {190, 145, 58},
               {226, 198, 138}, {250, 243, 224}, {255, 254, 250}, {247, 240, 222}, {184, 36, 30}};
  Palette red{{32, 28, 28},    {128, 38, 32},   {176, 30, 28},   {158, 34, 30},   {196, 92, 80},
              {232, 180, 168}, {253, 240, 236}, {255, 253, 252}, {251, 236, 232}, {190, 145, 58}};
  Palette green{{26, 32, 28},    {28, 92, 62},    {22, 56, 40},    {30, 100, 68},   {86, 150, 112},
                {170, 208, 184}, {236, 246, 239}, {252, 255, 253}, {228, 242, 233}, {184, 36, 30}};
  Palette blue{{26, 30, 38},    {30, 78, 128},   {22, 46, 84},    {34, 84, 142},   {92, 140, 190},
               {172, 202, 230}, {236, 243, 250}, {252, 254, 255}, {226, 237, 248}, {184, 36, 30}};
  if (tint == "red") return red;
  if (tint == "green") return green;
  if (tint == "blue") return blue;
  return gold;
}

std::shared_ptr<const Backdrop> backdrop(Ornament kind, double width, double height, const Palette& colors) {
  static crypto::Recent<std::shared_ptr<const Backdrop>> recent(kept_backdrops);
  const std::string key = key_of(kind, width, height, colors);
  if (auto kept = recent.find(as_bytes(key))) return *std::move(kept);
  auto drawn = std::make_shared<const Backdrop>(draw_backdrop(kind, width, height, colors));
  recent.keep(as_bytes(key), drawn);
  return drawn;
}

} // namespace elicense::face
