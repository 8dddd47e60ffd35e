// SPDX-License-Identifier: Apache-2.0
// Follows the edges between dark and light, each once, and turns where the colours do.
#include "face/qr_path.hpp"

namespace elicense::face {
namespace {

// Edges run with dark on the right: 0 east, 1 south, 2 west, 3 north.
constexpr int step_x[] = {1, 0, -1, 0}, step_y[] = {0, 1, 0, -1};

class Tracer {
 public:
  explicit Tracer(const Qr& qr) : qr_(qr), seen_(qr.dark.size()) {}

  std::vector<Outline> trace() {
    std::vector<Outline> found;
    for (int y = 0; y < qr_.size; ++y)
      for (int x = 0; x < qr_.size; ++x)
        if (dark(x, y) && !dark(x, y - 1) && !seen_[qr_.index(x, y)]) found.push_back(follow(x, y));
    return found;
  }

 private:
  bool dark(int x, int y) const { return x >= 0 && y >= 0 && x < qr_.size && y < qr_.size && qr_.at(x, y); }

  // The modules ahead of a corner, to the left and to the right of the way.
  bool ahead(int x, int y, int way, bool right) const {
    static constexpr int left_x[] = {0, 0, -1, -1}, left_y[] = {-1, 0, 0, -1};
    int turned = right ? (way + 1) % 4 : way;
    return dark(x + left_x[turned], y + left_y[turned]);
  }

  Outline follow(int start_x, int start_y) {
    Outline outline;
    int x = start_x, y = start_y, way = 0;
    do {
      if (way == 0) seen_[qr_.index(x, y)] = true; // the upper edge of this module
      x += step_x[way];
      y += step_y[way];
      int next = !ahead(x, y, way, true) ? (way + 1) % 4 : ahead(x, y, way, false) ? (way + 3) % 4 : way;
      if (next != way) outline.emplace_back(x, y);
      way = next;
    } while (x != start_x || y != start_y || way != 0);
    return outline;
  }

  const Qr& qr_;
  std::vector<bool> seen_;
};

} // namespace

std::vector<Outline> outlines(const Qr& qr) {
  return Tracer(qr).trace();
}

Path qr_path(const Qr& qr, Point corner, double module, Color color) {
  Path path;
  path.box = {hundredth(corner.x), hundredth(corner.y), hundredth(module * qr.size),
              hundredth(module * qr.size)};
  path.ink = filled(color);
  for (const Outline& outline : outlines(qr)) {
    bool first = true;
    for (auto [x, y] : outline) {
      first ? path.move({x * module, y * module}) : path.line({x * module, y * module});
      first = false;
    }
    path.close();
  }
  return path;
}

} // namespace elicense::face
