// SPDX-License-Identifier: Apache-2.0
// The shapes ornaments are made of.
#include "face/path.hpp"
#include <cmath>
#include <numbers>

namespace elicense::face {
namespace {

constexpr double circle_handle = 0.5523; // of a quarter circle as one curve, times the radius
constexpr double sine_handle = 0.3642;   // of half a sine wave as one curve, times its length
constexpr double sine_height = 4.0 / 3;  // control points above the crest

Point rounded(Point p) {
  return {hundredth(p.x), hundredth(p.y)};
}

Path placed(const Box& box, Ink ink) {
  double margin = ink.stroke ? ink.line_width / 2 : 0;
  Path path;
  path.box = {box.x - margin, box.y - margin, box.width + 2 * margin, box.height + 2 * margin};
  path.ink = ink;
  return path;
}

// Where the page's point lies in the path's own measure.
Point inside(const Path& path, Point p) {
  return {p.x - path.box.x, p.y - path.box.y};
}

Point on_circle(Point center, double radius, double turns) {
  double angle = (turns - 0.25) * 2 * std::numbers::pi;
  return {center.x + radius * std::cos(angle), center.y + radius * std::sin(angle)};
}

Box around(Point center, double radius) {
  return {center.x - radius, center.y - radius, 2 * radius, 2 * radius};
}

} // namespace

Path& Path::move(Point to) {
  segments.push_back({PathStep::move, {rounded(to)}});
  return *this;
}

Path& Path::line(Point to) {
  segments.push_back({PathStep::line, {rounded(to)}});
  return *this;
}

Path& Path::curve(Point control1, Point control2, Point to) {
  segments.push_back({PathStep::curve, {rounded(control1), rounded(control2), rounded(to)}});
  return *this;
}

Path& Path::close() {
  segments.push_back({PathStep::close, {}});
  return *this;
}

Path rectangle(const Box& box, Ink ink) {
  Path path = placed(box, ink);
  Point a = inside(path, {box.x, box.y}), b = inside(path, {box.right(), box.bottom()});
  return path.move(a).line({b.x, a.y}).line(b).line({a.x, b.y}).close();
}

Path rounded_rectangle(const Box& box, double radius, Ink ink) {
  Path path = placed(box, ink);
  Point a = inside(path, {box.x, box.y}), b = inside(path, {box.right(), box.bottom()});
  double r = radius, k = radius * (1 - circle_handle);
  path.move({a.x + r, a.y}).line({b.x - r, a.y}).curve({b.x - k, a.y}, {b.x, a.y + k}, {b.x, a.y + r});
  path.line({b.x, b.y - r}).curve({b.x, b.y - k}, {b.x - k, b.y}, {b.x - r, b.y});
  path.line({a.x + r, b.y}).curve({a.x + k, b.y}, {a.x, b.y - k}, {a.x, b.y - r});
  return path.line({a.x, a.y + r}).curve({a.x, a.y + k}, {a.x + k, a.y}, {a.x + r, a.y}).close();
}

Path circle(Point center, double radius, Ink ink) {
  return rounded_rectangle(around(center, radius), radius, ink);
}

namespace {

// Positions along a box and aside from its middle, in the path's own measure.
struct Lane {
  Point start;
  Course course;
  double length, height;

  Lane(const Path& path, const Box& box, Course course_)
      : start(inside(path, {box.x, box.y})), course(course_),
        length(course == Course::across ? box.width : box.height),
        height(course == Course::across ? box.height : box.width) {}
  int count(double pitch) const { return static_cast<int>(std::lround(length / pitch)); }
  Point at(double along, double aside) const {
    double across = height / 2 + aside;
    return course == Course::across ? Point{start.x + along, start.y + across}
                                    : Point{start.x + across, start.y + along};
  }
};

} // namespace

Path weave(const Box& box, double half_length, Course course, Ink ink) {
  Path path = placed(box, ink);
  Lane lane(path, box, course);
  int halves = lane.count(half_length);
  double step = lane.length / halves;
  for (double sign : {1.0, -1.0}) {
    path.move(lane.at(0, 0));
    for (int i = 0; i < halves; ++i) {
      double crest = lane.height / 2 * sine_height * (i % 2 == 0 ? -sign : sign);
      path.curve(lane.at((i + sine_handle) * step, crest), lane.at((i + 1 - sine_handle) * step, crest),
                 lane.at((i + 1) * step, 0));
    }
  }
  return path;
}

Path beads(const Box& box, double pitch, double radius, Course course, Ink ink) {
  Path path = placed(box, ink);
  Lane lane(path, box, course);
  int count = lane.count(pitch);
  for (int i = 0; i < count; ++i) {
    double middle = (i + 0.5) * lane.length / count;
    path.move(lane.at(middle - radius, 0)).line(lane.at(middle, -radius));
    path.line(lane.at(middle + radius, 0)).line(lane.at(middle, radius)).close();
  }
  return path;
}

Path flower(Point center, double radius, int petals, double turn, Ink ink) {
  constexpr double waist = 0.55, shoulder = 1.1; // of the radius
  Path path = placed(around(center, radius * shoulder), ink);
  auto at = [&](double reach, double turns) {
    return inside(path, on_circle(center, radius * reach, turns + turn));
  };
  path.move(at(waist, -0.5 / petals));
  for (int i = 0; i < petals; ++i) {
    double middle = static_cast<double>(i) / petals, half = 0.5 / petals;
    path.curve(at(shoulder, middle - half), at(1, middle - half * 0.6), at(1, middle));
    path.curve(at(1, middle + half * 0.6), at(shoulder, middle + half), at(waist, middle + half));
  }
  return path.close();
}

namespace {

std::string written(const Path& path, Point origin, char curve_letter, char close_letter) {
  std::string out;
  auto points = [&](char letter, const PathSegment& segment, std::size_t count) {
    out += letter;
    for (std::size_t i = 0; i < count; ++i)
      out += ' ' + mm(segment.points[i].x + origin.x) + ' ' + mm(segment.points[i].y + origin.y);
  };
  for (const PathSegment& segment : path.segments) {
    if (!out.empty()) out += ' ';
    switch (segment.step) {
    case PathStep::move:
      points('M', segment, 1);
      break;
    case PathStep::line:
      points('L', segment, 1);
      break;
    case PathStep::curve:
      points(curve_letter, segment, 3);
      break;
    case PathStep::close:
      out += close_letter;
      break;
    }
  }
  return out;
}

} // namespace

std::string abbreviated_data(const Path& path) {
  return written(path, {0, 0}, 'B', 'C');
}
std::string svg_data(const Path& path) {
  return written(path, {path.box.x, path.box.y}, 'C', 'Z');
}

} // namespace elicense::face
