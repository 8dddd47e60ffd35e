// SPDX-License-Identifier: Apache-2.0
// A kind is followed by what it needs, in this order: a size, a list or a pattern, and another mask.
#include "license/field_kind.hpp"
#include "crypto/utf8.hpp"
#include "license/mask.hpp"
#include "license/type.hpp"
#include "schemas/resources.hpp"
#include "json/strict_json.hpp"
#include <algorithm>
#include <charconv>
#include <sstream>

namespace elicense::license {
namespace {

using nlohmann::json;

constexpr std::size_t shown_date_size = 11; // 2026年01月31日

const json& kinds() {
  static const json all = parse_strict_json(find_resource("schemas/license-fields.json").value()).value();
  return all;
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;)
    words.push_back(word);
  return words;
}

std::optional<std::size_t> size_of(const std::string& word) {
  std::size_t size = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), size);
  if (error != std::errc() || end != word.data() + word.size() || size == 0) return std::nullopt;
  return size;
}

json list_of(const std::string& word) {
  json list = json::array();
  std::istringstream stream(word);
  for (std::string each; std::getline(stream, each, '|');)
    list.push_back(each);
  return list;
}

bool is_list(const json& schema) {
  return schema.value("type", "") == "array";
}

std::size_t longest_of(const json& schema, const json& example) {
  if (schema.value("format", "") == "date") return shown_date_size;
  if (const auto most = schema.find("maxLength"); most != schema.end()) return *most;
  std::size_t longest = crypto::count_characters(example.get_ref<const std::string&>());
  for (const char* const list : {"enum", "examples"})
    for (const json& each : schema.value(list, json::array()))
      longest = std::max(longest, crypto::count_characters(each.get_ref<const std::string&>()));
  return longest;
}

// As many as there may be, with a mark between them.
std::size_t longest_of(const KindOfField& field) {
  if (!is_list(field.schema)) return longest_of(field.schema, field.example);
  const std::size_t most = field.schema.at("maxItems");
  return most * (longest_of(field.schema.at("items"), field.example.front()) + 1) - 1;
}

bool fits(const json& example, const json& schema) {
  if (!is_list(schema)) return example.is_string();
  return example.is_array() && !example.empty() &&
         std::ranges::all_of(example, [](const json& each) { return each.is_string(); });
}

class Reader {
 public:
  explicit Reader(std::vector<std::string> words) : words_(std::move(words)) {}

  Result<void> read(KindOfField& field, bool person) {
    if (words_.empty()) return invalid_type("a kind is needed");
    std::string name = words_.front();
    field.required = !name.ends_with('?');
    if (!field.required) name.pop_back();
    const auto kind = kinds().find(name);
    if (kind == kinds().end()) return invalid_type("there is no kind " + name);
    field.schema = kind->at("schema");
    field.mask = kind->at("mask");
    if (person && kind->contains("person_mask")) field.mask = kind->at("person_mask");
    field.on_face = kind->value("on_face", "");
    field.example = kind->value("example", json());
    if (name == "one_of")
      field.schema["enum"] = list_of(next());
    else if (name == "matching")
      field.schema["pattern"] = next();
    else if (json& one = is_list(field.schema) ? field.schema["items"] : field.schema; has_size(one))
      read_size(one);
    return read_mask(field);
  }

 private:
  std::string next() { return at_ < words_.size() ? words_[at_++] : std::string(); }
  static bool has_size(const json& schema) { return schema.contains("minLength"); }
  void read_size(json& schema) {
    const auto size = at_ < words_.size() ? size_of(words_[at_]) : std::nullopt;
    if (!size) return;
    schema["maxLength"] = *size;
    ++at_;
  }
  Result<void> read_mask(KindOfField& field) {
    if (const std::string word = next(); !word.empty()) {
      if (!mask_from_text(word)) return invalid_type(word + " is neither a size nor a mask");
      field.mask = word;
    }
    if (at_ < words_.size()) return invalid_type(words_[at_] + " is too much");
    return {};
  }

  std::vector<std::string> words_;
  std::size_t at_ = 1;
};

} // namespace

Result<KindOfField> read_field(const json& row, bool person) {
  const auto is = [&](std::size_t at, bool list) {
    return row[at].is_string() || (list && row[at].is_array());
  };
  const bool shaped = row.is_array() && (row.size() == 2 || row.size() == 3) && is(0, false) &&
                      is(1, false) && (row.size() == 2 || is(2, true));
  if (!shaped) return invalid_type("must be [name, kind, example]");
  KindOfField field;
  field.name = row[0];
  if (auto read = Reader(words_of(row[1])).read(field, person); !read) return read.error();
  if (row.size() == 3) field.example = row[2];
  if (!fits(field.example, field.schema)) return invalid_type("an example is needed");
  field.longest = longest_of(field);
  return field;
}

} // namespace elicense::license
