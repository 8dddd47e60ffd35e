// SPDX-License-Identifier: Apache-2.0
// Sets texts into boxes of a drawing, one object per line and field. The first thing wrong is remembered.
#pragma once
#include "face/drawing.hpp"
#include "face/layout_parts.hpp"
#include "face/text_fit.hpp"

namespace elicense::face {

struct TextStyle {
  Typeface typeface;
  Color color;
  double size, min_size;
  Align align = Align::left;
  double gap = 0; // between the characters
};

class TextSetter {
 public:
  // `body` is set in place of the style's own typeface for running text.
  TextSetter(const Fonts& fonts, const PageStyle& style, const FaceData& data, Typeface body,
             Face::Drawing& drawing)
      : fonts_(fonts.loaded()), style_(style), data_(data), body_(body), drawing_(drawing) {}

  Typeface as_body(Typeface typeface) const { return typeface == style_.body ? body_ : typeface; }
  TextStyle heading(double size, Align align, double gap) const {
    return {style_.heading, style_.colors.title, size, size * 0.5, align, gap};
  }
  TextStyle label(double size) const { return {body_, style_.colors.label, size, size * 0.6, Align::spread}; }
  TextStyle value(double size, double min_size) const { return {body_, style_.colors.ink, size, min_size}; }
  TextStyle small(double size, Align align = Align::left) const {
    return {body_, style_.colors.label, size, size * 0.7, align};
  }

  std::vector<TextRun> filled(const TextTemplate& text) const { return text.filled(data_.values); }
  // FACE_TEXT_ENCODING, FACE_GLYPH_MISSING with `where`
  std::optional<MeasuredText> measured(const std::string& text, const std::string& where);
  std::optional<MeasuredText> measured(const std::vector<TextRun>& runs);

  void put(const TextTemplate& text, const Box& box, const TextStyle& style, bool middle = false);
  void put(const std::vector<TextRun>& runs, const Box& box, const TextStyle& style, bool middle);
  void put_fixed(const std::string& text, const Box& box, const TextStyle& style, bool middle = false);
  void put_pair(const Row& row, const Box& box, const TextStyle& style); // "label：value" in one line

  void wrong(Error error) {
    if (!error_) error_ = std::move(error);
  }
  const std::optional<Error>& error() const { return error_; }

 private:
  std::optional<MeasuredText> measured(const std::string& text, Typeface typeface, const std::string& where);
  void add_line(const MeasuredText& words, const std::vector<std::string>& owners, double size, Point start,
                double width, const TextStyle& style);

  const Fonts::Loaded& fonts_;
  const PageStyle& style_;
  const FaceData& data_;
  Typeface body_;
  Face::Drawing& drawing_;
  std::optional<Error> error_;
};

} // namespace elicense::face
