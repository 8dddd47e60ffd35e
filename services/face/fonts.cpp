// SPDX-License-Identifier: Apache-2.0
// Finds Noto CJK by family name. A similar font is not taken: what is issued must look the same everywhere.
#include "face/font_file.hpp"
#include <fontconfig/fontconfig.h>

namespace elicense::face {
namespace {

struct FreeConfig {
  void operator()(FcConfig* config) const { FcConfigDestroy(config); }
  void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
};
using Config = std::unique_ptr<FcConfig, FreeConfig>;
using Pattern = std::unique_ptr<FcPattern, FreeConfig>;

struct Wanted {
  const char* family;
  int weight;
};

Wanted wanted(Typeface typeface) {
  switch (typeface) {
  case Typeface::serif:
    return {"Noto Serif CJK SC", FC_WEIGHT_REGULAR};
  case Typeface::serif_bold:
    return {"Noto Serif CJK SC", FC_WEIGHT_BOLD};
  case Typeface::sans:
    return {"Noto Sans CJK SC", FC_WEIGHT_REGULAR};
  }
  throw std::logic_error("typeface");
}

const FcChar8* fc(const char* text) {
  return reinterpret_cast<const FcChar8*>(text);
}

bool has_family(FcPattern* found, const std::string& family) {
  FcChar8* name = nullptr;
  for (int i = 0; FcPatternGetString(found, FC_FAMILY, i, &name) == FcResultMatch; ++i)
    if (family == reinterpret_cast<const char*>(name)) return true;
  return false;
}

Result<FontFile> find(FcConfig* config, const Wanted& want) {
  Pattern pattern(FcPatternCreate());
  FcPatternAddString(pattern.get(), FC_FAMILY, fc(want.family));
  FcPatternAddInteger(pattern.get(), FC_WEIGHT, want.weight);
  FcConfigSubstitute(config, pattern.get(), FcMatchPattern);
  FcDefaultSubstitute(pattern.get());
  FcResult result = FcResultNoMatch;
  Pattern found(FcFontMatch(config, pattern.get(), &result));
  FcChar8* file = nullptr;
  int index = 0, weight = 0;
  bool usable = found && has_family(found.get(), want.family) &&
                FcPatternGetString(found.get(), FC_FILE, 0, &file) == FcResultMatch &&
                FcPatternGetInteger(found.get(), FC_INDEX, 0, &index) == FcResultMatch &&
                FcPatternGetInteger(found.get(), FC_WEIGHT, 0, &weight) == FcResultMatch &&
                weight == want.weight;
  if (!usable) return fail(ErrorKind::unavailable, "FACE_FONT_MISSING", want.family);
  return FontFile(reinterpret_cast<const char*>(file), static_cast<unsigned>(index), want.family);
}

} // namespace

Result<std::shared_ptr<const Fonts>> Fonts::load() {
  Config config(FcInitLoadConfigAndFonts());
  if (!config) return fail(ErrorKind::unavailable, "FACE_FONT_MISSING", "fontconfig");
  auto loaded = std::make_shared<Loaded>();
  for (Typeface typeface : all_typefaces) {
    Result<FontFile> file = find(config.get(), wanted(typeface));
    if (!file) return file.error();
    loaded->files.push_back(std::move(*file));
  }
  return std::make_shared<const Fonts>(std::move(loaded));
}

} // namespace elicense::face
