// SPDX-License-Identifier: Apache-2.0
// Reads a layout. The first thing wrong is reported with its place; nothing unknown is passed over.
#include "face/layout.hpp"
#include "face/layout_rows.hpp"
#include "face/qr.hpp"

namespace elicense::face {
namespace {

using nlohmann::json;

class Reader : LayoutReader {
 public:
  explicit Reader(const std::vector<std::string>& fields) : LayoutReader(fields), rows_(*this) {}

  Result<std::shared_ptr<const Layout>> read(const json& root) {
    auto layout = std::make_shared<Layout>();
    if (!known_keys(root, "",
                    {"style", "orientation", "tint", "page", "title", "subtitle", "corner", "columns",
                     "table", "rows", "issuer", "date", "qr", "seal", "notes", "texts", "pictures", "boxes"}))
      return error();
    read_style(root, *layout);
    if (failed()) return error();
    read_boxes(root, *layout);
    read_texts(root, *layout);
    rows_.read_placed(root, *layout);
    read_extras(root, *layout);
    if (!failed()) rows_.read_arranged(root, *layout);
    if (failed()) return error();
    return std::shared_ptr<const Layout>(std::move(layout));
  }

 private:
  void read_style(const json& root, Layout& layout) {
    std::string name = one_of(root, "style", {"certificate", "table", "card", "letter"});
    std::string usual = usual_orientation(name) == Orientation::portrait ? "portrait" : "landscape";
    std::string turn = one_of(root, "orientation", {usual, "portrait", "landscape"});
    auto size = usual_size(name, turn == "portrait" ? Orientation::portrait : Orientation::landscape);
    if (auto page = root.find("page"); page != root.end()) {
      if (!page->is_array() || page->size() != 2) return wrong("/page", "must be [width, height]");
      size = PageSize{number((*page)[0], "/page/0", min_page_mm, max_page_mm),
                      number((*page)[1], "/page/1", min_page_mm, max_page_mm)};
    }
    auto style = page_style(name, *size, one_of(root, "tint", {"gold", "red", "green", "blue"}));
    layout.style = *style;
  }

  void read_boxes(const json& root, Layout& layout) {
    auto boxes = root.find("boxes");
    if (boxes == root.end()) return;
    if (!boxes->is_object()) return wrong("/boxes", "must be an object");
    for (const auto& [name, value] : boxes->items()) {
      Box* place = slot(layout.style, name);
      if (!place) return wrong("/boxes/" + name, "unknown slot");
      *place = box(value, "/boxes/" + name, layout.style);
    }
  }

  TextTemplate words_of(const json& root, const std::string& key) {
    return words(text(root, "", key, ""), '/' + key);
  }

  void read_texts(const json& root, Layout& layout) {
    if (!root.contains("title")) wrong("/title", "is missing");
    layout.title = words_of(root, "title");
    layout.subtitle = words_of(root, "subtitle");
    if (std::string date = text(root, "", "date", ""); !date.empty())
      layout.date = words(date.find('{') == std::string::npos ? '{' + date + '}' : date, "/date");
    for (auto [key, row] : {std::pair{"corner", &layout.corner}, std::pair{"issuer", &layout.issuer}})
      if (auto found = root.find(key); found != root.end())
        *row = rows_.row(*found, '/' + std::string(key), layout.style);
    if (const json* notes = list(root, "", "notes"))
      for (std::size_t i = 0; i < notes->size(); ++i) {
        std::string at = "/notes/" + std::to_string(i);
        if (!(*notes)[i].is_string()) return wrong(at, "must be a string");
        layout.notes.push_back(words((*notes)[i].get<std::string>(), at));
      }
  }

  void read_extras(const json& root, Layout& layout) {
    layout.has_qr = root.contains("qr");
    if (layout.has_qr && !has_room_for_qr(layout.style.qr.width)) wrong("/qr", "too small a place");
    layout.qr_caption = words_of(root, "qr");
    if (auto seal = root.find("seal"); seal != root.end()) {
      if (!seal->is_boolean()) wrong("/seal", "must be true or false");
      layout.has_seal = seal->is_boolean() && seal->get<bool>();
    }
    if (const json* texts = list(root, "", "texts"))
      for (std::size_t i = 0; i < texts->size() && !failed(); ++i)
        layout.texts.push_back(read_free_text((*texts)[i], "/texts/" + std::to_string(i), layout.style));
    if (const json* pictures = list(root, "", "pictures"))
      for (std::size_t i = 0; i < pictures->size() && !failed(); ++i)
        layout.pictures.push_back(
            read_picture((*pictures)[i], "/pictures/" + std::to_string(i), layout.style));
    for (const char* name : {"title", "subtitle", "corner", "area", "issuer", "date", "seal", "qr",
                             "qr_caption", "notes", "picture", "mark"})
      on_page(*slot(layout.style, name), "/boxes/" + std::string(name), layout.style);
  }

  FreeText read_free_text(const json& value, const std::string& at, const PageStyle& style) {
    FreeText free;
    if (!known_keys(value, at, {"text", "box", "size", "min_size", "align", "font"})) return free;
    if (!value.contains("text") || !value.contains("box")) {
      wrong(at, "needs text and box");
      return free;
    }
    free.text = words(text(value, at, "text", ""), at + "/text");
    free.box = box(value["box"], at + "/box", style);
    free.size = number(value, at, "size", 1, 30, style.size);
    free.min_size = number(value, at, "min_size", 1, free.size, std::min(style.min_size, free.size));
    std::string align = one_of(value, "align", {"left", "center", "right", "spread"}, at);
    free.align = align == "center"   ? Align::center
                 : align == "right"  ? Align::right
                 : align == "spread" ? Align::spread
                                     : Align::left;
    free.typeface = one_of(value, "font", {"body", "heading"}, at) == "heading" ? style.heading : style.body;
    return free;
  }

  Picture read_picture(const json& value, const std::string& at, const PageStyle& style) {
    Picture picture{"", style.picture};
    if (value.is_string()) {
      picture.field = value.get<std::string>();
    } else if (known_keys(value, at, {"field", "box"})) {
      picture.field = text(value, at, "field", "");
      if (value.contains("box")) picture.box = box(value["box"], at + "/box", style);
    }
    known_field(picture.field, at);
    return picture;
  }

  RowReader rows_;
};

} // namespace

Result<std::shared_ptr<const Layout>> parse_layout(const json& root,
                                                   const std::vector<std::string>& field_names) {
  return Reader(field_names).read(root);
}

bool shows_qr(const Layout& layout) {
  return layout.has_qr;
}

} // namespace elicense::face
