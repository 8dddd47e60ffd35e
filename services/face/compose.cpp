// SPDX-License-Identifier: Apache-2.0
// Places everything of a layout on the page, once, for all outputs.
#include "face/picture.hpp"
#include "face/qr_path.hpp"
#include "face/row_setter.hpp"
#include "face/watermark.hpp"
#include <algorithm>

namespace elicense::face {
namespace {

// Serif outlines are large. A face with very many different characters is set in sans, which is also easier
// to read at the small sizes a long text needs; the package stays within its budget.
constexpr std::size_t most_serif_characters = 140;

class Composer {
 public:
  Composer(const Fonts& fonts, const Layout& layout, const FaceData& data, Typeface body)
      : layout_(layout), style_(layout.style), data_(data), texts_(fonts, layout.style, data, body, drawing_),
        rows_(layout, texts_, drawing_) {}

  Result<Face::Drawing> compose() {
    drawing_.width = style_.width;
    drawing_.height = style_.height;
    drawing_.background = backdrop(style_.ornament, style_.width, style_.height, style_.colors);
    headings();
    rows_.columns();
    rows_.table();
    foot();
    for (const FreeText& free : layout_.texts)
      texts_.put(free.text, free.box,
                 {texts_.as_body(free.typeface), style_.colors.ink, free.size, free.min_size, free.align});
    mark();
    pictures();
    qr();
    seal();
    if (texts_.error()) return *texts_.error();
    for (Path& path : drawing_.marks)
      path.box = path.box.rounded();
    return std::move(drawing_);
  }

 private:
  void headings() {
    drawing_.title = joined(texts_.filled(layout_.title));
    texts_.put(layout_.title, style_.title,
               texts_.heading(style_.title_size, Align::center, style_.title_gap), true);
    TextStyle below = texts_.heading(style_.subtitle_size, Align::center, 1);
    texts_.put(layout_.subtitle, style_.subtitle, below, true);
    if (!layout_.corner) return;
    const Row& row = *layout_.corner;
    TextStyle code = texts_.value(style_.corner_size, style_.corner_size * 0.5);
    if (style_.corner_in_one_line) {
      code.align = Align::right;
      return texts_.put_pair(row, style_.corner, code);
    }
    TextStyle name = texts_.label(style_.corner_size);
    name.align = Align::left;
    Box upper = style_.corner;
    upper.height /= 2;
    Box lower = upper;
    lower.y += upper.height;
    texts_.put_fixed(row.label, upper, name);
    texts_.put(row.text, lower, code);
  }

  void foot() {
    TextStyle line = texts_.value(style_.issuer.height * 0.75, style_.issuer.height * 0.4);
    line.align = Align::center;
    if (layout_.issuer) texts_.put_pair(*layout_.issuer, style_.issuer, line);
    texts_.put(layout_.date, style_.date, line, true);
    std::vector<TextRun> notes;
    for (const TextTemplate& note : layout_.notes) {
      std::vector<TextRun> runs = texts_.filled(note);
      if (!runs.empty() && !notes.empty()) notes.push_back({"\n", {}});
      notes.insert(notes.end(), runs.begin(), runs.end());
    }
    texts_.put(notes, style_.notes, texts_.small(style_.note_size), false);
  }

  void mark() {
    const TextStyle style{style_.heading, style_.colors.title, style_.mark_size, style_.mark_size * 0.6,
                          Align::right};
    texts_.put_fixed(data_.mark, style_.mark, style, true);
  }

  void pictures() {
    for (const Picture& picture : layout_.pictures) {
      auto found = data_.pictures.find(picture.field);
      if (found == data_.pictures.end()) continue;
      if (auto checked = check_picture(found->second); !checked) {
        texts_.wrong(fail(checked.error().kind, checked.error().code, picture.field));
        continue;
      }
      drawing_.pictures.push_back({picture.field, picture.box, found->second});
    }
  }

  void qr() {
    if (!layout_.has_qr || data_.qr_text.empty()) return;
    Result<Qr> code = make_qr(data_.qr_text);
    if (!code) return texts_.wrong(code.error());
    if (code->version() > max_face_qr_version)
      return texts_.wrong(fail(ErrorKind::too_large, "FACE_QR_TOO_LONG", "for the size on the page"));
    const Box& box = style_.qr;
    double quiet = qr_quiet_zone(box.width), module = qr_module(box.width, code->size);
    drawing_.marks.push_back(rounded_rectangle(box, quiet, {Color{255, 255, 255}, style_.colors.light, 0.2}));
    double margin = hundredth((box.width - module * code->size) / 2);
    drawing_.marks.push_back(qr_path(*code, {box.x + margin, box.y + margin}, module, style_.colors.ink));
    texts_.put(layout_.qr_caption, style_.qr_caption, texts_.small(style_.small, Align::center));
  }

  void seal() {
    if (!layout_.has_seal) return;
    const Box& box = style_.seal;
    drawing_.seal = SealOnFace{box.x, box.y, box.width, box.height};
    if (data_.seal_picture.empty()) return;
    if (auto checked = check_picture(data_.seal_picture); !checked)
      texts_.wrong(fail(checked.error().kind, checked.error().code, "seal"));
    drawing_.seal_picture = data_.seal_picture;
  }

  const Layout& layout_;
  const PageStyle& style_;
  const FaceData& data_;
  Face::Drawing drawing_;
  TextSetter texts_;
  RowSetter rows_;
};

std::map<Typeface, std::set<char32_t>> characters_in_use(const Face::Drawing& drawing) {
  std::map<Typeface, std::set<char32_t>> used;
  for (const auto* lines : {&drawing.texts, &drawing.watermark})
    for (const TextLine& line : *lines)
      used[line.typeface].insert(line.characters.begin(), line.characters.end());
  return used;
}

} // namespace

Result<Face> Face::compose(const Fonts& fonts, const Layout& layout, const FaceData& data) {
  Result<Drawing> drawing = Composer(fonts, layout, data, layout.style.body).compose();
  if (!drawing) return drawing.error();
  if (characters_in_use(*drawing)[Typeface::serif].size() > most_serif_characters) {
    drawing = Composer(fonts, layout, data, Typeface::sans).compose();
    if (!drawing) return drawing.error();
  }
  if (auto set = set_watermark(fonts, data.watermark, *drawing); !set) return set.error();
  for (const auto& [typeface, characters] : characters_in_use(*drawing)) {
    const FontFile& font = fonts.loaded().at(typeface);
    drawing->fonts[typeface] = {font.name(), font.subset(characters)};
  }
  return Face(std::make_shared<const Drawing>(std::move(*drawing)));
}

std::optional<SealOnFace> Face::seal() const {
  return drawing_->seal;
}

} // namespace elicense::face
