// SPDX-License-Identifier: Apache-2.0
// Drawn as coverage only, then written with four strengths of one red: crisp, transparent, and small.
#include "face/seal_picture.hpp"
#include "face/path.hpp"
#include "face/png_writer.hpp"
#include "face/surface.hpp"
#include "face/text_fit.hpp"
#include <algorithm>
#include <cmath>
#include <numbers>

namespace elicense::face {
namespace {

constexpr PaletteEntry red{214, 20, 24, 255};
constexpr int strengths = 4;
constexpr int resolutions[] = {360, 300, 240};          // pixels per side; the first that is small enough
constexpr double ring_width = 0.028, arc_outer = 0.445; // of the diameter, like all lengths here
constexpr double widest_arc = 250, letter_pitch = 23;   // degrees
constexpr double letter_height = 0.118, line_size = 0.082, code_size = 0.042;
constexpr double line_baseline = 0.29, line_room = 0.56, code_radius = 0.452;

struct Words {
  std::u32string name, line, code;
};

// Works in diameters, with the centre at the origin.
class SealPainter {
 public:
  SealPainter(const FontProgram& font, int pixels)
      : font_(font), surface_(cairo_image_surface_create(CAIRO_FORMAT_A8, pixels, pixels)),
        context_(cairo_create(surface_.get())), face_(font.cairo_font()) {
    cairo_scale(cr(), pixels, pixels);
    cairo_translate(cr(), 0.5, 0.5);
    cairo_set_font_face(cr(), face_.get());
  }

  void ring() {
    cairo_set_line_width(cr(), ring_width);
    cairo_arc(cr(), 0, 0, 0.5 - ring_width / 2 - 0.002, 0, 2 * std::numbers::pi);
    cairo_stroke(cr());
  }

  void star(double y) {
    for (int i = 0; i < 10; ++i) {
      double radius = i % 2 == 0 ? 0.142 : 0.142 * 0.382, angle = (i / 10.0 - 0.25) * 2 * std::numbers::pi;
      cairo_line_to(cr(), radius * std::cos(angle), y + radius * std::sin(angle));
    }
    cairo_close_path(cr());
    cairo_fill(cr());
  }

  // Along the upper arc, feet to the centre; the more letters, the narrower.
  void arc(const std::u32string& text) {
    auto count = static_cast<double>(text.size());
    double step = std::min(letter_pitch, widest_arc / count);
    double pitch = step / 180 * std::numbers::pi * (arc_outer - letter_height / 2);
    double width = std::min(1.0, pitch * 0.94 / letter_height);
    for (std::size_t i = 0; i < text.size(); ++i)
      letter(text[i], (static_cast<double>(i) - (count - 1) / 2) * step, arc_outer, letter_height, width);
  }

  // Along the lower edge, feet outwards, read from left to right.
  void lower_arc(const std::u32string& text) {
    auto count = static_cast<double>(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
      cairo_save(cr());
      cairo_rotate(cr(), -(static_cast<double>(i) - (count - 1) / 2) * 5.2 / 180 * std::numbers::pi);
      glyph(text[i], 0, code_radius, code_size, 1);
      cairo_restore(cr());
    }
  }

  void straight(const std::u32string& text) {
    auto count = static_cast<double>(text.size());
    double pitch = std::min(line_size * 1.08, line_room / count);
    for (std::size_t i = 0; i < text.size(); ++i)
      glyph(text[i], (static_cast<double>(i) - (count - 1) / 2) * pitch, line_baseline, line_size,
            std::min(1.0, pitch * 0.97 / line_size));
  }

  Bytes png() {
    cairo_surface_flush(surface_.get());
    int side = cairo_image_surface_get_width(surface_.get()),
        stride = cairo_image_surface_get_stride(surface_.get());
    const unsigned char* data = cairo_image_surface_get_data(surface_.get());
    PaletteImage image{static_cast<std::uint32_t>(side), static_cast<std::uint32_t>(side), {}, {}};
    for (int i = 0; i < strengths; ++i) {
      image.palette.push_back(red);
      image.palette.back().alpha = static_cast<std::uint8_t>(i * 255 / (strengths - 1));
    }
    for (int y = 0; y < side; ++y)
      for (int x = 0; x < side; ++x)
        image.pixels.push_back(
            static_cast<std::uint8_t>((data[y * stride + x] * (strengths - 1) + 127) / 255));
    return write_png(image);
  }

 private:
  cairo_t* cr() const { return context_.get(); }

  void letter(char32_t character, double degrees, double outer, double height, double width) {
    cairo_save(cr());
    cairo_rotate(cr(), degrees / 180 * std::numbers::pi);
    glyph(character, 0, -outer + height * ascent, height, width);
    cairo_restore(cr());
  }

  // Centred at x, on the baseline y.
  void glyph(char32_t character, double x, double y, double size, double width) {
    cairo_save(cr());
    cairo_translate(cr(), x, y);
    cairo_scale(cr(), width, 1);
    cairo_set_font_size(cr(), size);
    cairo_glyph_t glyph{font_.glyph(character), 0, 0};
    cairo_text_extents_t extents;
    cairo_glyph_extents(cr(), &glyph, 1, &extents);
    glyph.x = -extents.x_advance / 2;
    cairo_glyph_path(cr(), &glyph, 1);
    cairo_fill(cr());
    cairo_restore(cr());
  }

  const FontProgram& font_;
  Surface surface_;
  Context context_;
  CairoFont face_;
};

Bytes draw(const FontProgram& font, const Words& words, int pixels) {
  SealPainter painter(font, pixels);
  painter.ring();
  painter.star(words.line.empty() ? 0 : -0.015);
  painter.arc(words.name);
  painter.straight(words.line);
  painter.lower_arc(words.code);
  return painter.png();
}

std::optional<Words> read_words(const SealText& text) {
  auto name = read_utf8(text.name), line = read_utf8(text.line), code = read_utf8(text.code);
  if (!name || !line || !code) return std::nullopt;
  bool sized = name->size() >= min_seal_name && name->size() <= max_seal_name &&
               line->size() <= max_seal_line && code->size() <= max_seal_code;
  return sized ? std::optional(Words{*name, *line, *code}) : std::nullopt;
}

} // namespace

Result<Bytes> draw_seal_picture(const Fonts& fonts, const SealText& text) {
  auto words = read_words(text);
  if (!words) return fail(ErrorKind::invalid, "FACE_SEAL_TEXT", "length or encoding");
  const FontFile& file = fonts.loaded().at(Typeface::serif_bold);
  std::set<char32_t> characters;
  for (const std::u32string* part : {&words->name, &words->line, &words->code})
    characters.insert(part->begin(), part->end());
  for (char32_t c : characters)
    if (!file.advance(c)) return fail(ErrorKind::invalid, "FACE_SEAL_TEXT", "no glyph");
  FontProgram font(file.subset(characters));
  for (int pixels : resolutions)
    if (Bytes png = draw(font, *words, pixels); png.size() <= max_seal_picture) return png;
  return fail(ErrorKind::too_large, "FACE_SEAL_TOO_LARGE");
}

} // namespace elicense::face
