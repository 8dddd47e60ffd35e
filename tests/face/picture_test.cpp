// SPDX-License-Identifier: Apache-2.0
#include "face/picture.hpp"
#include "face/png_writer.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::face {
namespace {

using test::fails_with;
using test::succeeds;

Bytes blank_png(std::uint32_t width, std::uint32_t height) {
  return write_png(
      {width, height, {{}, {}}, std::vector<std::uint8_t>(static_cast<std::size_t>(width) * height)});
}

TEST(Picture, IsAPng) {
  auto size = check_picture(blank_png(160, 200));
  ASSERT_THAT(size, succeeds());
  EXPECT_EQ(size->width, 160U);
  EXPECT_EQ(size->height, 200U);
}

TEST(Picture, IsNothingElse) {
  EXPECT_THAT(check_picture({}), fails_with("FACE_PICTURE"));
  EXPECT_THAT(check_picture(to_bytes("\xFF\xD8\xFF\xE0 a photograph in another format")),
              fails_with("FACE_PICTURE"));
}

TEST(Picture, IsWhole) {
  Bytes png = blank_png(160, 200);
  for (std::size_t length = 0; length + 12 < png.size(); ++length) // the end mark itself may be missing
    EXPECT_THAT(check_picture(ByteView(png).first(length)), fails_with("FACE_PICTURE")) << length;
  png[50] ^= 1U;
  EXPECT_THAT(check_picture(png), fails_with("FACE_PICTURE"));
}

TEST(Picture, HasALimitOfPixels) {
  EXPECT_THAT(check_picture(blank_png(max_picture_side - 1, 2)), succeeds());
  EXPECT_THAT(check_picture(blank_png(max_picture_side, 2)), succeeds());
  EXPECT_THAT(check_picture(blank_png(max_picture_side + 1, 2)), fails_with("FACE_PICTURE_TOO_LARGE"));
  EXPECT_THAT(check_picture(blank_png(2, max_picture_side + 1)), fails_with("FACE_PICTURE_TOO_LARGE"));
}

TEST(Picture, HasALimitOfBytes) {
  Bytes png = blank_png(10, 10);
  png.resize(max_picture); // bytes after the end are not read
  EXPECT_THAT(check_picture(ByteView(png).first(max_picture - 1)), succeeds());
  EXPECT_THAT(check_picture(png), succeeds());
  png.push_back(0);
  EXPECT_THAT(check_picture(png), fails_with("FACE_PICTURE_TOO_LARGE"));
}

} // namespace
} // namespace elicense::face
