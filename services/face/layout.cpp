// SPDX-License-Identifier: Apache-2.0
// Reads a layout. The first thing wrong is reported with its place; nothing unknown is passed over.
#include "face/layout.hpp"
#include "face/arrange.hpp"
#include "face/qr.hpp"
#include "face/text_fit.hpp"
#include <algorithm>

namespace elicense::face {
namespace {

using nlohmann::json;

class Reader {
 public:
  explicit Reader(const std::vector<std::string>& fields) : fields_(fields) {}

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
    read_rows(root, *layout);
    read_extras(root, *layout);
    if (!failed()) arrange_rows(root, *layout);
    if (failed()) return error();
    return std::shared_ptr<const Layout>(std::move(layout));
  }

 private:
  bool failed() const { return !problem_.empty(); }
  Error error() const { return fail(ErrorKind::malformed, "FACE_LAYOUT", problem_); }

  void wrong(const std::string& pointer, const std::string& what) {
    if (problem_.empty()) problem_ = (pointer.empty() ? "/" : pointer) + ": " + what;
  }

  bool known_keys(const json& object, const std::string& at, const std::vector<std::string>& keys) {
    if (!object.is_object()) {
      wrong(at, "must be an object");
      return false;
    }
    for (const auto& [key, value] : object.items())
      if (std::find(keys.begin(), keys.end(), key) == keys.end()) wrong(at + '/' + key, "unknown property");
    return !failed();
  }

  std::string text(const json& object, const std::string& at, const std::string& key,
                   const std::string& otherwise) {
    auto found = object.find(key);
    if (found == object.end()) return otherwise;
    if (found->is_string()) return found->get<std::string>();
    wrong(at + '/' + key, "must be a string");
    return otherwise;
  }

  double number(const json& value, const std::string& at, double least, double most) {
    if (value.is_number()) {
      double read = value.get<double>();
      if (read >= least && read <= most) return read;
    }
    wrong(at, "must be a number from " + mm(least) + " to " + mm(most));
    return least;
  }

  double number(const json& object, const std::string& at, const std::string& key, double least, double most,
                double otherwise) {
    auto found = object.find(key);
    return found == object.end() ? otherwise : number(*found, at + '/' + key, least, most);
  }

  std::string one_of(const json& object, const std::string& key, const std::vector<std::string>& choices,
                     const std::string& at = {}) {
    std::string chosen = text(object, at, key, choices.front());
    if (std::find(choices.begin(), choices.end(), chosen) != choices.end()) return chosen;
    wrong(at + '/' + key, "not one of the choices");
    return choices.front();
  }

  void known_field(const std::string& name, const std::string& at) {
    if (std::find(fields_.begin(), fields_.end(), name) == fields_.end()) wrong(at, "unknown field " + name);
  }

  TextTemplate words(const std::string& source, const std::string& at) {
    auto parsed = parse_template(source);
    if (!parsed) {
      wrong(at, "braces must enclose a field");
      return {};
    }
    for (const std::string& field : parsed->fields())
      known_field(field, at);
    return *parsed;
  }

  const json* list(const json& object, const std::string& at, const std::string& key) {
    auto found = object.find(key);
    if (found == object.end()) return nullptr;
    if (found->is_array() && !found->empty() && found->size() <= max_layout_rows) return &*found;
    wrong(at + '/' + key, "must be a list of 1 to " + std::to_string(max_layout_rows));
    return nullptr;
  }

  Box box(const json& value, const std::string& at, const PageStyle& style) {
    if (!value.is_array() || value.size() != 4) {
      wrong(at, "must be [x, y, width, height]");
      return {};
    }
    auto part = [&](std::size_t i) { return number(value[i], at + '/' + std::to_string(i), 0, max_page_mm); };
    Box read{part(0), part(1), part(2), part(3)};
    on_page(read, at, style);
    return read;
  }

  void on_page(const Box& box, const std::string& at, const PageStyle& style) {
    bool inside = box.x >= 0 && box.y >= 0 && box.width > 0 && box.height > 0 && box.right() <= style.width &&
                  box.bottom() <= style.height;
    if (!inside) wrong(at, "does not lie on the page");
  }

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
        *row = read_row(*found, '/' + std::string(key), layout.style);
    if (const json* notes = list(root, "", "notes"))
      for (std::size_t i = 0; i < notes->size(); ++i) {
        std::string at = "/notes/" + std::to_string(i);
        if (!(*notes)[i].is_string()) return wrong(at, "must be a string");
        layout.notes.push_back(words((*notes)[i].get<std::string>(), at));
      }
  }

  // "名称" is short for {"label": "名称", "text": "{名称}"}.
  Row read_row(const json& value, const std::string& at, const PageStyle& style) {
    Row row;
    row.size = style.size;
    row.min_size = style.min_size;
    if (value.is_string()) {
      row.label = value.get<std::string>();
      row.text = words('{' + row.label + '}', at);
      return row;
    }
    if (!known_keys(value, at, {"label", "text", "lines", "longest", "size", "min_size"})) return row;
    row.label = text(value, at, "label", "");
    row.text = words(text(value, at, "text", '{' + row.label + '}'), at + "/text");
    row.lines = static_cast<int>(number(value, at, "lines", 1, max_row_lines, 1));
    row.longest = static_cast<int>(number(value, at, "longest", 1, max_field_text, 1));
    row.size = number(value, at, "size", 1, 30, style.size);
    row.min_size = number(value, at, "min_size", 1, row.size, std::min(style.min_size, row.size));
    return row;
  }

  std::vector<Row> read_row_list(const json& value, const std::string& at, const PageStyle& style) {
    std::vector<Row> rows;
    if (!value.is_array() || value.empty()) {
      wrong(at, "must be a list of rows");
      return rows;
    }
    for (std::size_t i = 0; i < value.size() && !failed(); ++i)
      rows.push_back(read_row(value[i], at + '/' + std::to_string(i), style));
    row_count_ += rows.size();
    if (row_count_ > max_layout_rows) wrong(at, "more than " + std::to_string(max_layout_rows) + " rows");
    return rows;
  }

  void read_rows(const json& root, Layout& layout) {
    const PageStyle& style = layout.style;
    if (root.contains("columns") && root.contains("table")) wrong("/table", "not together with columns");
    if (const json* columns = list(root, "", "columns")) {
      if (columns->size() > 3) wrong("/columns", "more than 3 columns");
      for (std::size_t i = 0; i < columns->size() && !failed(); ++i) {
        std::string at = "/columns/" + std::to_string(i);
        layout.columns.push_back(read_row_list((*columns)[i], at, style));
        int lines = 0;
        for (const Row& row : layout.columns.back())
          lines += row.lines;
        if (lines * style.min_pitch > style.area.height) wrong(at, "too many lines for the area");
      }
    }
    if (const json* table = list(root, "", "table")) read_table(*table, layout);
  }

  void arrange_rows(const json& root, Layout& layout) {
    const auto rows = root.find("rows");
    if (rows == root.end()) return;
    if (!layout.columns.empty() || !layout.table.empty())
      return wrong("/rows", "not together with columns or a table");
    const std::vector<Row> read = read_row_list(*rows, "/rows", layout.style);
    if (!failed() && !arrange(read, layout)) wrong("/rows", "more text than the page has room for");
  }

  void read_table(const json& table, Layout& layout) {
    int lines = 0;
    for (std::size_t i = 0; i < table.size() && !failed(); ++i) {
      std::string at = "/table/" + std::to_string(i);
      layout.table.push_back(table[i].is_array() ? read_row_list(table[i], at, layout.style)
                                                 : std::vector{read_row(table[i], at, layout.style)});
      const auto& pairs = layout.table.back();
      if (pairs.size() > 2) wrong(at, "more than 2 pairs in a row");
      for (const Row& row : pairs)
        if (row.lines != pairs.front().lines) wrong(at, "pairs of different height");
      if (!pairs.empty()) lines += pairs.front().lines;
    }
    if (lines * layout.style.min_pitch > layout.style.area.height)
      wrong("/table", "too many lines for the area");
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

  const std::vector<std::string>& fields_;
  std::string problem_;
  std::size_t row_count_ = 0;
};

} // namespace

Result<std::shared_ptr<const Layout>> parse_layout(const json& root,
                                                   const std::vector<std::string>& field_names) {
  return Reader(field_names).read(root);
}

} // namespace elicense::face
