// SPDX-License-Identifier: Apache-2.0
// What a short file leaves out follows from its fields, its holder and its code.
#include "license/short_form.hpp"
#include "license/field_kind.hpp"
#include "license/type.hpp"
#include <set>

namespace elicense::license {
namespace {

using nlohmann::json;

constexpr std::string_view own_prefix = "{authority}"; // of codes in files that every operator shares

// A json converts to everything, a Result too.
Result<json> as_result(json value) {
  return Result<json>(boost::system::in_place_value, std::move(value));
}

void set_default(json& object, const char* key, json value) {
  if (!object.contains(key)) object[key] = std::move(value);
}

json& object_at(json& file, const char* key) {
  json& object = file[key];
  if (object.is_null()) object = json::object();
  return object;
}

std::string text_at(const json& file, const char* pointer) {
  const json::json_pointer place(pointer);
  return file.contains(place) && file.at(place).is_string() ? file.at(place).get<std::string>() : "";
}

// GB 32100: characters 3 to 8 are the division (GB/T 2260) of the body that registered the authority.
std::string level_of(const std::string& code) {
  const std::string division = code.size() < 8 ? "" : code.substr(2, 6);
  if (division == "100000") return "国家级";
  if (division.ends_with("0000")) return "省部级";
  return division.ends_with("00") ? "地市级" : "区县级";
}

class Expander {
 public:
  Expander(json file, const DefiningAuthority& authority) : file_(std::move(file)), authority_(authority) {}

  Result<json> expand() {
    if (!file_["fields"].is_array()) return invalid_type("/fields: a list is needed");
    for (const char* const object : {"name", "catalogue", "holder", "validity", "face"})
      if (!object_at(file_, object).is_object())
        return invalid_type("/" + std::string(object) + ": an object is needed");
    if (auto read = read_fields(); !read) return read.error();
    file_.erase("fields");
    set_data();
    set_catalogue();
    set_face();
    return as_result(std::move(file_));
  }

 private:
  bool person() const { return text_at(file_, "/holder/category") != "legal_person"; }

  Result<void> read_fields() {
    std::set<std::string> names;
    for (std::size_t i = 0; i < file_["fields"].size(); ++i) {
      const std::string place = "/fields/" + std::to_string(i) + ": ";
      auto field = read_field(file_["fields"][i], person());
      if (!field) return invalid_type(place + field.error().detail);
      if (!names.insert(field->name).second) return invalid_type(place + field->name + " is there already");
      fields_.push_back(*std::move(field));
    }
    return {};
  }

  void set_data() {
    json properties = json::object(), masks = json::object(), example = json::object();
    json required = json::array();
    for (const KindOfField& field : fields_) {
      properties[field.name] = field.schema;
      masks[field.name] = field.mask;
      example[field.name] = field.example;
      if (field.required) required.push_back(field.name);
    }
    set_default(file_, "schema",
                {{"$schema", "http://json-schema.org/draft-07/schema#"},
                 {"type", "object"},
                 {"properties", properties},
                 {"required", required},
                 {"additionalProperties", false}});
    set_default(file_, "masks", masks);
    set_default(file_, "example", example);
  }

  void set_catalogue() {
    const std::string category = text_at(file_, "/holder/category"), code = text_at(file_, "/code");
    set_default(file_["holder"], "code_types",
                category == "natural_person" ? json{"111"}
                : category == "both"         ? json{"111", "001"}
                                             : json{"001"});
    json& catalogue = file_["catalogue"];
    set_default(catalogue, "CertificateTypeName", text_at(file_, "/name/zh"));
    set_default(catalogue, "CertificateTypeCode", code);
    set_default(catalogue, "CertificateDefineAuthorityCode", code.substr(0, authority_size));
    set_default(catalogue, "CertificateHolderCategory",
                category == "natural_person" ? "自然人"
                : category == "both"         ? "自然人、法人和其他组织"
                                             : "法人和其他组织");
    if (!code.starts_with(authority_.code)) return; // another authority's name is for the file to say
    set_default(catalogue, "CertificateDefineAuthorityName", authority_.name);
    set_default(catalogue, "CertificateDefineAuthorityLevel", level_of(authority_.code));
  }

  // --- face ---

  void set_face() {
    json& face = file_["face"];
    const bool card = face.value("style", json()) == "card";
    set_default(face, "title", text_at(file_, "/name/zh"));
    set_default(face, "qr", card ? "" : "扫描二维码\n核验本证照");
    if (!card) set_places(face);
    if (const json pictures = names_on_face("picture"); !pictures.empty())
      set_default(face, "pictures", pictures);
    if (!face.contains("columns") && !face.contains("table")) set_default(face, "rows", rows(card));
  }

  void set_places(json& face) {
    if (const std::string number = text_at(file_, "/number_field"); !number.empty())
      set_default(face, "corner", number);
    for (const char* const place : {"issuer", "date"})
      if (const json names = names_on_face(place); !names.empty()) set_default(face, place, names.front());
  }

  json names_on_face(const char* place) const {
    json names = json::array();
    for (const KindOfField& field : fields_)
      if (field.on_face == place) names.push_back(field.name);
    return names;
  }

  // A card has no room for places of their own: everything is a row there.
  bool is_row(const KindOfField& field, bool card) const {
    if (field.on_face == "picture") return false;
    return card || (field.on_face.empty() && field.name != text_at(file_, "/number_field"));
  }

  json rows(bool card) const {
    const std::string from = text_at(file_, "/validity/from_field"),
                      until = text_at(file_, "/validity/until_field");
    json rows = json::array();
    bool from_is_row = false;
    for (const KindOfField& field : fields_) {
      if (!is_row(field, card)) continue;
      from_is_row = from_is_row || field.name == from;
      if (field.name == from && !until.empty()) continue; // stands in the same row as the end
      rows.push_back({{"label", field.name}, {"text", "{" + field.name + "}"}, {"longest", field.longest}});
      if (field.name == until && from_is_row) rows.back() = validity_row(from, until);
    }
    return rows;
  }

  static json validity_row(const std::string& from, const std::string& until) {
    constexpr std::size_t two_dates = 24;
    return {{"label", "有效期"}, {"text", "{" + from + "}至{" + until + "}"}, {"longest", two_dates}};
  }

  json file_;
  const DefiningAuthority& authority_;
  std::vector<KindOfField> fields_;
};

void name_authority(json& code, const std::string& authority) {
  if (!code.is_string()) return;
  const auto& text = code.get_ref<const std::string&>();
  if (text.starts_with(own_prefix)) code = authority + text.substr(own_prefix.size());
}

void name_authority_of_codes(json& file, const std::string& authority) {
  if (file.contains("code")) name_authority(file["code"], authority);
  if (file.contains("former_codes") && file["former_codes"].is_array())
    for (json& code : file["former_codes"])
      name_authority(code, authority);
}

} // namespace

Result<json> long_form(json file, const DefiningAuthority& operator_authority) {
  if (!file.is_object() || !file.contains("fields")) return as_result(std::move(file));
  name_authority_of_codes(file, operator_authority.code);
  return Expander(std::move(file), operator_authority).expand();
}

std::vector<std::string> codes_of(const json& file, const DefiningAuthority& operator_authority) {
  json codes = {{"code", file.value("code", json())},
                {"former_codes", file.value("former_codes", json::array())}};
  name_authority_of_codes(codes, operator_authority.code);
  std::vector<std::string> texts{codes["code"].get<std::string>()};
  for (const json& code : codes["former_codes"])
    texts.push_back(code.get<std::string>());
  return texts;
}

} // namespace elicense::license
