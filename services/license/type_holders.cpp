// SPDX-License-Identifier: Apache-2.0
#include "license/type_holders.hpp"
#include <algorithm>
#include <set>

namespace elicense::license {
namespace {

using nlohmann::json;

bool is_list_of_texts(const json& value) {
  return value.is_array() && !value.empty() &&
         std::ranges::all_of(value, [](const json& each) { return each.is_string(); });
}

class HoldersReader {
 public:
  HoldersReader(TypeFileReader& reader, LicenseType& type)
      : reader_(reader), holder_(*reader.find("/holder")), type_(type) {
    taken_ = {type.holder_name_field, type.holder_code_field};
  }

  void read() {
    if (holder_.contains("others")) read_others();
    if (holder_.contains("about")) {
      demand(!type_.other_holders.empty(), "/holder/about", "is for types with others");
      type_.holder_about = read_about("/holder", holder_);
    }
    demand(1 + others_ <= max_holders, "/holder/others",
           "a license has at most " + std::to_string(max_holders) + " holders");
  }

 private:
  void demand(bool fulfilled, const std::string& pointer, const std::string& what) {
    reader_.demand(fulfilled, pointer, what);
  }

  void read_others() {
    const json& others = holder_["others"];
    demand(others.is_array() && !others.empty(), "/holder/others", "a list is needed");
    for (std::size_t i = 0; !reader_.failed() && i < others.size(); ++i)
      read_pair("/holder/others/" + std::to_string(i), others[i]);
  }

  void read_pair(const std::string& pointer, const json& pair) {
    demand(pair.is_object(), pointer, "must be an object");
    if (reader_.failed()) return;
    for (const auto& [key, value] : pair.items())
      demand(key == "name_field" || key == "code_field" || key == "code_types" || key == "about",
             std::string(pointer).append("/").append(key), "is not known");
    HolderFields fields{read_field(pointer, pair, "name_field"),
                        read_field(pointer, pair, "code_field"),
                        type_.holder_code_types,
                        {}};
    if (reader_.failed()) return;
    check_shapes(pointer, fields);
    if (pair.contains("code_types")) fields.code_types = read_code_types(pointer, pair["code_types"]);
    if (pair.contains("about")) {
      demand(rule(fields.name)["type"] == "string", pointer + "/about", "is for one holder, not for a list");
      fields.about = read_about(pointer, pair);
    }
    type_.other_holders.push_back(std::move(fields));
  }

  std::string read_field(const std::string& pointer, const json& object, const char* key) {
    const std::string place = pointer + "/" + key;
    demand(object.contains(key) && object[key].is_string(), place, "is needed");
    return reader_.failed() ? std::string() : take(place, object[key]);
  }

  // A field of the schema that is about no other holder.
  std::string take(const std::string& place, const std::string& field) {
    demand(type_.schema["properties"].contains(field), place, "must name a field of the schema");
    demand(taken_.insert(field).second, place, "is about a holder already");
    return field;
  }

  const json& rule(const std::string& field) const { return type_.schema["properties"][field]; }
  static json kind(const json& rule) { return rule.value("type", json()); }

  void check_shapes(const std::string& pointer, const HolderFields& fields) {
    const json &name = rule(fields.name), &code = rule(fields.code);
    demand(kind(name) == kind(code) && (kind(name) == "string" || kind(name) == "array"), pointer,
           "must name two texts or two lists");
    demand(is_required(fields.name) == is_required(fields.code), pointer,
           "both fields are required, or none is");
    if (reader_.failed()) return;
    others_ += kind(name) == "string" ? 1 : read_size(pointer, name, code);
  }

  std::size_t read_size(const std::string& pointer, const json& name, const json& code) {
    for (const json* const list : {&name, &code})
      demand(list->contains("maxItems") && list->at("maxItems").is_number_unsigned() &&
                 list->value("/items/type"_json_pointer, json()) == "string",
             pointer, "a list needs maxItems and items that are texts");
    return reader_.failed()
               ? 0
               : std::max(name["maxItems"].get<std::size_t>(), code["maxItems"].get<std::size_t>());
  }

  bool is_required(const std::string& field) const {
    const json required = type_.schema.value("required", json::array());
    return std::ranges::find(required, json(field)) != required.end();
  }

  std::vector<std::string> read_code_types(const std::string& pointer, const json& codes) {
    demand(is_list_of_texts(codes), pointer + "/code_types", "a list is needed");
    if (reader_.failed()) return {};
    for (const std::string code : codes) {
      const HolderCodeType* const known = find_holder_code_type(code);
      demand(known != nullptr, pointer + "/code_types", "is not in GB/T 36903 Annex A");
      demand(known == nullptr || type_.holder_category == "both" ||
                 (type_.holder_category == "natural_person") == known->natural_person,
             pointer + "/code_types", "does not fit the category");
    }
    return codes;
  }

  std::vector<std::string> read_about(const std::string& pointer, const json& object) {
    demand(is_list_of_texts(object["about"]), pointer + "/about", "a list is needed");
    std::vector<std::string> about;
    for (std::size_t i = 0; !reader_.failed() && i < object["about"].size(); ++i)
      about.push_back(take(pointer + "/about/" + std::to_string(i), object["about"][i]));
    return about;
  }

  TypeFileReader& reader_;
  const json& holder_;
  LicenseType& type_;
  std::set<std::string> taken_;
  std::size_t others_ = 0; // most that a license may have
};

} // namespace

void read_other_holders(TypeFileReader& reader, LicenseType& type) {
  HoldersReader(reader, type).read();
}

} // namespace elicense::license
