// SPDX-License-Identifier: Apache-2.0
// Places everything of a layout on the page, once, for all outputs.
#include "face/drawing.hpp"
#include "face/layout_parts.hpp"
#include "face/picture.hpp"
#include "face/qr_path.hpp"
#include "face/text_fit.hpp"
#include <algorithm>
#include <cmath>

namespace elicense::face {
namespace {

// Serif outlines are large. A face with very many different characters is set in sans, which is also easier
// to read at the small sizes a long text needs; the package stays within its budget.
constexpr std::size_t most_serif_characters = 140;

struct Style {
  Typeface typeface;
  Color color;
  double size, min_size;
  Align align = Align::left;
  double gap = 0; // between the characters
};

class Composer {
 public:
  Composer(const Fonts& fonts, const Layout& layout, const FaceData& data, Typeface body)
      : fonts_(fonts.loaded()), layout_(layout), style_(layout.style), data_(data), body_(body) {}

  Result<Face::Drawing> compose() {
    drawing_.width = style_.width;
    drawing_.height = style_.height;
    draw_ornament(style_.ornament, style_.width, style_.height, style_.colors, drawing_.background);
    headings();
    columns();
    table();
    foot();
    for (const FreeText& free : layout_.texts)
      put(free.text, free.box,
          {as_body(free.typeface), style_.colors.ink, free.size, free.min_size, free.align});
    mark();
    pictures();
    qr();
    seal();
    if (error_) return *error_;
    for (auto* paths : {&drawing_.background, &drawing_.marks})
      for (Path& path : *paths)
        path.box = path.box.rounded();
    return std::move(drawing_);
  }

 private:
  Typeface as_body(Typeface typeface) const { return typeface == style_.body ? body_ : typeface; }
  Style heading(double size, Align align, double gap) const {
    return {style_.heading, style_.colors.title, size, size * 0.5, align, gap};
  }
  Style label(double size) const { return {body_, style_.colors.label, size, size * 0.6, Align::spread}; }
  Style value(double size, double min_size) const { return {body_, style_.colors.ink, size, min_size}; }

  void wrong(ErrorKind kind, const char* code, const std::string& where) {
    if (!error_) error_ = fail(kind, code, where);
  }

  // --- text
  // ---------------------------------------------------------------------------------------------------

  std::optional<MeasuredText> measured(const std::string& text, Typeface typeface, const std::string& where) {
    auto characters = read_utf8(text);
    if (!characters) {
      wrong(ErrorKind::malformed, "FACE_TEXT_ENCODING", where);
      return std::nullopt;
    }
    auto measured = measure(fonts_.at(typeface), std::move(*characters));
    if (!measured) wrong(ErrorKind::unsupported, "FACE_GLYPH_MISSING", where);
    return measured;
  }

  void put(const TextTemplate& text, const Box& box, const Style& style, bool middle = false) {
    put(text.filled(data_.values), box, style, middle);
  }

  void put_fixed(const std::string& text, const Box& box, const Style& style, bool middle = false) {
    put({TextRun{text, {}}}, box, style, middle);
  }

  // What an error names: the first field shown, or the fixed text.
  static std::string name_of(const std::vector<TextRun>& runs) {
    for (const TextRun& run : runs)
      if (!run.field.empty()) return run.field;
    return joined(runs);
  }

  // Fits the text into the box and adds its lines, one object per line and field.
  void put(const std::vector<TextRun>& runs, const Box& box, const Style& style, bool middle) {
    auto source = measured(joined(runs), style.typeface, name_of(runs));
    if (!source || source->characters.empty()) return;
    add_gaps(*source, style, box.width);
    auto fitted = fit(*source, box.width, box.height, style.size, style.min_size);
    if (!fitted) return wrong(ErrorKind::too_large, "FACE_TEXT_OVERFLOW", name_of(runs));
    double line = fitted->size * line_height;
    double height = fitted->size + line * (static_cast<double>(fitted->lines.size()) - 1);
    double slack =
        middle ? (box.height - height) / 2 : std::min((style.size - fitted->size) / 2, box.height - height);
    double y = box.y + std::max(slack, 0.0) + fitted->size * ascent;
    std::vector<std::string> owners = owner_of_each(runs);
    for (const MeasuredText& words : fitted->lines) {
      add_line(words, owners, fitted->size, {box.x, y}, box.width, style);
      y += line;
    }
  }

  static std::vector<std::string> owner_of_each(const std::vector<TextRun>& runs) {
    std::vector<std::string> owners;
    for (const TextRun& run : runs)
      owners.resize(owners.size() + read_utf8(run.text)->size(), run.field);
    return owners;
  }

  // Titles are set wide: as wide as the gap asks for and the box allows.
  static void add_gaps(MeasuredText& text, const Style& style, double width) {
    if (style.gap == 0 || text.characters.size() < 2) return;
    double room = width / style.size - text.width();
    double gap =
        std::clamp(room / static_cast<double>(text.characters.size() - 1), 0.0, style.gap / style.size);
    for (std::size_t i = 0; i + 1 < text.advances.size(); ++i)
      text.advances[i] += gap;
  }

  void add_line(const MeasuredText& words, const std::vector<std::string>& owners, double size, Point start,
                double width, const Style& style) {
    std::size_t count = words.characters.size();
    double natural = words.width() * size, slack = width - natural, extra = 0;
    if (style.align == Align::spread && count > 1)
      extra = std::max(0.0, slack) / static_cast<double>(count - 1);
    double x = start.x;
    if (style.align == Align::center) x += slack / 2;
    if (style.align == Align::right) x += slack;
    for (std::size_t from = 0, to = 0; from < count; from = to) {
      const std::string& owner = owners[words.start + from];
      TextLine line{style.typeface, size, style.color, {hundredth(x), hundredth(start.y)}, {}, {}, 0, owner};
      for (to = from; to < count && owners[words.start + to] == owner; ++to) {
        line.characters += words.characters[to];
        line.positions.push_back(hundredth(x - line.baseline.x));
        x += words.advances[to] * size + extra;
      }
      line.width = hundredth(x - extra - line.baseline.x);
      drawing_.texts.push_back(std::move(line));
    }
  }

  // "label：value" in one line.
  void put_pair(const Row& row, const Box& box, const Style& style) {
    std::vector<TextRun> runs = row.text.filled(data_.values);
    if (runs.empty()) return;
    if (!row.label.empty()) runs.insert(runs.begin(), {row.label + "：", {}});
    put(runs, box, style, true);
  }

  // --- parts
  // --------------------------------------------------------------------------------------------------

  void headings() {
    drawing_.title = joined(layout_.title.filled(data_.values));
    put(layout_.title, style_.title, heading(style_.title_size, Align::center, style_.title_gap), true);
    Style below = heading(style_.subtitle_size, Align::center, 1);
    put(layout_.subtitle, style_.subtitle, below, true);
    if (!layout_.corner) return;
    const Row& row = *layout_.corner;
    Style code = value(style_.corner_size, style_.corner_size * 0.5);
    if (style_.corner_in_one_line) {
      code.align = Align::right;
      return put_pair(row, style_.corner, code);
    }
    Style name = label(style_.corner_size);
    name.align = Align::left;
    Box upper = style_.corner;
    upper.height /= 2;
    Box lower = upper;
    lower.y += upper.height;
    put_fixed(row.label, upper, name);
    put(row.text, lower, code);
  }

  void columns() {
    if (layout_.columns.empty()) return;
    int most = 1;
    for (const auto& column : layout_.columns)
      most = std::max(most, lines_of(column));
    double pitch = std::min(style_.pitch, style_.area.height / most);
    auto count = static_cast<double>(layout_.columns.size());
    Box box = style_.area;
    if (layout_.columns.size() == 1)
      box = {box.x + style_.lone_indent, box.y, box.width - style_.lone_indent, box.height};
    box.width = (box.width - style_.column_gap * (count - 1)) / count;
    for (const auto& column : layout_.columns) {
      put_column(column, box, pitch);
      box.x += box.width + style_.column_gap;
    }
  }

  static int lines_of(const std::vector<Row>& rows) {
    int lines = 0;
    for (const Row& row : rows)
      lines += row.lines;
    return lines;
  }

  void put_column(const std::vector<Row>& rows, const Box& box, double pitch) {
    double widest = 0;
    for (const Row& row : rows)
      if (auto label = measured(row.label, body_, row.label))
        widest = std::max(widest, label->width() * row.size);
    double gap = style_.size * 1.1, y = box.y, text_width = box.width - widest - gap;
    double extra = layout_.arranged ? spare_height(rows, box.height, text_width, pitch) : 0;
    for (const Row& row : rows) {
      put_fixed(row.label, {box.x, y, widest, row.size * 1.01}, label(row.size));
      put(row.text, {box.x + widest + gap, y, text_width, usable_height(row, pitch)},
          value(row.size, row.min_size));
      y += (layout_.arranged ? lines_in_use(row, text_width, pitch) : row.lines) * pitch + extra;
    }
  }

  static double usable_height(const Row& row, double pitch) {
    return row.lines * pitch - std::min(pitch - row.size, row.size * 0.3);
  }

  // Of the lines kept for a row, those that its text of today needs.
  int lines_in_use(const Row& row, double width, double pitch) {
    const std::vector<TextRun> runs = row.text.filled(data_.values);
    auto text = measured(joined(runs), body_, name_of(runs));
    if (!text) return row.lines;
    auto fitted = fit(*text, width, usable_height(row, pitch), row.size, row.min_size);
    if (!fitted || fitted->lines.empty()) return fitted ? 1 : row.lines;
    double height = fitted->size * (1 + line_height * (static_cast<double>(fitted->lines.size()) - 1));
    return std::clamp(static_cast<int>(std::ceil((height + row.size * 0.3) / pitch)), 1, row.lines);
  }

  // What every row gets of the height that is not in use, so that few and short rows stand at ease.
  double spare_height(const std::vector<Row>& rows, double height, double width, double pitch) {
    constexpr double widest_pitch = 1.2;
    for (const Row& row : rows)
      height -= lines_in_use(row, width, pitch) * pitch;
    return std::clamp(height / static_cast<double>(rows.size()), 0.0, widest_pitch * style_.pitch - pitch);
  }

  void table() {
    if (layout_.table.empty()) return;
    int lines = 0;
    for (const auto& pairs : layout_.table)
      lines += pairs.front().lines;
    double pitch = std::min(style_.pitch, style_.area.height / lines), y = style_.area.y;
    Ink rule = stroked(style_.colors.strong, 0.25);
    for (const auto& pairs : layout_.table) {
      double height = hundredth(pairs.front().lines * pitch);
      double width = style_.area.width / static_cast<double>(pairs.size()), x = style_.area.x;
      for (const Row& row : pairs) {
        put_cells(row, {x, y, width, height}, rule);
        x += width;
      }
      y += height;
    }
    drawing_.marks.push_back(rectangle({style_.area.x, style_.area.y, style_.area.width, y - style_.area.y},
                                       stroked(style_.colors.strong, 0.6)));
  }

  void put_cells(const Row& row, const Box& box, Ink rule) {
    Box name = box;
    name.width = style_.cell_label_width;
    Box content{name.right(), box.y, box.width - name.width, box.height};
    drawing_.marks.push_back(rectangle(name, {style_.colors.band, rule.stroke, rule.line_width}));
    drawing_.marks.push_back(rectangle(content, rule));
    Style names = label(row.size);
    names.align = Align::center;
    put_fixed(row.label, padded(name), names, true);
    put(row.text, padded(content), value(row.size, row.min_size), true);
  }

  static Box padded(const Box& cell) {
    return {cell.x + cell_padding, cell.y + cell_margin / 2, cell.width - 2 * cell_padding,
            cell.height - cell_margin};
  }

  void foot() {
    Style line = value(style_.issuer.height * 0.75, style_.issuer.height * 0.4);
    line.align = Align::center;
    if (layout_.issuer) put_pair(*layout_.issuer, style_.issuer, line);
    put(layout_.date, style_.date, line, true);
    std::vector<TextRun> notes;
    for (const TextTemplate& note : layout_.notes) {
      std::vector<TextRun> runs = note.filled(data_.values);
      if (!runs.empty() && !notes.empty()) notes.push_back({"\n", {}});
      notes.insert(notes.end(), runs.begin(), runs.end());
    }
    Style small{body_, style_.colors.label, style_.note_size, style_.note_size * 0.7};
    put(notes, style_.notes, small, false);
  }

  void mark() {
    const Style style{style_.heading, style_.colors.title, style_.mark_size, style_.mark_size * 0.6,
                      Align::right};
    put_fixed(data_.mark, style_.mark, style, true);
  }

  // --- pictures
  // -----------------------------------------------------------------------------------------------

  void pictures() {
    for (const Picture& picture : layout_.pictures) {
      auto found = data_.pictures.find(picture.field);
      if (found == data_.pictures.end()) continue;
      if (auto checked = check_picture(found->second); !checked) {
        if (!error_) error_ = fail(checked.error().kind, checked.error().code, picture.field);
        continue;
      }
      drawing_.pictures.push_back({picture.field, picture.box, found->second});
    }
  }

  void qr() {
    if (!layout_.has_qr || data_.qr_text.empty()) return;
    Result<Qr> code = make_qr(data_.qr_text);
    if (!code) {
      error_ = error_ ? error_ : code.error();
      return;
    }
    if (code->version() > max_face_qr_version)
      return wrong(ErrorKind::too_large, "FACE_QR_TOO_LONG", "for the size on the page");
    const Box& box = style_.qr;
    double quiet = qr_quiet_zone(box.width), module = qr_module(box.width, code->size);
    drawing_.marks.push_back(rounded_rectangle(box, quiet, {Color{255, 255, 255}, style_.colors.light, 0.2}));
    double margin = hundredth((box.width - module * code->size) / 2);
    drawing_.marks.push_back(qr_path(*code, {box.x + margin, box.y + margin}, module, style_.colors.ink));
    Style caption{body_, style_.colors.label, style_.small, style_.small * 0.7, Align::center};
    put(layout_.qr_caption, style_.qr_caption, caption);
  }

  void seal() {
    if (!layout_.has_seal) return;
    const Box& box = style_.seal;
    drawing_.seal = SealOnFace{box.x, box.y, box.width, box.height};
    if (data_.seal_picture.empty()) return;
    if (auto checked = check_picture(data_.seal_picture); !checked)
      wrong(checked.error().kind, checked.error().code.c_str(), "seal");
    drawing_.seal_picture = data_.seal_picture;
  }

  const Fonts::Loaded& fonts_;
  const Layout& layout_;
  const PageStyle& style_;
  const FaceData& data_;
  Typeface body_;
  Face::Drawing drawing_;
  std::optional<Error> error_;
};

std::map<Typeface, std::set<char32_t>> characters_in_use(const Face::Drawing& drawing) {
  std::map<Typeface, std::set<char32_t>> used;
  for (const TextLine& line : drawing.texts)
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
