// SPDX-License-Identifier: Apache-2.0
// Handles of cairo and FreeType, each freed once.
#pragma once
#include "crypto/bytes.hpp"
#include <cairo.h>
#include <memory>

typedef struct FT_FaceRec_* FT_Face;

namespace elicense::face {

struct FreeCairo {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* context) const { cairo_destroy(context); }
  void operator()(cairo_font_face_t* font) const { cairo_font_face_destroy(font); }
};
using Surface = std::unique_ptr<cairo_surface_t, FreeCairo>;
using Context = std::unique_ptr<cairo_t, FreeCairo>;
using CairoFont = std::unique_ptr<cairo_font_face_t, FreeCairo>;

Surface decode_png(ByteView png); // null: not a readable PNG
Bytes encode_png(cairo_surface_t* surface);
cairo_status_t append_bytes(void* bytes, const unsigned char* data, unsigned length); // a cairo_write_func_t

// A font program in memory, with a FreeType library of its own: no lock is shared between faces.
class FontProgram {
 public:
  explicit FontProgram(const Bytes& content); // throws if FreeType cannot read what we wrote
  FT_Face face() const;
  std::uint32_t glyph(char32_t character) const;
  CairoFont cairo_font() const; // keeps the program alive as long as cairo needs it

 private:
  struct State;
  std::shared_ptr<State> state_;
};

} // namespace elicense::face
