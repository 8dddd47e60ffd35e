// SPDX-License-Identifier: Apache-2.0
// HarfBuzz measures and subsets; the file stays mapped for the life of the program.
#include "face/font_file.hpp"
#include "face/common_characters.hpp"
#include <algorithm>
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
  hb_set_t* dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
  for (const char* tag : {"GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG", "gasp"})
    hb_set_add(dropped, hb_tag_from_string(tag, 4));
  hb_set_t* names = hb_subset_input_set(input, HB_SUBSET_SETS_NAME_ID);
  hb_set_clear(names);
  for (hb_codepoint_t id : {HB_OT_NAME_ID_FONT_FAMILY, HB_OT_NAME_ID_FONT_SUBFAMILY, HB_OT_NAME_ID_FULL_NAME,
                            HB_OT_NAME_ID_POSTSCRIPT_NAME})
    hb_set_add(names, id);
}

constexpr unsigned as_they_are = HB_SUBSET_FLAGS_DEFAULT;
constexpr unsigned without_programs = HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE;

std::unique_ptr<hb_face_t, Free> cut(hb_face_t* face, const std::set<char32_t>& characters, unsigned flags) {
  std::unique_ptr<hb_subset_input_t, FreeSubset> input(hb_subset_input_create_or_fail());
  if (!input) throw std::bad_alloc();
  hb_subset_input_set_flags(input.get(), flags);
  keep_little(input.get());
  for (char32_t character : characters)
    hb_set_add(hb_subset_input_unicode_set(input.get()), character);
  std::unique_ptr<hb_face_t, Free> small(hb_subset_or_fail(face, input.get()));
  if (!small) throw std::runtime_error("the font cannot be subset");
  return small;
}

std::unique_ptr<hb_blob_t, FreeSubset> file_of(hb_face_t* face) {
  return std::unique_ptr<hb_blob_t, FreeSubset>(hb_face_reference_blob(face));
}

} // namespace

// The one whose turn it is makes it; the others meanwhile go on with the whole font.
hb_face_t* CommonPart::source(hb_face_t* whole, const std::set<char32_t>& characters) {
  if (ready_.load() == nullptr && asked_.fetch_add(1) + 1 == worth_making) make(whole);
  const Made* const made = ready_.load();
  if (made == nullptr) return whole;
  const auto is_common = [&](char32_t character) { return made->characters.contains(character); };
  return std::ranges::all_of(characters, is_common) ? made->face.get() : whole;
}

void CommonPart::make(hb_face_t* whole) {
  const std::set<char32_t> characters = common_characters();
  const auto file = file_of(cut(whole, characters, without_programs).get());
  const std::unique_ptr<hb_face_t, Free> part(hb_face_create(file.get(), 0));
  std::unique_ptr<hb_face_t, Free> prepared(hb_subset_preprocess(part.get()));
  made_ = std::make_unique<const Made>(Made{{characters.begin(), characters.end()}, std::move(prepared)});
  ready_ = made_.get();
}

FontFile::FontFile(const std::string& path, unsigned index, std::string name)
    : name_(std::move(name)), face_(open_face(path, index)), font_(hb_font_create(face_.get())),
      units_(hb_face_get_upem(face_.get())), common_(std::make_unique<CommonPart>()) {
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
  hb_face_t* const source = common_->source(face_.get(), characters);
  // The common part has lost its hints and subroutines before; to look for them again takes twice as long.
  const unsigned flags = source == face_.get() ? without_programs : as_they_are;
  const auto file = file_of(cut(source, characters, flags).get());
  unsigned length = 0;
  const char* data = hb_blob_get_data(file.get(), &length);
  return to_bytes(std::string_view(data, length));
}

} // namespace elicense::face
