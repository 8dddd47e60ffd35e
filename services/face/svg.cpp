// SPDX-License-Identifier: Apache-2.0
// A face as SVG. Characters are outlines, defined once and used often: it looks the same without any font
// installed.
#include "face/drawing.hpp"
#include "face/surface.hpp"
#include "markup/escape.hpp"
#include <ft2build.h>
#include FT_OUTLINE_H
#include <numbers>

namespace elicense::face {
namespace {

struct OutlineText {
  std::string data;

  void add(char letter, std::initializer_list<const FT_Vector*> points) {
    data += letter;
    for (const FT_Vector* p : points)
      data += std::to_string(p->x) + ' ' + std::to_string(p->y) + ' ';
  }
  static OutlineText& of(void* user) { return *static_cast<OutlineText*>(user); }
  static int move(const FT_Vector* to, void* user) { return of(user).add('M', {to}), 0; }
  static int line(const FT_Vector* to, void* user) { return of(user).add('L', {to}), 0; }
  static int conic(const FT_Vector* control, const FT_Vector* to, void* user) {
    return of(user).add('Q', {control, to}), 0;
  }
  static int cubic(const FT_Vector* a, const FT_Vector* b, const FT_Vector* to, void* user) {
    return of(user).add('C', {a, b, to}), 0;
  }
};

std::string glyph_outline(const FontProgram& font, char32_t character) {
  constexpr FT_Outline_Funcs reader{
      OutlineText::move, OutlineText::line, OutlineText::conic, OutlineText::cubic, 0, 0};
  OutlineText text;
  if (FT_Load_Glyph(font.face(), font.glyph(character), FT_LOAD_NO_SCALE) != 0 ||
      FT_Outline_Decompose(&font.face()->glyph->outline, &reader, &text) != 0)
    throw std::runtime_error("FreeType cannot read a glyph of the subset font");
  return text.data;
}

std::string glyph_id(Typeface typeface, char32_t character) {
  return 'g' + std::to_string(static_cast<int>(typeface)) + '_' +
         std::to_string(static_cast<unsigned>(character));
}

std::string paint(const Ink& ink) {
  std::string out = " fill=\"" + (ink.fill ? color_hex(*ink.fill) : "none") + '"';
  if (ink.stroke)
    out += " stroke=\"" + color_hex(*ink.stroke) + "\" stroke-width=\"" + mm(ink.line_width) + '"';
  return out;
}

class SvgWriter {
 public:
  explicit SvgWriter(const Face::Drawing& drawing) : drawing_(drawing) {}

  std::string write() {
    std::string width = mm(drawing_.width), height = mm(drawing_.height);
    out_ = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "mm\" height=\"" + height +
           "mm\" viewBox=\"0 0 " + width + ' ' + height + "\"><title>" + markup::escape(drawing_.title) +
           "</title>";
    glyphs();
    for (const Path& path : drawing_.background->paths)
      add(path);
    for (const Path& path : drawing_.marks)
      add(path);
    for (const PlacedPicture& picture : drawing_.pictures)
      add(picture.png, picture.box);
    for (const TextLine& line : drawing_.texts)
      add(line);
    if (drawing_.seal && !drawing_.seal_picture.empty()) {
      const SealOnFace& seal = *drawing_.seal;
      out_ += "<g style=\"mix-blend-mode:multiply\">";
      add(drawing_.seal_picture, {seal.x_mm, seal.y_mm, seal.width_mm, seal.height_mm});
      out_ += "</g>";
    }
    watermark();
    return out_ + "</svg>";
  }

 private:
  void glyphs() {
    out_ += "<defs>";
    for (const auto& [typeface, font] : drawing_.fonts) {
      FontProgram program(font.content);
      std::set<char32_t> used;
      for (const auto* lines : {&drawing_.texts, &drawing_.watermark})
        for (const TextLine& line : *lines)
          if (line.typeface == typeface) used.insert(line.characters.begin(), line.characters.end());
      for (char32_t c : used)
        out_ += "<path id=\"" + glyph_id(typeface, c) + "\" d=\"" + glyph_outline(program, c) + "\"/>";
    }
    out_ += "</defs>";
  }

  void add(const Path& path) { out_ += "<path d=\"" + svg_data(path) + '"' + paint(path.ink) + "/>"; }

  void add(const Bytes& png, const Box& box) {
    out_ += "<image x=\"" + mm(box.x) + "\" y=\"" + mm(box.y) + "\" width=\"" + mm(box.width) +
            "\" height=\"" + mm(box.height) +
            "\" preserveAspectRatio=\"none\" href=\"data:image/png;base64," + to_base64(png) + "\"/>";
  }

  void add(const TextLine& line) {
    std::string scale = std::to_string(line.size / units_per_size);
    out_ += "<g role=\"text\" aria-label=\"" + markup::escape(to_utf8(line.characters)) + "\" fill=\"" +
            color_hex(line.color) + "\" transform=\"translate(" + mm(line.baseline.x) + ' ' +
            mm(line.baseline.y) + ") scale(" + scale + " -" + scale + ")\">";
    for (std::size_t i = 0; i < line.characters.size(); ++i)
      if (line.characters[i] != U' ')
        out_ += "<use href=\"#" + glyph_id(line.typeface, line.characters[i]) + "\" x=\"" +
                mm(line.positions[i] / line.size * units_per_size) + "\"/>";
    out_ += "</g>";
  }

  void watermark() {
    constexpr double degrees = 180 / std::numbers::pi;
    for (TextLine line : drawing_.watermark) {
      out_ += "<g opacity=\"" + mm(watermark_alpha / 255.0) + "\" transform=\"translate(" +
              mm(line.baseline.x) + ' ' + mm(line.baseline.y) + ") rotate(" + mm(watermark_slant * degrees) +
              ")\">";
      line.baseline = {};
      add(line);
      out_ += "</g>";
    }
  }

  static constexpr double units_per_size = 1000; // of Noto CJK
  const Face::Drawing& drawing_;
  std::string out_;
};

} // namespace

Result<Bytes> Face::svg() const {
  return to_bytes(SvgWriter(*drawing_).write());
}

} // namespace elicense::face
