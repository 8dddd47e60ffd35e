// SPDX-License-Identifier: Apache-2.0
// HarfBuzz measures and subsets; the file stays mapped for the life of the program.
#include "face/font_file.hpp"
#include <hb-ot.h>
#include <hb-subset.h>

namespace elicense::face {
namespace {

struct FreeSubset {
  void operator()(hb_subset_input_t* input) const { hb_subset_input_destroy(input); }
  void operator()(hb_blob_t* blob) const { hb_blob_destroy(blob); }
};

std::unique_ptr<hb_face_t, Free> open_face(const std::string& path, unsigned index) {
  std::unique_ptr<hb_blob_t, FreeSubset> blob(hb_blob_create_from_file(path.c_str()));
  std::unique_ptr<hb_face_t, Free> face(hb_face_create(blob.get(), index));
  hb_face_make_immutable(face.get());
  return face;
}

// Keeps what drawing needs: outlines, widths, the character map and the names that identify the font.
void keep_little(hb_subset_input_t* input) {
  hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
  hb_set_t* dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
  for (const char* tag : {"GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG", "gasp"})
    hb_set_add(dropped, hb_tag_from_string(tag, 4));
  hb_set_t* names = hb_subset_input_set(input, HB_SUBSET_SETS_NAME_ID);
  hb_set_clear(names);
  for (hb_codepoint_t id : {HB_OT_NAME_ID_FONT_FAMILY, HB_OT_NAME_ID_FONT_SUBFAMILY, HB_OT_NAME_ID_FULL_NAME,
                            HB_OT_NAME_ID_POSTSCRIPT_NAME})
    hb_set_add(names, id);
}

} // namespace

FontFile::FontFile(const std::string& path, unsigned index, std::string name)
    : name_(std::move(name)), face_(open_face(path, index)), font_(hb_font_create(face_.get())),
      units_(hb_face_get_upem(face_.get())) {
  hb_ot_font_set_funcs(font_.get());
  hb_font_make_immutable(font_.get());
  (void)subset({U'中'}); // the first one reads and checks the outlines: once, at start
}

std::optional<double> FontFile::advance(char32_t character) const {
  hb_codepoint_t glyph = 0;
  if (!hb_font_get_nominal_glyph(font_.get(), character, &glyph)) return std::nullopt;
  return hb_font_get_glyph_h_advance(font_.get(), glyph) / units_;
}

Bytes FontFile::subset(const std::set<char32_t>& characters) const {
  std::unique_ptr<hb_subset_input_t, FreeSubset> input(hb_subset_input_create_or_fail());
  if (!input) throw std::bad_alloc();
  keep_little(input.get());
  for (char32_t character : characters)
    hb_set_add(hb_subset_input_unicode_set(input.get()), character);
  std::unique_ptr<hb_face_t, Free> small(hb_subset_or_fail(face_.get(), input.get()));
  if (!small) throw std::runtime_error("the font cannot be subset: " + name_);
  std::unique_ptr<hb_blob_t, FreeSubset> blob(hb_face_reference_blob(small.get()));
  unsigned length = 0;
  const char* data = hb_blob_get_data(blob.get(), &length);
  return to_bytes(std::string_view(data, length));
}

} // namespace elicense::face
