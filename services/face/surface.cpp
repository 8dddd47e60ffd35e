// SPDX-License-Identifier: Apache-2.0
// PNG in and out of cairo, and fonts that live in memory.
#include "face/surface.hpp"
#include <cairo-ft.h>
#include <cstring>

namespace elicense::face {
namespace {

cairo_status_t read_bytes(void* view, unsigned char* out, unsigned length) {
  auto& rest = *static_cast<ByteView*>(view);
  if (rest.size() < length) return CAIRO_STATUS_READ_ERROR;
  std::memcpy(out, rest.data(), length);
  rest = rest.subspan(length);
  return CAIRO_STATUS_SUCCESS;
}

} // namespace

Surface decode_png(ByteView png) {
  Surface surface(cairo_image_surface_create_from_png_stream(read_bytes, &png));
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return nullptr;
  return surface;
}

cairo_status_t append_bytes(void* bytes, const unsigned char* data, unsigned length) {
  auto& out = *static_cast<Bytes*>(bytes);
  out.insert(out.end(), data, data + length);
  return CAIRO_STATUS_SUCCESS;
}

Bytes encode_png(cairo_surface_t* surface) {
  Bytes out;
  if (cairo_surface_write_to_png_stream(surface, append_bytes, &out) != CAIRO_STATUS_SUCCESS)
    throw std::runtime_error("cairo could not write a PNG");
  return out;
}

struct FontProgram::State {
  explicit State(const Bytes& program) : content(program) {
    if (FT_Init_FreeType(&library) != 0) throw std::bad_alloc();
    if (FT_New_Memory_Face(library, content.data(), static_cast<FT_Long>(content.size()), 0, &face) != 0) {
      FT_Done_FreeType(library);
      throw std::runtime_error("FreeType cannot read the subset font");
    }
  }
  ~State() {
    FT_Done_Face(face);
    FT_Done_FreeType(library);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  Bytes content;
  FT_Library library = nullptr;
  FT_Face face = nullptr;
};

FontProgram::FontProgram(const Bytes& content) : state_(std::make_shared<State>(content)) {}

FT_Face FontProgram::face() const {
  return state_->face;
}

std::uint32_t FontProgram::glyph(char32_t character) const {
  return FT_Get_Char_Index(state_->face, character);
}

CairoFont FontProgram::cairo_font() const {
  static const cairo_user_data_key_t key{};
  CairoFont font(cairo_ft_font_face_create_for_ft_face(state_->face, FT_LOAD_NO_HINTING));
  auto kept = std::make_unique<std::shared_ptr<State>>(state_);
  auto release = [](void* state) { delete static_cast<std::shared_ptr<State>*>(state); };
  if (cairo_font_face_set_user_data(font.get(), &key, kept.get(), release) != CAIRO_STATUS_SUCCESS)
    throw std::bad_alloc();
  (void)kept.release(); // cairo's from here on
  return font;
}

} // namespace elicense::face
