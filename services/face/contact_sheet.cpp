// SPDX-License-Identifier: Apache-2.0
// Each face is drawn as a picture that fits its place, and set into the middle of it.
#include "face/contact_sheet.hpp"
#include "face/surface.hpp"
#include <algorithm>
#include <stdexcept>

namespace elicense::face {
namespace {

constexpr int columns = 5, place = 420, gap = 16; // pixels
constexpr double gray = 0.86;

struct Size {
  int width, height;
  int longer() const { return std::max(width, height); }
};

Size size_of(cairo_surface_t* picture) {
  return {cairo_image_surface_get_width(picture), cairo_image_surface_get_height(picture)};
}

// At one dot per millimetre the picture tells how large the page is.
Result<Surface> small_picture(const Face& face) {
  const auto page = face.png(1);
  if (!page) return page.error();
  const int longer = size_of(decode_png(*page).get()).longer();
  const auto picture =
      face.png(std::clamp(static_cast<double>(place) / longer, min_dots_per_mm, max_dots_per_mm));
  if (!picture) return picture.error();
  return decode_png(*picture);
}

void paint(cairo_t* sheet, cairo_surface_t* picture, int x, int y) {
  const Size size = size_of(picture);
  const int left = x + (place - size.width) / 2, top = y + (place - size.height) / 2;
  cairo_set_source_surface(sheet, picture, left, top);
  cairo_paint(sheet);
}

} // namespace

Result<Bytes> contact_sheet(std::span<const Face> faces) {
  if (faces.size() > faces_per_sheet) throw std::invalid_argument("more faces than a sheet has places");
  const int rows = std::max(1, (static_cast<int>(faces.size()) + columns - 1) / columns);
  const Surface sheet(cairo_image_surface_create(CAIRO_FORMAT_RGB24, columns * (place + gap) + gap,
                                                 rows * (place + gap) + gap));
  const Context context(cairo_create(sheet.get()));
  cairo_set_source_rgb(context.get(), gray, gray, gray);
  cairo_paint(context.get());
  int at = 0;
  for (const Face& face : faces) {
    const auto picture = small_picture(face);
    if (!picture) return picture.error();
    paint(context.get(), picture->get(), gap + at % columns * (place + gap),
          gap + at / columns * (place + gap));
    ++at;
  }
  return encode_png(sheet.get());
}

} // namespace elicense::face
