// SPDX-License-Identifier: Apache-2.0
#include "submission/matter_words.hpp"
#include "schemas/resources.hpp"
#include "json/strict_json.hpp"

namespace elicense::submission {
namespace {

using nlohmann::json;

const json& shipped() {
  static const json words = parse_strict_json(find_resource("schemas/matter-words.json").value()).value();
  return words;
}

} // namespace

Result<MatterWords> MatterWords::of_file(const json& file) {
  MatterWords words;
  for (const char* kind : {"rules", "licenses", "authorities"}) {
    if (!file.contains(kind)) continue;
    if (!file[kind].is_object())
      return fail(ErrorKind::malformed, "MATTER_FILE", std::string("/") + kind + ": an object is needed");
    words.own_[kind] = file[kind];
  }
  return words;
}

const json* MatterWords::find(const char* kind, const json& value) const {
  if (!value.is_string()) return &value;
  const auto& name = value.get_ref<const std::string&>();
  for (const json* words : {&own_, &shipped()})
    if (words->contains(kind) && (*words)[kind].contains(name)) return &(*words)[kind][name];
  return nullptr;
}

} // namespace elicense::submission
