// SPDX-License-Identifier: Apache-2.0
#include "face/contact_sheet.hpp"
#include "face/surface.hpp"
#include "tests/face/type_files.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::face {
namespace {

std::vector<Face> faces(std::size_t count) {
  const test::TypeFile type = test::type_files().front();
  const Face face = Face::compose(test::fonts(), *type.layout(), test::example_data(type)).value();
  return std::vector<Face>(count, face);
}

std::pair<int, int> size_of_sheet(std::size_t count) {
  const Surface sheet = decode_png(contact_sheet(faces(count)).value());
  return {cairo_image_surface_get_width(sheet.get()), cairo_image_surface_get_height(sheet.get())};
}

bool is_gray(cairo_surface_t* sheet, int x, int y) {
  const unsigned char* pixel =
      cairo_image_surface_get_data(sheet) + y * cairo_image_surface_get_stride(sheet) + x * 4;
  return pixel[0] == pixel[1] && pixel[1] == pixel[2] && pixel[0] < 0xf0;
}

TEST(ContactSheet, HasFiveFacesInARow) {
  EXPECT_EQ(size_of_sheet(1), size_of_sheet(5));
  EXPECT_EQ(size_of_sheet(6).first, size_of_sheet(5).first);
  EXPECT_GT(size_of_sheet(6).second, size_of_sheet(5).second);
}

TEST(ContactSheet, ShowsTheFacesAndNothingWhereThereAreNone) {
  const Surface sheet = decode_png(contact_sheet(faces(1)).value());
  const int width = cairo_image_surface_get_width(sheet.get()),
            height = cairo_image_surface_get_height(sheet.get());
  EXPECT_TRUE(is_gray(sheet.get(), 2, 2));
  EXPECT_FALSE(is_gray(sheet.get(), width / 10, height / 2 - 60));
  EXPECT_TRUE(is_gray(sheet.get(), width / 2, height / 2));
}

TEST(ContactSheet, HasALimit) {
  EXPECT_THROW((void)contact_sheet(faces(faces_per_sheet + 1)), std::invalid_argument);
}

} // namespace
} // namespace elicense::face
