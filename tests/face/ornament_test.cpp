// SPDX-License-Identifier: Apache-2.0
#include "face/ornament.hpp"
#include <gtest/gtest.h>
#include <set>

namespace elicense::face {
namespace {

constexpr double width = 297, height = 210;

TEST(Backdrop, IsDrawnAndWrittenWithinThePage) {
  for (const Ornament kind : {Ornament::band_frame, Ornament::line_frame, Ornament::letter, Ornament::card}) {
    const auto drawn = backdrop(kind, width, height, palette("gold"));
    ASSERT_GT(drawn->paths.size(), 10U);
    ASSERT_EQ(drawn->data.size(), drawn->paths.size());
    for (std::size_t i = 0; i < drawn->paths.size(); ++i) {
      const Box& box = drawn->paths[i].box;
      EXPECT_EQ(drawn->data[i], abbreviated_data(drawn->paths[i]));
      EXPECT_EQ(mm_box(box.rounded()), mm_box(box));
      EXPECT_LE(box.right(), width + 1);
      EXPECT_LE(box.bottom(), height + 1);
    }
  }
}

TEST(Backdrop, IsDrawnOnceForEachKindSizeAndPalette) {
  const auto once = backdrop(Ornament::card, width, height, palette("red"));
  EXPECT_EQ(backdrop(Ornament::card, width, height, palette("red")), once);
  Palette other_paper = palette("red");
  other_paper.paper = {1, 2, 3};
  const std::set others = {once,
                           backdrop(Ornament::letter, width, height, palette("red")),
                           backdrop(Ornament::card, width + 0.01, height, palette("red")),
                           backdrop(Ornament::card, width, height + 0.01, palette("red")),
                           backdrop(Ornament::card, width, height, palette("blue")),
                           backdrop(Ornament::card, width, height, other_paper)};
  EXPECT_EQ(others.size(), 6U);
}

} // namespace
} // namespace elicense::face
