// SPDX-License-Identifier: Apache-2.0
// One layout drawn to everything a person may look at: OFD page, PDF, PNG, SVG. Equal input gives equal
// bytes.
#pragma once
#include "crypto/bytes.hpp"
#include "face/layout.hpp"
#include <memory>
#include <optional>

namespace elicense::face {

inline constexpr double min_dots_per_mm = 1, max_dots_per_mm = 24;

struct SealOnFace { // where the layout puts the seal
  double x_mm = 0, y_mm = 0, width_mm = 0, height_mm = 0;
};

struct FaceData {
  std::map<std::string, std::string> values; // by field name; dates and codes already as shown
  std::map<std::string, Bytes> pictures;     // PNG by field name (portrait)
  std::string mark;                          // of a copy: "副本（2-3）"; empty: none
  std::string qr_text;                       // what the QR says; empty: no QR
  Bytes seal_picture;                        // PNG with transparent background; not drawn into the OFD page
  std::vector<std::string> watermark;        // lines, slanting across the page, over everything; or none
};

struct OfdFont {
  std::uint32_t id = 0;
  std::string name, file_name;
  Bytes content; // subset, OpenType
};

struct OfdImage {
  std::uint32_t id = 0;
  std::string file_name, format;
  Bytes content;
};

struct OfdFace {
  double width_mm = 0, height_mm = 0;
  std::string layers; // XML of the page's layers, prefix ofd
  std::vector<OfdFont> fonts;
  std::vector<OfdImage> images;
  std::map<std::string, std::vector<std::uint32_t>> objects; // field name → ids of its text objects
  std::uint32_t max_object_id = 0;
};

class Fonts { // found once at start; reading them per face would be slow
 public:
  static Result<std::shared_ptr<const Fonts>> load(); // FACE_FONT_MISSING: Noto CJK is not installed
  struct Loaded;
  explicit Fonts(std::shared_ptr<const Loaded> loaded) : loaded_(std::move(loaded)) {}
  const Loaded& loaded() const { return *loaded_; }

 private:
  std::shared_ptr<const Loaded> loaded_;
};

class Face {
 public:
  // FACE_TEXT_OVERFLOW names the field that does not fit its box even at the smallest size;
  // FACE_GLYPH_MISSING, FACE_TEXT_ENCODING, FACE_PICTURE, FACE_PICTURE_TOO_LARGE name theirs;
  // FACE_QR_TOO_LONG.
  static Result<Face> compose(const Fonts& fonts, const Layout& layout, const FaceData& data);

  Result<OfdFace> ofd(std::uint32_t first_id) const;
  Result<Bytes> pdf() const;
  Result<Bytes> png(double dots_per_mm = 8) const; // FACE_RESOLUTION
  Result<Bytes> svg() const;
  std::optional<SealOnFace> seal() const;

  struct Drawing;

 private:
  explicit Face(std::shared_ptr<const Drawing> drawing) : drawing_(std::move(drawing)) {}
  std::shared_ptr<const Drawing> drawing_;
};

} // namespace elicense::face
