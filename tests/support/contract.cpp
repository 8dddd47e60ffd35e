// SPDX-License-Identifier: Apache-2.0
#include "tests/support/contract.hpp"

#include "crypto/bytes.hpp"
#include "tests/support/files.hpp"

#include <fstream>

namespace elicense::test {
namespace {

using nlohmann::json;

bool is_of(const json& value, const std::string& kind) {
  if (kind == "number") return value.is_number();
  if (kind == "list") return value.is_array();
  if (kind == "null") return value.is_null();
  if (!value.is_string() || value.get<std::string>().empty()) return false;
  if (kind == "json") return json::accept(value.get<std::string>());
  if (kind == "base64") return bool(from_base64(value.get<std::string>()));
  return kind == "text";
}

} // namespace

json contract(const std::string& name) {
  return json::parse(std::ifstream(source_folder() / "tests" / "facade" / (name + ".json")));
}

std::string filled(std::string text, const Names& names) {
  for (const auto& [name, value] : names)
    for (std::size_t at; (at = text.find("{" + name + "}")) != std::string::npos;)
      text.replace(at, name.size() + 2, value);
  return text;
}

json filled(const json& request, const Names& names) {
  if (request.is_string()) return filled(request.get<std::string>(), names);
  if (!request.is_structured()) return request;
  json made = request;
  for (json& part : made)
    part = filled(json(part), names);
  return made;
}

std::string misfit(const json& answer, const json& shape, const std::string& place) {
  if (shape.is_string()) return is_of(answer, shape) ? std::string() : place + " is no " + shape.dump();
  if (shape.is_array()) {
    if (!answer.is_array() || answer.empty()) return place + " is no list with something in it";
    return misfit(answer[0], shape[0], place + "/0");
  }
  for (const auto& [name, part] : shape.items()) {
    if (!answer.is_object() || !answer.contains(name)) return place + "/" + name + " is missing";
    if (auto found = misfit(answer[name], part, place + "/" + name); !found.empty()) return found;
  }
  return {};
}

} // namespace elicense::test
