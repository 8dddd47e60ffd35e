// SPDX-License-Identifier: Apache-2.0
// A face as an OFD page (GB/T 33190: 8 pages, 9 paths, 10 images, 11 text).
#include "face/drawing.hpp"
#include "markup/escape.hpp"
#include <cmath>
#include <iomanip>
#include <sstream>

namespace elicense::face {

std::string to_utf8(std::u32string_view characters) {
  std::string out;
  auto tail = [&](char32_t c, unsigned shift) { out += static_cast<char>(0x80U | ((c >> shift) & 0x3FU)); };
  for (char32_t c : characters) {
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else if (c < 0x800) {
      out += static_cast<char>(0xC0U | (c >> 6U));
      tail(c, 0);
    } else if (c < 0x10000) {
      out += static_cast<char>(0xE0U | (c >> 12U));
      tail(c, 6), tail(c, 0);
    } else {
      out += static_cast<char>(0xF0U | (c >> 18U));
      tail(c, 12), tail(c, 6), tail(c, 0);
    }
  }
  return out;
}

namespace {

std::string attribute(const char* name, const std::string& value) {
  return std::string(" ") + name + "=\"" + value + '"';
}
std::string attribute(const char* name, std::uint32_t value) {
  return attribute(name, std::to_string(value));
}

std::string colored(const char* element, Color color) {
  return std::string("<ofd:") + element + attribute("Value", color_triple(color)) + "/>";
}

std::string factor(double value) { // of a transformation
  std::ostringstream out;
  out << std::setprecision(4) << value;
  return out.str();
}

// The steps between characters, equal ones in a row as "g count step".
std::string delta_x(const std::vector<double>& positions) {
  std::string out;
  for (std::size_t i = 1; i < positions.size();) {
    std::string step = mm(positions[i] - positions[i - 1]);
    std::size_t same = i + 1;
    while (same < positions.size() && mm(positions[same] - positions[same - 1]) == step)
      ++same;
    std::size_t count = same - i;
    if (!out.empty()) out += ' ';
    out += count == 1 ? step : "g " + std::to_string(count) + ' ' + step;
    i = same;
  }
  return out;
}

class PageWriter {
 public:
  PageWriter(const Face::Drawing& drawing, std::uint32_t first_id) : drawing_(drawing), next_(first_id) {}

  OfdFace write() {
    page_.width_mm = drawing_.width;
    page_.height_mm = drawing_.height;
    resources();
    open_layer("Background");
    const Backdrop& background = *drawing_.background;
    for (std::size_t i = 0; i < background.paths.size(); ++i)
      add(background.paths[i], background.data[i]);
    page_.layers += "</ofd:Layer>";
    open_layer("Body");
    for (const Path& path : drawing_.marks)
      add(path, abbreviated_data(path));
    for (std::size_t i = 0; i < drawing_.pictures.size(); ++i)
      add(drawing_.pictures[i], page_.images[i].id);
    for (const TextLine& line : drawing_.texts)
      add(line);
    page_.layers += "</ofd:Layer>";
    watermark();
    page_.max_object_id = next_ - 1;
    return std::move(page_);
  }

 private:
  void resources() {
    for (const auto& [typeface, font] : drawing_.fonts) {
      std::uint32_t id = fonts_[typeface] = next_++;
      page_.fonts.push_back({id, font.name, "font_" + std::to_string(id) + ".otf", font.content});
    }
    for (const PlacedPicture& picture : drawing_.pictures) {
      std::uint32_t id = next_++;
      page_.images.push_back({id, "image_" + std::to_string(id) + ".png", "PNG", picture.png});
    }
  }

  void open_layer(const char* type) {
    page_.layers += "<ofd:Layer" + attribute("ID", next_++) + attribute("Type", type) + '>';
  }

  void watermark() {
    if (drawing_.watermark.empty()) return;
    open_layer("Foreground");
    for (const TextLine& line : drawing_.watermark)
      add_slanting(line);
    page_.layers += "</ofd:Layer>";
  }

  std::string object(const char* element, const Box& box) {
    return std::string("<ofd:") + element + attribute("ID", next_++) + attribute("Boundary", mm_box(box));
  }

  void add(const Path& path, const std::string& data) {
    const Ink& ink = path.ink;
    std::string& out = page_.layers;
    out += object("PathObject", path.box);
    if (ink.stroke) out += attribute("LineWidth", mm(ink.line_width));
    if (!ink.stroke) out += attribute("Stroke", "false");
    if (ink.fill) out += attribute("Fill", "true");
    out += '>';
    if (ink.stroke) out += colored("StrokeColor", *ink.stroke);
    if (ink.fill) out += colored("FillColor", *ink.fill);
    out += "<ofd:AbbreviatedData>" + data + "</ofd:AbbreviatedData></ofd:PathObject>";
  }

  void add(const PlacedPicture& picture, std::uint32_t resource) {
    const Box& box = picture.box;
    page_.objects[picture.field].push_back(next_);
    page_.layers += object("ImageObject", box) + attribute("ResourceID", resource) +
                    attribute("CTM", mm(box.width) + " 0 0 " + mm(box.height) + " 0 0") + "/>";
  }

  void add(const TextLine& line) {
    constexpr double above = 0.92, whole = 1.2; // of the size: room for the tallest and the deepest character
    if (!line.field.empty()) page_.objects[line.field].push_back(next_);
    const Box box{line.baseline.x, hundredth(line.baseline.y - above * line.size), line.width,
                  whole * line.size};
    page_.layers += object("TextObject", box);
    text_of(line, mm(line.baseline.y - box.y));
  }

  // In a box as large as the page: the turned text lies within, wherever it starts.
  void add_slanting(const TextLine& line) {
    const std::string cosine = factor(std::cos(watermark_slant)), sine = factor(std::sin(watermark_slant));
    page_.layers += object("TextObject", {0, 0, page_.width_mm, page_.height_mm}) +
                    attribute("Alpha", std::uint32_t{watermark_alpha}) +
                    attribute("CTM", cosine + ' ' + sine + ' ' + factor(-std::sin(watermark_slant)) + ' ' +
                                         cosine + ' ' + mm(line.baseline.x) + ' ' + mm(line.baseline.y));
    text_of(line, "0");
  }

  void text_of(const TextLine& line, const std::string& baseline) {
    std::string& out = page_.layers;
    out += attribute("Font", fonts_[line.typeface]) + attribute("Size", mm(line.size)) + '>' +
           colored("FillColor", line.color) + "<ofd:TextCode" + attribute("X", "0") +
           attribute("Y", baseline);
    if (line.positions.size() > 1) out += attribute("DeltaX", delta_x(line.positions));
    out += '>' + markup::escape(to_utf8(line.characters)) + "</ofd:TextCode></ofd:TextObject>";
  }

  const Face::Drawing& drawing_;
  std::uint32_t next_;
  std::map<Typeface, std::uint32_t> fonts_;
  OfdFace page_;
};

} // namespace

Result<OfdFace> Face::ofd(std::uint32_t first_id) const {
  return PageWriter(*drawing_, first_id).write();
}

} // namespace elicense::face
