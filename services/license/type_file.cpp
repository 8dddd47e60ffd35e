// SPDX-License-Identifier: Apache-2.0
// Reading a type file. The first thing wrong is reported with its place; a type that loads can be issued.
#include "license/short_form.hpp"
#include "license/type_data.hpp"
#include "license/type_holders.hpp"
#include "license/type_identity.hpp"
#include "json/strict_json.hpp"

namespace elicense::license {
namespace {

using nlohmann::json;

// "（副　本）", however wide it is set.
bool says_duplicate(std::string subtitle) {
  for (const std::string blank : {" ", "\u3000"})
    for (std::size_t at = 0; (at = subtitle.find(blank)) != std::string::npos;)
      subtitle.erase(at, blank.size());
  return subtitle.find("副本") != std::string::npos;
}

void read_face(TypeFileReader& reader, LicenseType& type) {
  const json* const face = reader.find("/face");
  reader.demand(face != nullptr, "/face", "is needed");
  if (face == nullptr) return;
  auto layout = face::parse_layout(*face, type.fields());
  reader.demand(layout.has_value(), "/face", layout ? "" : layout.error().detail);
  if (layout) type.layout = *std::move(layout);
  type.is_duplicate = says_duplicate(reader.optional_text("/face/subtitle"));
}

Result<LicenseType> read_type(const json& root, Origin origin) {
  TypeFileReader reader(root);
  LicenseType type;
  reader.demand(root.is_object(), "", "must be an object");
  if (reader.failed()) return reader.error();
  read_identity(reader, type);
  read_field_names(reader, type);
  if (reader.failed()) return reader.error();
  if (auto read = read_schema(reader, origin, type); !read) return read.error();
  read_face(reader, type);
  if (reader.failed()) return reader.error();
  check_fields(reader, type);
  if (!reader.failed()) read_other_holders(reader, type);
  if (!reader.failed()) read_masks(reader, type);
  if (!reader.failed()) read_example(reader, origin, type);
  if (!reader.failed()) check_tests(reader, type);
  if (reader.failed()) return reader.error();
  return type;
}

} // namespace

Result<LicenseType> parse_type(std::string_view text, const DefiningAuthority& operator_authority,
                               Origin origin) {
  auto file = parse_strict_json(text);
  if (!file)
    return fail(ErrorKind::malformed, "TYPE_INVALID", file.error().code + ": " + file.error().detail);
  const auto root = long_form(*std::move(file), operator_authority);
  if (!root) return root.error();
  auto type = read_type(*root, origin);
  if (type) type->source = text;
  return type;
}

} // namespace elicense::license
