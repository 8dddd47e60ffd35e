// SPDX-License-Identifier: Apache-2.0
// Vector shapes of a face. A shape is placed by its box and drawn relative to it: equal shapes give equal
// text, which packs to almost nothing.
#pragma once
#include "face/geometry.hpp"
#include <array>
#include <optional>
#include <vector>

namespace elicense::face {

enum class PathStep { move, line, curve, close };

struct PathSegment {
  PathStep step = PathStep::close;
  std::array<Point, 3> points; // curve: two control points and the end; move, line: the first
};

struct Ink {
  std::optional<Color> fill, stroke;
  double line_width = 0;
};

struct Path {
  Box box; // segments are relative to its corner and stay inside it
  std::vector<PathSegment> segments;
  Ink ink;

  Path& move(Point to);
  Path& line(Point to);
  Path& curve(Point control1, Point control2, Point to);
  Path& close();
};

inline Ink filled(Color color) {
  return {color, {}, 0};
}
inline Ink stroked(Color color, double line_width) {
  return {{}, color, line_width};
}

Path rectangle(const Box& box, Ink ink);
Path rounded_rectangle(const Box& box, double radius, Ink ink);
Path circle(Point center, double radius, Ink ink);
// Two sine-like waves that cross, along the box: left to right or (upright) top to bottom.
enum class Course { across, upright };
Path weave(const Box& box, double half_length, Course course, Ink ink);
Path beads(const Box& box, double pitch, double radius, Course course, Ink ink); // lozenges in its meshes
Path flower(Point center, double radius, int petals, double turn, Ink ink);

std::string abbreviated_data(const Path& path); // GB/T 33190 9.3: M L B C
std::string svg_data(const Path& path);         // absolute on the page

} // namespace elicense::face
