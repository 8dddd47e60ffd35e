// SPDX-License-Identifier: Apache-2.0
// Reading a type file. The first thing wrong is reported with its place; a type that loads can be issued.
#include "license/holder_fields.hpp"
#include "license/short_form.hpp"
#include "license/type_holders.hpp"
#include "license/type_schema.hpp"
#include "json/strict_json.hpp"
#include <algorithm>
#include <array>
#include <cctype>

namespace elicense::license {
namespace {

using nlohmann::json;

constexpr std::array required_catalogue_elements{
    "CertificateTypeName",
    "CertificateTypeCode",
    "CertificateDefineAuthorityName",
    "CertificateDefineAuthorityCode",
    "CertificateDefineAuthorityLevel",
    "CertificateHolderCategory",
    "ValidityRange",
    "CertificateIssuingAuthorityLevel",
};
constexpr std::array optional_catalogue_elements{"RelatedItemName", "RelatedItemCode"};
constexpr std::size_t type_code_size = 21;
constexpr std::array<std::string_view, 4> assurances{"A", "B", "C", "D"};

// The name becomes part of an XML name (the tag "KZ_…").
bool is_taggable(std::string_view field) {
  return !field.empty() && field.size() <= max_field_name && std::ranges::all_of(field, [](char c) {
    return (static_cast<unsigned char>(c) & 0x80U) != 0 || std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           c == '_' || c == '-';
  });
}

// "（副　本）", however wide it is set.
bool says_duplicate(std::string subtitle) {
  for (const std::string blank : {" ", "\u3000"})
    for (std::size_t at = 0; (at = subtitle.find(blank)) != std::string::npos;)
      subtitle.erase(at, blank.size());
  return subtitle.find("副本") != std::string::npos;
}

class TypeReader {
 public:
  TypeReader(const json& root, Origin origin) : root_(root), origin_(origin) {}

  Result<LicenseType> read() {
    demand(root_.is_object(), "", "must be an object");
    if (!problem_.empty()) return error();
    read_names();
    read_codes();
    read_catalogue();
    read_holder();
    read_fields();
    if (!problem_.empty()) return error();
    if (auto read = read_schema(); !read) return read.error();
    if (auto read = read_face(); !read) return read.error();
    check_fields();
    if (problem_.empty()) read_others();
    if (problem_.empty()) read_masks();
    if (problem_.empty()) check_example();
    if (!problem_.empty()) return error();
    return std::move(type_);
  }

 private:
  Error error() const { return fail(ErrorKind::invalid, "TYPE_INVALID", problem_); }
  void demand(bool fulfilled, const std::string& pointer, const std::string& what) {
    if (!fulfilled && problem_.empty()) problem_ = (pointer.empty() ? "/" : pointer) + ": " + what;
  }
  const json* find(const std::string& pointer) const {
    const json::json_pointer place(pointer);
    return root_.contains(place) ? &root_.at(place) : nullptr;
  }
  std::string optional_text(const std::string& pointer) {
    const json* const value = find(pointer);
    if (value == nullptr) return {};
    demand(value->is_string(), pointer, "must be a text");
    return value->is_string() ? value->get<std::string>() : std::string();
  }
  std::string text(const std::string& pointer) {
    std::string value = optional_text(pointer);
    demand(!value.empty(), pointer, "is needed");
    return value;
  }
  void only_keys(const std::string& pointer, const std::vector<std::string_view>& known) {
    const json* const object = find(pointer);
    demand(object != nullptr && object->is_object(), pointer, "an object is needed");
    if (!problem_.empty()) return;
    for (const auto& [key, value] : object->items())
      demand(std::ranges::find(known, key) != known.end(), pointer + "/" + key, "is not known");
  }

  void read_names() {
    only_keys("", {"code", "provisional", "provisional_reason", "name", "catalogue", "holder", "number_field",
                   "validity", "masks", "schema", "face", "example", "assurance", "former_codes"});
    only_keys("/name", {"zh", "en"});
    type_.code = text("/code");
    type_.name = text("/name/zh");
    type_.name_en = text("/name/en");
    const json* const provisional = find("/provisional");
    demand(provisional != nullptr && provisional->is_boolean(), "/provisional", "must be true or false");
    type_.provisional = provisional != nullptr && *provisional == true;
    demand(!type_.provisional || !optional_text("/provisional_reason").empty(), "/provisional_reason",
           "is needed");
    if (find("/assurance") != nullptr) type_.assurance = text("/assurance");
    demand(std::ranges::find(assurances, type_.assurance) != assurances.end(), "/assurance",
           "must be A, B, C or D");
  }
  void read_codes() {
    check_code(type_.code, "/code");
    const json* const former = find("/former_codes");
    if (former == nullptr) return;
    demand(former->is_array(), "/former_codes", "must be a list");
    for (std::size_t i = 0; problem_.empty() && i < former->size(); ++i) {
      const std::string pointer = "/former_codes/" + std::to_string(i);
      type_.former_codes.push_back(text(pointer));
      check_code(type_.former_codes.back(), pointer);
    }
  }
  // 定义机构的统一社会信用代码 and a number of three digits.
  void check_code(const std::string& code, const std::string& pointer) {
    demand(code.size() == type_code_size, pointer, "must have 21 characters");
    if (!problem_.empty()) return;
    demand(check_credit_code(code.substr(0, authority_size)).has_value(), pointer,
           "does not begin with a right unified social credit code");
    demand(code.find_first_not_of("0123456789", authority_size) == std::string::npos, pointer,
           "must end in three digits");
  }
  void read_catalogue() {
    std::vector<std::string_view> known(required_catalogue_elements.begin(),
                                        required_catalogue_elements.end());
    for (const char* const element : required_catalogue_elements)
      text(std::string("/catalogue/") + element);
    known.insert(known.end(), optional_catalogue_elements.begin(), optional_catalogue_elements.end());
    only_keys("/catalogue", known);
    if (!problem_.empty()) return;
    type_.catalogue = root_["catalogue"];
    demand(type_.catalogue["CertificateTypeCode"] == type_.code, "/catalogue/CertificateTypeCode",
           "is not the code");
    demand(type_.catalogue["CertificateTypeName"] == type_.name, "/catalogue/CertificateTypeName",
           "is not the name");
    demand(type_.catalogue["CertificateDefineAuthorityCode"] == type_.code.substr(0, authority_size),
           "/catalogue/CertificateDefineAuthorityCode", "is not the beginning of the code");
  }
  void read_holder() {
    only_keys("/holder", {"category", "name_field", "code_field", "code_types", "others", "about"});
    type_.holder_category = text("/holder/category");
    type_.holder_name_field = text("/holder/name_field");
    type_.holder_code_field = text("/holder/code_field");
    const json* const types = find("/holder/code_types");
    demand(types != nullptr && types->is_array() && !types->empty(), "/holder/code_types",
           "a list is needed");
    if (!problem_.empty()) return;
    demand(type_.holder_category == "natural_person" || type_.holder_category == "legal_person" ||
               type_.holder_category == "both",
           "/holder/category", "must be natural_person, legal_person or both");
    for (std::size_t i = 0; i < types->size(); ++i)
      read_code_type("/holder/code_types/" + std::to_string(i));
  }
  void read_code_type(const std::string& pointer) {
    const std::string code = text(pointer);
    const HolderCodeType* const known = find_holder_code_type(code);
    demand(known != nullptr, pointer, "is not in GB/T 36903 Annex A");
    if (known == nullptr) return;
    demand(type_.holder_category == "both" ||
               (type_.holder_category == "natural_person") == known->natural_person,
           pointer, "does not fit the category");
    type_.holder_code_types.push_back(code);
  }
  void read_others() {
    if (const auto problem = read_other_holders(root_["holder"], type_))
      demand(false, problem->pointer, problem->what);
  }
  void read_fields() {
    type_.number_field = text("/number_field");
    only_keys("/validity", {"from_field", "until_field", "long_term"});
    type_.valid_from_field = optional_text("/validity/from_field");
    type_.valid_until_field = optional_text("/validity/until_field");
    type_.long_term = optional_text("/validity/long_term");
  }
  Result<void> read_schema() {
    const json* const properties = find("/schema/properties");
    demand(properties != nullptr && properties->is_object(), "/schema/properties", "an object is needed");
    if (!problem_.empty()) return error();
    type_.schema = root_["schema"];
    if (origin_ == Origin::built_in) {
      type_.validator = compile_later(type_.schema);
      return {};
    }
    auto validator = compile_schema(type_.schema);
    if (!validator) return validator.error();
    type_.validator = *std::move(validator);
    return {};
  }
  Result<void> read_face() {
    const json* const face = find("/face");
    demand(face != nullptr, "/face", "is needed");
    if (face == nullptr) return error();
    auto layout = face::parse_layout(*face, type_.fields());
    if (!layout) {
      demand(false, "/face", layout.error().detail);
      return error();
    }
    type_.layout = *std::move(layout);
    type_.is_duplicate = says_duplicate(optional_text("/face/subtitle"));
    return {};
  }
  void check_fields() {
    for (const auto& [pointer, field] :
         {std::pair<std::string, std::string>{"/holder/name_field", type_.holder_name_field},
          {"/holder/code_field", type_.holder_code_field},
          {"/number_field", type_.number_field}})
      demand(is_field(field) && is_required(field), pointer, "must name a required field of the schema");
    for (const auto& [pointer, field] :
         {std::pair<std::string, std::string>{"/validity/from_field", type_.valid_from_field},
          {"/validity/until_field", type_.valid_until_field}})
      demand(field.empty() || is_field(field), pointer, "must name a field of the schema");
    for (const std::string& field : type_.fields()) {
      demand(is_taggable(field), "/schema/properties/" + field,
             "a name of letters, digits, '_' or '-' is needed, up to " + std::to_string(max_field_name) +
                 " bytes");
      demand(!type_.is_picture(field) || !type_.schema["properties"][field].contains("pattern"),
             "/schema/properties/" + field, "a picture cannot have a pattern");
    }
  }
  void read_masks() {
    const json* const masks = find("/masks");
    if (masks == nullptr) return; // everything is hidden then
    demand(masks->is_object(), "/masks", "must be an object");
    if (!problem_.empty()) return;
    for (const auto& [field, name] : masks->items()) {
      const auto mask = name.is_string() ? mask_from_text(name.get<std::string>()) : std::nullopt;
      demand(is_field(field), "/masks/" + field, "is not a field of the schema");
      demand(mask.has_value(), "/masks/" + field, "is not a mask");
      demand(!type_.is_picture(field) || mask == Mask::hidden, "/masks/" + field,
             "a picture can only be hidden");
      if (mask) type_.masks.emplace(field, *mask);
    }
  }
  bool is_field(const std::string& field) const { return type_.schema["properties"].contains(field); }
  bool is_required(const std::string& field) const {
    const json required = type_.schema.value("required", json::array());
    return std::ranges::find(required, json(field)) != required.end();
  }
  void check_example() {
    const json* const example = find("/example");
    demand(example != nullptr && example->is_object(), "/example", "an object is needed");
    if (!problem_.empty()) return;
    type_.example = *example;
    if (origin_ == Origin::built_in) return;
    if (auto good = type_.check_data(type_.example); !good) demand(false, "/example", good.error().detail);
    if (problem_.empty()) check_example_holder();
  }
  void check_example_holder() {
    check_example_pair({type_.holder_name_field, type_.holder_code_field, type_.holder_code_types, {}});
    for (const HolderFields& fields : type_.other_holders)
      check_example_pair(fields);
  }
  void check_example_pair(const HolderFields& fields) {
    const auto names = texts_of(type_.example, fields.name), codes = texts_of(type_.example, fields.code);
    demand(names.size() == codes.size(), "/example/" + fields.code, "not as many as " + fields.name);
    for (std::size_t i = 0; problem_.empty() && i < names.size(); ++i) {
      const auto fits = [&](const std::string& code_type) {
        return check_holder({names[i], code_type, codes[i]}).has_value();
      };
      demand(std::ranges::any_of(fields.code_types, fits), "/example/" + fields.code,
             "is none of the holder code types");
    }
  }

  const json& root_;
  Origin origin_;
  LicenseType type_;
  std::string problem_;
};

} // namespace

Result<LicenseType> parse_type(std::string_view text, const DefiningAuthority& operator_authority,
                               Origin origin) {
  auto file = parse_strict_json(text);
  if (!file)
    return fail(ErrorKind::malformed, "TYPE_INVALID", file.error().code + ": " + file.error().detail);
  const auto root = long_form(*std::move(file), operator_authority);
  return root ? TypeReader(*root, origin).read() : root.error();
}

} // namespace elicense::license
