// SPDX-License-Identifier: Apache-2.0
#include "license/type_file_reader.hpp"
#include <algorithm>

namespace elicense::license {

using nlohmann::json;

void TypeFileReader::demand(bool fulfilled, const std::string& pointer, const std::string& what) {
  if (!fulfilled && problem_.empty()) problem_ = (pointer.empty() ? "/" : pointer) + ": " + what;
}

const json* TypeFileReader::find(const std::string& pointer) const {
  const json::json_pointer place(pointer);
  return root_.contains(place) ? &root_.at(place) : nullptr;
}

std::string TypeFileReader::optional_text(const std::string& pointer) {
  const json* const value = find(pointer);
  if (value == nullptr) return {};
  demand(value->is_string(), pointer, "must be a text");
  return value->is_string() ? value->get<std::string>() : std::string();
}

std::string TypeFileReader::text(const std::string& pointer) {
  std::string value = optional_text(pointer);
  demand(!value.empty(), pointer, "is needed");
  return value;
}

void TypeFileReader::only_keys(const std::string& pointer, const std::vector<std::string_view>& known) {
  const json* const object = find(pointer);
  demand(object != nullptr && object->is_object(), pointer, "an object is needed");
  if (failed()) return;
  for (const auto& [key, value] : object->items())
    demand(std::ranges::find(known, key) != known.end(), std::string(pointer).append("/").append(key),
           "is not known");
}

} // namespace elicense::license
