// SPDX-License-Identifier: Apache-2.0
#include "face/text_setter.hpp"
#include <algorithm>

namespace elicense::face {
namespace {

// What an error names: the first field shown, or the fixed text.
std::string name_of(const std::vector<TextRun>& runs) {
  for (const TextRun& run : runs)
    if (!run.field.empty()) return run.field;
  return joined(runs);
}

std::vector<std::string> owner_of_each(const std::vector<TextRun>& runs) {
  std::vector<std::string> owners;
  for (const TextRun& run : runs)
    owners.resize(owners.size() + read_utf8(run.text)->size(), run.field);
  return owners;
}

// Titles are set wide: as wide as the gap asks for and the box allows.
void add_gaps(MeasuredText& text, const TextStyle& style, double width) {
  if (style.gap == 0 || text.characters.size() < 2) return;
  double room = width / style.size - text.width();
  double gap =
      std::clamp(room / static_cast<double>(text.characters.size() - 1), 0.0, style.gap / style.size);
  for (std::size_t i = 0; i + 1 < text.advances.size(); ++i)
    text.advances[i] += gap;
}

} // namespace

std::optional<MeasuredText> TextSetter::measured(const std::string& text, const std::string& where) {
  return measured(text, body_, where);
}

std::optional<MeasuredText> TextSetter::measured(const std::vector<TextRun>& runs) {
  return measured(joined(runs), body_, name_of(runs));
}

std::optional<MeasuredText> TextSetter::measured(const std::string& text, Typeface typeface,
                                                 const std::string& where) {
  auto characters = read_utf8(text);
  if (!characters) {
    wrong(fail(ErrorKind::malformed, "FACE_TEXT_ENCODING", where));
    return std::nullopt;
  }
  auto measured = measure(fonts_.at(typeface), std::move(*characters));
  if (!measured) wrong(fail(ErrorKind::unsupported, "FACE_GLYPH_MISSING", where));
  return measured;
}

void TextSetter::put(const TextTemplate& text, const Box& box, const TextStyle& style, bool middle) {
  put(filled(text), box, style, middle);
}

void TextSetter::put_fixed(const std::string& text, const Box& box, const TextStyle& style, bool middle) {
  put({TextRun{text, {}}}, box, style, middle);
}

// Fits the text into the box and adds its lines, one object per line and field.
void TextSetter::put(const std::vector<TextRun>& runs, const Box& box, const TextStyle& style, bool middle) {
  auto source = measured(joined(runs), style.typeface, name_of(runs));
  if (!source || source->characters.empty()) return;
  add_gaps(*source, style, box.width);
  auto fitted = fit(*source, box.width, box.height, style.size, style.min_size);
  if (!fitted) return wrong(fail(ErrorKind::too_large, "FACE_TEXT_OVERFLOW", name_of(runs)));
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

void TextSetter::add_line(const MeasuredText& words, const std::vector<std::string>& owners, double size,
                          Point start, double width, const TextStyle& style) {
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

void TextSetter::put_pair(const Row& row, const Box& box, const TextStyle& style) {
  std::vector<TextRun> runs = filled(row.text);
  if (runs.empty()) return;
  if (!row.label.empty()) runs.insert(runs.begin(), {row.label + "：", {}});
  put(runs, box, style, true);
}

} // namespace elicense::face
