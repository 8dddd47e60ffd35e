// SPDX-License-Identifier: Apache-2.0
#include "license/type_data.hpp"
#include "license/holder_fields.hpp"
#include "license/type_schema.hpp"
#include <algorithm>
#include <cctype>

namespace elicense::license {
namespace {

using nlohmann::json;

// The name becomes part of an XML name (the tag "KZ_…").
bool is_taggable(std::string_view field) {
  return !field.empty() && field.size() <= max_field_name && std::ranges::all_of(field, [](char c) {
    return (static_cast<unsigned char>(c) & 0x80U) != 0 || std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           c == '_' || c == '-';
  });
}

bool is_field(const LicenseType& type, const std::string& field) {
  return type.schema["properties"].contains(field);
}

void check_example_pair(TypeFileReader& reader, const LicenseType& type, const HolderFields& fields) {
  const auto names = texts_of(type.example, fields.name), codes = texts_of(type.example, fields.code);
  reader.demand(names.size() == codes.size(), "/example/" + fields.code, "not as many as " + fields.name);
  for (std::size_t i = 0; !reader.failed() && i < names.size(); ++i) {
    const auto fits = [&](const std::string& code_type) {
      return check_holder({names[i], code_type, codes[i]}).has_value();
    };
    reader.demand(std::ranges::any_of(fields.code_types, fits), "/example/" + fields.code,
                  "is none of the holder code types");
  }
}

void check_example_holders(TypeFileReader& reader, const LicenseType& type) {
  check_example_pair(reader, type,
                     {type.holder_name_field, type.holder_code_field, type.holder_code_types, {}});
  for (const HolderFields& fields : type.other_holders)
    check_example_pair(reader, type, fields);
}

const json* list_of(TypeFileReader& reader, const std::string& pointer) {
  const json* const list = reader.find(pointer);
  reader.demand(list == nullptr || list->is_array(), pointer, "must be a list");
  return reader.failed() ? nullptr : list;
}

} // namespace

void read_field_names(TypeFileReader& reader, LicenseType& type) {
  type.number_field = reader.text("/number_field");
  reader.only_keys("/validity", {"from_field", "until_field", "long_term"});
  type.valid_from_field = reader.optional_text("/validity/from_field");
  type.valid_until_field = reader.optional_text("/validity/until_field");
  type.long_term = reader.optional_text("/validity/long_term");
}

Result<void> read_schema(TypeFileReader& reader, Origin origin, LicenseType& type) {
  const json* const properties = reader.find("/schema/properties");
  reader.demand(properties != nullptr && properties->is_object(), "/schema/properties",
                "an object is needed");
  if (reader.failed()) return reader.error();
  type.schema = *reader.find("/schema");
  if (origin == Origin::built_in) {
    type.validator = compile_later(type.schema);
    return {};
  }
  auto validator = compile_schema(type.schema);
  if (!validator) return validator.error();
  type.validator = *std::move(validator);
  return {};
}

void check_fields(TypeFileReader& reader, const LicenseType& type) {
  for (const auto& [pointer, field] :
       {std::pair<std::string, std::string>{"/holder/name_field", type.holder_name_field},
        {"/holder/code_field", type.holder_code_field},
        {"/number_field", type.number_field}})
    reader.demand(is_field(type, field) && is_required(type, field), pointer,
                  "must name a required field of the schema");
  for (const auto& [pointer, field] :
       {std::pair<std::string, std::string>{"/validity/from_field", type.valid_from_field},
        {"/validity/until_field", type.valid_until_field}})
    reader.demand(field.empty() || is_field(type, field), pointer, "must name a field of the schema");
  for (const std::string& field : type.fields()) {
    reader.demand(is_taggable(field), "/schema/properties/" + field,
                  "a name of letters, digits, '_' or '-' is needed, up to " + std::to_string(max_field_name) +
                      " bytes");
    reader.demand(!type.is_picture(field) || !type.schema["properties"][field].contains("pattern"),
                  "/schema/properties/" + field, "a picture cannot have a pattern");
  }
}

void read_masks(TypeFileReader& reader, LicenseType& type) {
  const json* const masks = reader.find("/masks");
  if (masks == nullptr) return; // everything is hidden then
  reader.demand(masks->is_object(), "/masks", "must be an object");
  if (reader.failed()) return;
  for (const auto& [field, name] : masks->items()) {
    const auto mask = name.is_string() ? mask_from_text(name.get<std::string>()) : std::nullopt;
    reader.demand(is_field(type, field), "/masks/" + field, "is not a field of the schema");
    reader.demand(mask.has_value(), "/masks/" + field, "is not a mask");
    reader.demand(!type.is_picture(field) || mask == Mask::hidden, "/masks/" + field,
                  "a picture can only be hidden");
    if (mask) type.masks.emplace(field, *mask);
  }
}

void read_example(TypeFileReader& reader, Origin origin, LicenseType& type) {
  const json* const example = reader.find("/example");
  reader.demand(example != nullptr && example->is_object(), "/example", "an object is needed");
  if (reader.failed()) return;
  type.example = *example;
  if (origin == Origin::built_in) return;
  if (auto good = type.check_data(type.example); !good) reader.demand(false, "/example", good.error().detail);
  if (!reader.failed()) check_example_holders(reader, type);
}

void check_tests(TypeFileReader& reader, const LicenseType& type) {
  if (reader.find("/tests") == nullptr) return;
  reader.only_keys("/tests", {"accepted", "refused"});
  for (const bool accepted : {true, false}) {
    const std::string pointer = accepted ? "/tests/accepted" : "/tests/refused";
    const json* const list = list_of(reader, pointer);
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
      const auto taken = type.check_data((*list)[i]);
      reader.demand(taken.has_value() == accepted, pointer + "/" + std::to_string(i),
                    accepted ? "is refused: " + (taken ? "" : taken.error().detail) : "is accepted");
    }
  }
}

} // namespace elicense::license
