// SPDX-License-Identifier: Apache-2.0
#include "face/path.hpp"
#include <gtest/gtest.h>

namespace elicense::face {
namespace {

const Ink ink = stroked({1, 2, 3}, 0.4);

TEST(Path, IsWrittenForOfdAndForSvg) {
  Path path = rectangle({10, 20, 5, 6}, filled({1, 2, 3}));
  EXPECT_EQ(abbreviated_data(path), "M 0 0 L 5 0 L 5 6 L 0 6 C");
  EXPECT_EQ(svg_data(path), "M 10 20 L 15 20 L 15 26 L 10 26 Z");
  EXPECT_TRUE(abbreviated_data(circle({5, 5}, 1, ink)).find(" B ") != std::string::npos);
}

TEST(Path, MakesRoomForItsLine) {
  Path path = rectangle({10, 20, 5, 6}, ink);
  EXPECT_EQ(mm_box(path.box), "9.8 19.8 5.4 6.4");
  EXPECT_EQ(svg_data(path).substr(0, 9), "M 10 20 L");
}

TEST(Path, EqualShapesAreEqualText) {
  EXPECT_EQ(abbreviated_data(circle({5, 5}, 1.234, ink)), abbreviated_data(circle({77.7, 31.1}, 1.234, ink)));
  EXPECT_EQ(abbreviated_data(flower({5, 5}, 3.3, 8, 0, ink)),
            abbreviated_data(flower({12.2, 197.8}, 3.3, 8, 0, ink)));
}

// The ends of all steps; a control point may lie outside.
void stays_inside(const Path& path) {
  for (const PathSegment& segment : path.segments) {
    if (segment.step == PathStep::close) continue;
    Point end = segment.points[segment.step == PathStep::curve ? 2 : 0];
    EXPECT_TRUE(end.x >= -0.01 && end.y >= -0.01 && end.x <= path.box.width + 0.01 &&
                end.y <= path.box.height + 0.01)
        << end.x << ' ' << end.y;
  }
}

TEST(Path, StaysInItsBox) {
  for (const Path& path :
       {rounded_rectangle({1, 2, 30, 20}, 3, ink), circle({9, 9}, 4, ink), flower({20, 20}, 9, 12, 0.1, ink),
        weave({5, 5, 100, 6}, 8.4, Course::across, ink), weave({5, 5, 6, 100}, 8.4, Course::upright, ink),
        beads({5, 5, 100, 6}, 8.4, 0.8, Course::across, ink)})
    stays_inside(path);
}

TEST(Weave, EndsWhereTheBoxEnds) {
  Path path = weave({0, 0, 100, 6}, 8.4, Course::across, ink);
  EXPECT_NEAR(path.segments.back().points[2].x, 100 + ink.line_width / 2, 0.01);
  EXPECT_EQ(path.segments.size(), 2U * (1 + 12));
}

} // namespace
} // namespace elicense::face
