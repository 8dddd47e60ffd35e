// SPDX-License-Identifier: Apache-2.0
// One installed font: how wide its characters are, and the part of it a document carries. Safe from many
// threads.
#pragma once
#include "crypto/bytes.hpp"
#include "face/face.hpp"
#include "face/typeface.hpp"
#include <hb.h>
#include <memory>
#include <optional>
#include <set>

namespace elicense::face {

struct Free {
  void operator()(hb_face_t* face) const { hb_face_destroy(face); }
  void operator()(hb_font_t* font) const { hb_font_destroy(font); }
};

class FontFile {
 public:
  FontFile(const std::string& path, unsigned index, std::string name);
  const std::string& name() const { return name_; }
  std::optional<double> advance(char32_t character) const;  // in sizes; nothing: the font cannot show it
  Bytes subset(const std::set<char32_t>& characters) const; // OpenType, without hints and layout tables

 private:
  std::string name_;
  std::unique_ptr<hb_face_t, Free> face_;
  std::unique_ptr<hb_font_t, Free> font_;
  double units_ = 1000;
};

struct Fonts::Loaded {
  std::vector<FontFile> files; // in the order of all_typefaces
  const FontFile& at(Typeface typeface) const { return files[static_cast<std::size_t>(typeface)]; }
};

} // namespace elicense::face
