// SPDX-License-Identifier: Apache-2.0
// A face as PDF and PNG, through cairo. Nothing is hinted or moved: the positions are those of the OFD page.
#include "face/drawing.hpp"
#include "face/surface.hpp"
#include <cairo-pdf.h>
#include <cmath>

namespace elicense::face {
namespace {

class Canvas {
 public:
  Canvas(cairo_surface_t* surface, double units_per_mm, const Face::Drawing& drawing)
      : context_(cairo_create(surface)), drawing_(drawing) {
    cairo_scale(cr(), units_per_mm, units_per_mm);
    for (const auto& [typeface, font] : drawing.fonts)
      fonts_.emplace(typeface, FontProgram(font.content));
    std::unique_ptr<cairo_font_options_t, decltype(&cairo_font_options_destroy)> options(
        cairo_font_options_create(), cairo_font_options_destroy);
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    cairo_set_font_options(cr(), options.get());
  }

  void draw() {
    for (const Path& path : drawing_.background->paths)
      draw(path);
    for (const Path& path : drawing_.marks)
      draw(path);
    for (const PlacedPicture& picture : drawing_.pictures)
      draw(picture.png, picture.box);
    for (const TextLine& line : drawing_.texts)
      draw(line);
    if (drawing_.seal && !drawing_.seal_picture.empty()) {
      const SealOnFace& seal = *drawing_.seal;
      cairo_set_operator(cr(), CAIRO_OPERATOR_MULTIPLY); // as ink on ink: the text below stays readable
      draw(drawing_.seal_picture, {seal.x_mm, seal.y_mm, seal.width_mm, seal.height_mm});
    }
    watermark();
    if (cairo_status(cr()) != CAIRO_STATUS_SUCCESS)
      throw std::runtime_error(std::string("cairo: ") + cairo_status_to_string(cairo_status(cr())));
  }

 private:
  cairo_t* cr() const { return context_.get(); }

  void use(Color color, double alpha = 1) {
    cairo_set_source_rgba(cr(), color.red / 255.0, color.green / 255.0, color.blue / 255.0, alpha);
  }

  void trace(const Path& path) {
    cairo_new_path(cr());
    auto at = [&](Point p) { return Point{p.x + path.box.x, p.y + path.box.y}; };
    for (const PathSegment& segment : path.segments) {
      Point a = at(segment.points[0]), b = at(segment.points[1]), c = at(segment.points[2]);
      switch (segment.step) {
      case PathStep::move:
        cairo_move_to(cr(), a.x, a.y);
        break;
      case PathStep::line:
        cairo_line_to(cr(), a.x, a.y);
        break;
      case PathStep::curve:
        cairo_curve_to(cr(), a.x, a.y, b.x, b.y, c.x, c.y);
        break;
      case PathStep::close:
        cairo_close_path(cr());
        break;
      }
    }
  }

  void draw(const Path& path) {
    trace(path);
    if (path.ink.fill) {
      use(*path.ink.fill);
      cairo_fill_preserve(cr());
    }
    if (path.ink.stroke) {
      use(*path.ink.stroke);
      cairo_set_line_width(cr(), path.ink.line_width);
      cairo_stroke(cr());
    }
    cairo_new_path(cr());
  }

  void draw(const Bytes& png, const Box& box) {
    Surface picture = decode_png(png);
    if (!picture) throw std::runtime_error("a picture that was checked cannot be decoded");
    cairo_save(cr());
    cairo_translate(cr(), box.x, box.y);
    cairo_scale(cr(), box.width / cairo_image_surface_get_width(picture.get()),
                box.height / cairo_image_surface_get_height(picture.get()));
    cairo_set_source_surface(cr(), picture.get(), 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cr()), CAIRO_FILTER_GOOD);
    cairo_paint(cr());
    cairo_restore(cr());
  }

  void watermark() {
    cairo_set_operator(cr(), CAIRO_OPERATOR_OVER);
    for (TextLine line : drawing_.watermark) {
      cairo_save(cr());
      cairo_translate(cr(), line.baseline.x, line.baseline.y);
      cairo_rotate(cr(), watermark_slant);
      line.baseline = {};
      draw(line, watermark_alpha / 255.0);
      cairo_restore(cr());
    }
  }

  // With its text beside the glyphs, so that a PDF can be searched and copied from.
  void draw(const TextLine& line, double alpha = 1) {
    const FontProgram& font = fonts_.at(line.typeface);
    std::vector<cairo_glyph_t> glyphs;
    std::vector<cairo_text_cluster_t> clusters;
    for (std::size_t i = 0; i < line.characters.size(); ++i) {
      char32_t c = line.characters[i];
      glyphs.push_back({font.glyph(c), line.baseline.x + line.positions[i], line.baseline.y});
      clusters.push_back({c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4, 1});
    }
    std::string text = to_utf8(line.characters);
    CairoFont& face = faces_[line.typeface];
    if (!face) face = font.cairo_font();
    cairo_set_font_face(cr(), face.get());
    cairo_set_font_size(cr(), line.size);
    use(line.color, alpha);
    cairo_show_text_glyphs(cr(), text.data(), static_cast<int>(text.size()), glyphs.data(),
                           static_cast<int>(glyphs.size()), clusters.data(),
                           static_cast<int>(clusters.size()), cairo_text_cluster_flags_t{});
  }

  Context context_;
  const Face::Drawing& drawing_;
  std::map<Typeface, FontProgram> fonts_;
  std::map<Typeface, CairoFont> faces_;
};

} // namespace

Result<Bytes> Face::pdf() const {
  constexpr double points_per_mm = 72 / 25.4;
  Bytes out;
  Surface surface(cairo_pdf_surface_create_for_stream(append_bytes, &out, drawing_->width * points_per_mm,
                                                      drawing_->height * points_per_mm));
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, drawing_->title.c_str());
  // Fixed, so that equal faces are equal files; the date that counts is in the license.
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
  Canvas(surface.get(), points_per_mm, *drawing_).draw();
  cairo_surface_finish(surface.get());
  return out;
}

Result<Bytes> Face::png(double dots_per_mm) const {
  if (!(dots_per_mm >= min_dots_per_mm && dots_per_mm <= max_dots_per_mm))
    return fail(ErrorKind::invalid, "FACE_RESOLUTION");
  auto pixels = [&](double length) { return static_cast<int>(std::lround(length * dots_per_mm)); };
  Surface surface(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, pixels(drawing_->width), pixels(drawing_->height)));
  Canvas(surface.get(), dots_per_mm, *drawing_).draw();
  return encode_png(surface.get());
}

} // namespace elicense::face
