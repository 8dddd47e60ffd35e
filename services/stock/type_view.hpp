// SPDX-License-Identifier: Apache-2.0
// What the rules of stock need to know of a license type: its fields by what they hold.
#pragma once
#include "license/field_rules.hpp"

namespace elicense::stock {

enum class FieldKind { text, code, day, day_or_word, listed, picture };
enum class CodeKind { none, citizen, credit, either }; // by the field's pattern

struct FieldView {
  license::FieldRule rule;
  FieldKind kind = FieldKind::text;
  CodeKind code = CodeKind::none;
  bool is_phone = false;
  bool may_lie_ahead = false; // a day: an end, or a next inspection
};

inline constexpr std::size_t no_field = static_cast<std::size_t>(-1);

struct TypeView {
  explicit TypeView(const license::LicenseType& type);

  const license::LicenseType& type;
  std::vector<FieldView> fields; // in the order of the schema's names
  bool schema_is_complete;       // license::FieldRules::complete
  std::size_t number = no_field, holder_name = no_field, holder_code = no_field; // indices of fields
  std::size_t valid_from = no_field, valid_until = no_field;
  std::size_t issue_date = no_field; // by its name
  // Of the holder: fields of these names that agree with the holder's number in the type's example. (性别 of
  // a birth certificate is the child's.)
  std::size_t birth_date = no_field, sex = no_field;

  std::size_t find(std::string_view name) const; // or no_field
};

// By its name: 出生日期 and the like, of whomever.
inline bool is_day_of_birth(std::string_view field) {
  return field.find("出生") != std::string_view::npos;
}

} // namespace elicense::stock
