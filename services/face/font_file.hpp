// SPDX-License-Identifier: Apache-2.0
// One installed font: how wide its characters are, and the part of it a document carries. Safe from many
// threads.
#pragma once
#include "crypto/bytes.hpp"
#include "face/face.hpp"
#include "face/typeface.hpp"
#include <atomic>
#include <hb.h>
#include <memory>
#include <optional>
#include <set>
#include <unordered_set>

namespace elicense::face {

struct Free {
  void operator()(hb_face_t* face) const { hb_face_destroy(face); }
  void operator()(hb_font_t* font) const { hb_font_destroy(font); }
};

// A font's common characters alone, of which a few are cut in a tenth of the time it takes out of the whole
// font: some 20 MB and a tenth of a second, made when that has become worth it.
class CommonPart {
 public:
  static constexpr unsigned worth_making = 64; // subsets out of the whole font

  // Where these characters are to be cut from: this part, once it is there and has them all.
  hb_face_t* source(hb_face_t* whole, const std::set<char32_t>& characters);

 private:
  struct Made {
    std::unordered_set<char32_t> characters;
    std::unique_ptr<hb_face_t, Free> face;
  };
  void make(hb_face_t* whole);
  std::atomic<unsigned> asked_ = 0;
  std::unique_ptr<const Made> made_;
  std::atomic<const Made*> ready_ = nullptr; // made_, for every thread to see
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
  std::unique_ptr<CommonPart> common_;
};

struct Fonts::Loaded {
  std::vector<FontFile> files; // in the order of all_typefaces
  const FontFile& at(Typeface typeface) const { return files[static_cast<std::size_t>(typeface)]; }
};

} // namespace elicense::face
