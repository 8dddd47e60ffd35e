// SPDX-License-Identifier: Apache-2.0
#include "face/picture.hpp"
#include "face/seal_picture.hpp"
#include "face/surface.hpp"
#include "tests/face/type_files.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::face {
namespace {

using test::fails_with;
using test::long_text;
using test::succeeds;

Result<Bytes> drawn(const std::string& name, const std::string& line = {}, const std::string& code = {}) {
  return draw_seal_picture(test::fonts(), {name, line, code, 42});
}

struct Pixels {
  Surface surface;
  int side;
  explicit Pixels(const Bytes& png)
      : surface(decode_png(png)), side(cairo_image_surface_get_width(surface.get())) {}
  unsigned alpha(double x, double y) const { // from 0 to 1
    int column = static_cast<int>(x * side), row = static_cast<int>(y * side);
    return cairo_image_surface_get_data(
        surface.get())[row * cairo_image_surface_get_stride(surface.get()) + column * 4 + 3];
  }
};

TEST(SealPicture, IsARingAndAStarOnNothing) {
  Pixels seal(drawn("示例市市场监督管理局").value());
  EXPECT_EQ(seal.alpha(0.5, 0.5), 255U);
  for (auto [x, y] :
       {std::pair{0.5, 0.015}, std::pair{0.015, 0.5}, std::pair{0.985, 0.5}, std::pair{0.5, 0.985}})
    EXPECT_EQ(seal.alpha(x, y), 255U) << x << ' ' << y;
  for (auto [x, y] :
       {std::pair{0.01, 0.01}, std::pair{0.99, 0.99}, std::pair{0.5, 0.75}, std::pair{0.5, 0.9}})
    EXPECT_EQ(seal.alpha(x, y), 0U) << x << ' ' << y;
}

TEST(SealPicture, IsSmallForEveryLegalText) {
  for (std::size_t length = min_seal_name; length <= max_seal_name; ++length) {
    auto seal = drawn(long_text(length), long_text(max_seal_line), "640100000000000001");
    ASSERT_THAT(seal, succeeds()) << length;
    EXPECT_LE(seal->size(), max_seal_picture) << length;
    EXPECT_THAT(check_picture(*seal), succeeds());
  }
}

TEST(SealPicture, IsAlwaysTheSame) {
  EXPECT_EQ(drawn("示例市市场监督管理局", "电子证照专用章").value(),
            drawn("示例市市场监督管理局", "电子证照专用章").value());
}

TEST(SealPicture, HasLimitsOfText) {
  EXPECT_THAT(drawn("示例局"), fails_with("FACE_SEAL_TEXT"));
  EXPECT_THAT(drawn("示例市局"), succeeds());
  EXPECT_THAT(drawn(long_text(max_seal_name)), succeeds());
  EXPECT_THAT(drawn(long_text(max_seal_name + 1)), fails_with("FACE_SEAL_TEXT"));
  EXPECT_THAT(drawn("示例市局", long_text(max_seal_line + 1)), fails_with("FACE_SEAL_TEXT"));
  EXPECT_THAT(drawn("示例市局", {}, std::string(max_seal_code, '1')), succeeds());
  EXPECT_THAT(drawn("示例市局", {}, std::string(max_seal_code + 1, '1')), fails_with("FACE_SEAL_TEXT"));
}

TEST(SealPicture, RefusesWhatCannotBeDrawn) {
  EXPECT_THAT(drawn("示例市😀局"), fails_with("FACE_SEAL_TEXT"));
  EXPECT_THAT(drawn("示例市\xFF局"), fails_with("FACE_SEAL_TEXT"));
  EXPECT_THAT(drawn("示例市局", "\n"), fails_with("FACE_SEAL_TEXT"));
}

} // namespace
} // namespace elicense::face
