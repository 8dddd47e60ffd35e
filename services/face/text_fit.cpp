// SPDX-License-Identifier: Apache-2.0
// Line breaking: between any two ideographs, not inside words and numbers, no line begins with a closing mark
// or ends with an opening one (GB/T 15834 5.1).
#include "face/text_fit.hpp"
#include <algorithm>
#include <cmath>
#include <numeric>

namespace elicense::face {
namespace {

constexpr std::u32string_view never_first = U"，。、；：？！）》」』】〕〉”’％…·,.;:?!)]}%";
constexpr std::u32string_view never_last = U"（《「『【〔〈“‘([{￥¥#";
constexpr double size_step = 0.05;

bool in(std::u32string_view set, char32_t c) {
  return set.find(c) != std::u32string_view::npos;
}

bool part_of_word(char32_t c) {
  return (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') ||
         in(U"-_./:@+&'", c);
}

bool may_break(char32_t before, char32_t after) {
  if (before == U' ') return true;
  if (in(never_first, after) || in(never_last, before)) return false;
  return !(part_of_word(before) && part_of_word(after));
}

MeasuredText slice(const MeasuredText& text, std::size_t from, std::size_t to) {
  auto offset = [](std::size_t i) { return static_cast<std::ptrdiff_t>(i); };
  return {text.characters.substr(from, to - from),
          {text.advances.begin() + offset(from), text.advances.begin() + offset(to)},
          from};
}

// The end of the line that starts at `from`: at a line feed, at the last allowed break, or where the width
// ends.
std::size_t line_end(const MeasuredText& text, std::size_t from, double width) {
  double used = 0;
  std::size_t end = from;
  while (end < text.characters.size() && text.characters[end] != U'\n' &&
         used + text.advances[end] <= width + 1e-6)
    used += text.advances[end++];
  if (end == text.characters.size() || text.characters[end] == U'\n') return end;
  for (std::size_t at = end; at > from; --at)
    if (may_break(text.characters[at - 1], text.characters[at])) return at;
  return std::max(end, from + 1);
}

bool fits(const std::vector<MeasuredText>& lines, double size, double width, double height) {
  double needed = size * (1 + static_cast<double>(lines.size() - 1) * line_height);
  auto too_wide = [&](const MeasuredText& line) { return line.width() * size > width + 1e-6; };
  return needed <= height + 1e-6 && std::none_of(lines.begin(), lines.end(), too_wide);
}

// Length of the sequence that a first byte announces, and its own bits; 0: not a first byte.
std::size_t sequence_length(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first < 0xE0) return 2;
  if (first >= 0xE0 && first < 0xF0) return 3;
  return first >= 0xF0 && first < 0xF5 ? 4 : 0;
}

// One or two characters alone in the last line look lost: a little smaller, the line before may take them.
Fitted without_lone_end(const MeasuredText& text, Fitted fitted, double width, double height,
                        double min_size) {
  constexpr std::size_t lone = 2;
  constexpr double smallest = 0.85;
  if (fitted.lines.size() < 2 || fitted.lines.back().characters.size() > lone) return fitted;
  const double least = std::max(min_size, fitted.size * smallest) - 1e-6;
  double tried = hundredth(fitted.size - size_step);
  while (tried >= least) {
    std::vector<MeasuredText> lines = break_lines(text, width / tried);
    if (lines.size() < fitted.lines.size() && fits(lines, tried, width, height))
      return {tried, std::move(lines)};
    tried = hundredth(tried - size_step);
  }
  return fitted;
}

} // namespace

std::optional<std::u32string> read_utf8(std::string_view text) {
  constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    auto first = static_cast<unsigned char>(text[at]);
    std::size_t length = sequence_length(first);
    if (length == 0 || at + length > text.size()) return std::nullopt;
    char32_t c = length == 1 ? first : first & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
      auto next = static_cast<unsigned char>(text[at + i]);
      if ((next & 0xC0U) != 0x80) return std::nullopt;
      c = (c << 6U) | (next & 0x3FU);
    }
    if (c < least[length] || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return std::nullopt;
    out += c;
    at += length;
  }
  return out;
}

double MeasuredText::width() const {
  return std::accumulate(advances.begin(), advances.end(), 0.0);
}

std::optional<MeasuredText> measure(const FontFile& font, std::u32string characters) {
  MeasuredText text{std::move(characters), {}, 0};
  for (char32_t c : text.characters) {
    std::optional<double> advance = c == U'\n' ? 0.0 : font.advance(c);
    if (!advance) return std::nullopt;
    text.advances.push_back(*advance);
  }
  return text;
}

std::vector<MeasuredText> break_lines(const MeasuredText& text, double width) {
  std::vector<MeasuredText> lines;
  std::size_t from = 0;
  while (from < text.characters.size()) {
    std::size_t next = line_end(text, from, width), end = next;
    while (end > from && text.characters[end - 1] == U' ')
      --end;
    lines.push_back(slice(text, from, end));
    from = next < text.characters.size() && text.characters[next] == U'\n' ? next + 1 : next;
    while (from < text.characters.size() && text.characters[from] == U' ')
      ++from;
  }
  return lines;
}

std::optional<Fitted> fit(const MeasuredText& text, double width, double height, double size,
                          double min_size) {
  if (text.characters.size() > max_field_text) return std::nullopt;
  double tried = size;
  while (tried >= min_size - 1e-6) {
    std::vector<MeasuredText> lines = break_lines(text, width / tried);
    if (lines.empty()) return Fitted{tried, {}};
    if (fits(lines, tried, width, height))
      return without_lone_end(text, {tried, std::move(lines)}, width, height, min_size);
    tried = hundredth(tried - size_step);
  }
  return std::nullopt;
}

} // namespace elicense::face
