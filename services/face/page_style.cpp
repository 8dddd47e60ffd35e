// SPDX-License-Identifier: Apache-2.0
// Positions follow from the size of the page, so landscape and portrait are one style.
#include "face/page_style.hpp"
#include <algorithm>
#include <map>
#include <utility>

namespace elicense::face {
namespace {

// The seal lies over the issuer's name and the date, as on paper.
void place_foot(PageStyle& style, double frame) {
  Point middle{style.width - frame - 50, style.height - 43};
  style.seal = {middle.x - 21, middle.y - 21, 42, 42};
  style.issuer = {middle.x - 44, middle.y - 5, 88, 6};
  style.date = {middle.x - 44, middle.y + 4, 88, 6};
}

// Of a copy: right at the foot, on pages of any size.
Box mark_at(const PageStyle& style, double edge, double bottom, double height) {
  constexpr double width = 90;
  const double side = std::min(edge, style.width / 4), x = std::max(side, style.width - edge - width);
  return {x, style.height - bottom, style.width - side - x, height};
}

PageStyle certificate(double w, double h) {
  bool wide = w > h;
  double side = wide ? 30 : 27;
  PageStyle style;
  style.width = w;
  style.height = h;
  style.ornament = Ornament::band_frame;
  style.title = {wide ? 64.0 : 24, 39, w - (wide ? 128 : 48), 17};
  style.subtitle = {w / 2 - 45, 58, 90, 7};
  style.corner = wide ? Box{26, 25, w / 2 - 40, 13} : Box{25, 66, w - 50, 7};
  style.corner_in_one_line = !wide;
  style.lone_indent = wide ? 24 : 4;
  style.title_size = wide ? 15 : 12;
  style.title_gap = wide ? 8 : 3;
  style.qr = wide ? Box{w - 52, 25, 25, 25} : Box{28, h - 68, 25, 25};
  style.qr_caption = {style.qr.center().x - 19.5, style.qr.bottom() + 1, 39, 8};
  style.area = {side, wide ? 70.0 : 80, w - 2 * side, wide ? 76.0 : h - 150};
  place_foot(style, 20);
  style.notes = wide ? Box{26, h - 40, w - 136, 17} : Box{26, h - 30, 74, 9};
  style.picture = {w - 62, 78, 30, 40};
  style.mark = mark_at(style, 20, 21.8, 3.5);
  return style;
}

PageStyle table(double w, double h) {
  PageStyle style;
  style.width = w;
  style.height = h;
  style.ornament = Ornament::line_frame;
  style.title = {30, 24, w - 60, 14};
  style.title_size = 10.5;
  style.title_gap = 3;
  style.subtitle = {w / 2 - 45, 40, 90, 6};
  style.corner = {20, 48, w - 40, 6};
  style.corner_in_one_line = true;
  style.area = {20, 56, w - 40, h - 56 - 68};
  style.ruled = true;
  style.size = 4.2;
  style.pitch = 13;
  place_foot(style, 15);
  style.qr = {21, h - 60, 25, 25};
  style.qr_caption = {17, h - 34, 33, 8};
  style.notes = {52, h - 60, w - 150, 34};
  style.picture = {w - 50, 62, 28, 37};
  style.mark = mark_at(style, 15, 18, 4.5);
  return style;
}

PageStyle letter(double w, double h) {
  const bool wide = w > h;
  PageStyle style;
  style.width = w;
  style.height = h;
  style.ornament = Ornament::letter;
  style.title = {28, wide ? 24.0 : 32, w - 56, 15};
  style.title_size = 11;
  style.title_gap = 6;
  style.subtitle = {w / 2 - 45, wide ? 40.0 : 48, 90, 7};
  style.corner = {28, wide ? 48.0 : 58, w - 56, 7};
  style.corner_in_one_line = true;
  style.area = {30, wide ? 60.0 : 74, w - 60, wide ? 72.0 : h - 74 - 88};
  style.pitch = 12;
  place_foot(style, 18);
  style.qr = {28, h - 62, 25, 25};
  style.qr_caption = {style.qr.center().x - 19.5, style.qr.bottom() + 1, 39, 8};
  style.notes = {30, style.area.bottom() + 2, w - 60, 8};
  style.note_size = 4.8;
  style.picture = {w - 60, style.area.y, 30, 40};
  style.mark = mark_at(style, 18, 19, 4.5);
  return style;
}

PageStyle card(double w, double h) {
  PageStyle style;
  style.width = w;
  style.height = h;
  style.ornament = Ornament::card;
  style.body = style.heading = Typeface::sans;
  style.title = {4.5, 3, 50, 5};
  style.title_size = 3.8;
  style.title_gap = 0.6;
  style.subtitle = {56, 3, 26, 4};
  style.subtitle_size = 2.4;
  style.corner = {4.5, h - 8, w - 9, 4};
  style.corner_in_one_line = true;
  style.corner_size = 3;
  style.area = {4.5, 10.5, 53, h - 14};
  style.size = 2.7;
  style.min_size = 1.6;
  style.pitch = 5.6;
  style.min_pitch = 2.4;
  style.column_gap = 3;
  style.cell_label_width = 14;
  style.small = style.note_size = 1.6;
  style.picture = {w - 26.5, 6, 21, 26.25};
  style.mark = {4.5, 0.8, w - 9, 1.9};
  style.mark_size = 1.8;
  style.qr = {w - 19, h - 18.5, 14, 14};
  style.qr_caption = {w - 26, h - 4, 23, 2};
  style.seal = {w - 19.5, 17.5, 17, 17}; // over the lower corner of the portrait, clear of all words
  style.issuer = {w - 60, h - 12, 38, 3};
  style.date = {w - 60, h - 8, 38, 3};
  style.notes = {4.5, h - 4.5, w - 30, 3};
  return style;
}

} // namespace

Orientation usual_orientation(const std::string& style) {
  return style == "table" || style == "letter" ? Orientation::portrait : Orientation::landscape;
}

std::optional<PageSize> usual_size(const std::string& style, Orientation orientation) {
  PageSize size;
  if (style == "certificate" || style == "table" || style == "letter")
    size = {297, 210};
  else if (style == "card")
    size = {85.6, 54};
  else
    return std::nullopt;
  if (orientation == Orientation::portrait) std::swap(size.width, size.height);
  return size;
}

std::optional<PageStyle> page_style(const std::string& name, PageSize size, const std::string& tint) {
  std::optional<PageStyle> style;
  if (name == "certificate") style = certificate(size.width, size.height);
  if (name == "table") style = table(size.width, size.height);
  if (name == "letter") style = letter(size.width, size.height);
  if (name == "card") style = card(size.width, size.height);
  if (style) style->colors = palette(tint);
  return style;
}

Box* slot(PageStyle& style, const std::string& name) {
  const std::map<std::string, Box PageStyle::*> slots = {{"title", &PageStyle::title},
                                                         {"subtitle", &PageStyle::subtitle},
                                                         {"corner", &PageStyle::corner},
                                                         {"area", &PageStyle::area},
                                                         {"issuer", &PageStyle::issuer},
                                                         {"date", &PageStyle::date},
                                                         {"seal", &PageStyle::seal},
                                                         {"qr", &PageStyle::qr},
                                                         {"qr_caption", &PageStyle::qr_caption},
                                                         {"notes", &PageStyle::notes},
                                                         {"picture", &PageStyle::picture},
                                                         {"mark", &PageStyle::mark}};
  auto found = slots.find(name);
  return found == slots.end() ? nullptr : &(style.*found->second);
}

} // namespace elicense::face
