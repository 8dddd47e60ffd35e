// SPDX-License-Identifier: Apache-2.0
#include "face/layout_reader.hpp"
#include <algorithm>

namespace elicense::face {

using nlohmann::json;

void LayoutReader::wrong(const std::string& pointer, const std::string& what) {
  if (problem_.empty()) problem_ = (pointer.empty() ? "/" : pointer) + ": " + what;
}

bool LayoutReader::known_keys(const json& object, const std::string& at,
                              const std::vector<std::string>& keys) {
  if (!object.is_object()) {
    wrong(at, "must be an object");
    return false;
  }
  for (const auto& [key, value] : object.items())
    if (std::find(keys.begin(), keys.end(), key) == keys.end())
      wrong(std::string(at).append("/").append(key), "unknown property");
  return !failed();
}

std::string LayoutReader::text(const json& object, const std::string& at, const std::string& key,
                               const std::string& otherwise) {
  auto found = object.find(key);
  if (found == object.end()) return otherwise;
  if (found->is_string()) return found->get<std::string>();
  wrong(at + '/' + key, "must be a string");
  return otherwise;
}

double LayoutReader::number(const json& value, const std::string& at, double least, double most) {
  if (value.is_number()) {
    double read = value.get<double>();
    if (read >= least && read <= most) return read;
  }
  wrong(at, "must be a number from " + mm(least) + " to " + mm(most));
  return least;
}

double LayoutReader::number(const json& object, const std::string& at, const std::string& key, double least,
                            double most, double otherwise) {
  auto found = object.find(key);
  return found == object.end() ? otherwise : number(*found, at + '/' + key, least, most);
}

std::string LayoutReader::one_of(const json& object, const std::string& key,
                                 const std::vector<std::string>& choices, const std::string& at) {
  std::string chosen = text(object, at, key, choices.front());
  if (std::find(choices.begin(), choices.end(), chosen) != choices.end()) return chosen;
  wrong(at + '/' + key, "not one of the choices");
  return choices.front();
}

void LayoutReader::known_field(const std::string& name, const std::string& at) {
  if (std::find(fields_.begin(), fields_.end(), name) == fields_.end()) wrong(at, "unknown field " + name);
}

TextTemplate LayoutReader::words(const std::string& source, const std::string& at) {
  auto parsed = parse_template(source);
  if (!parsed) {
    wrong(at, "braces must enclose a field");
    return {};
  }
  for (const std::string& field : parsed->fields())
    known_field(field, at);
  return *parsed;
}

const json* LayoutReader::list(const json& object, const std::string& at, const std::string& key) {
  auto found = object.find(key);
  if (found == object.end()) return nullptr;
  if (found->is_array() && !found->empty() && found->size() <= max_layout_rows) return &*found;
  wrong(at + '/' + key, "must be a list of 1 to " + std::to_string(max_layout_rows));
  return nullptr;
}

Box LayoutReader::box(const json& value, const std::string& at, const PageStyle& style) {
  if (!value.is_array() || value.size() != 4) {
    wrong(at, "must be [x, y, width, height]");
    return {};
  }
  auto part = [&](std::size_t i) { return number(value[i], at + '/' + std::to_string(i), 0, max_page_mm); };
  Box read{part(0), part(1), part(2), part(3)};
  on_page(read, at, style);
  return read;
}

void LayoutReader::on_page(const Box& box, const std::string& at, const PageStyle& style) {
  bool inside = box.x >= 0 && box.y >= 0 && box.width > 0 && box.height > 0 && box.right() <= style.width &&
                box.bottom() <= style.height;
  if (!inside) wrong(at, "does not lie on the page");
}

} // namespace elicense::face
