// SPDX-License-Identifier: Apache-2.0
// Issued licenses keep their own version; the rules protect their holders (masks), their next versions
// (fields) and who looks them up (codes).
#include "license/type_change.hpp"
#include "license/trial.hpp"
#include <algorithm>

namespace elicense::license {
namespace {

using nlohmann::json;

// Hidden shows nothing, none shows all; two others show different parts, so neither is weaker.
bool is_weaker(Mask next, Mask in_force) {
  return next != in_force && next != Mask::hidden && (in_force == Mask::hidden || next == Mask::none);
}

class Comparison {
 public:
  Comparison(const LicenseType& in_force, const LicenseType& next) : before_(in_force), next_(next) {}

  std::vector<TypeFinding> findings() {
    compare_meaning();
    for (const std::string& field : before_.fields())
      compare_field(field);
    for (const std::string& field : next_.fields())
      if (!stands_in(field, before_.fields())) told("field-added", field);
    compare_required();
    compare_data();
    return std::move(findings_);
  }

 private:
  void refused(const char* rule, const std::string& place) { findings_.push_back({rule, true, place}); }
  void told(const char* rule, const std::string& place) { findings_.push_back({rule, false, place}); }

  // What the register and the QR page take a license to be.
  void compare_meaning() {
    if (next_.holder_category != before_.holder_category) refused("holder-changed", "category");
    if (next_.holder_name_field != before_.holder_name_field) refused("holder-changed", "name_field");
    if (next_.holder_code_field != before_.holder_code_field) refused("holder-changed", "code_field");
    for (const std::string& code_type : before_.holder_code_types)
      if (!stands_in(code_type, next_.holder_code_types)) refused("holder-changed", code_type);
    if (next_.number_field != before_.number_field) refused("number-changed", next_.number_field);
    if (next_.valid_from_field != before_.valid_from_field) refused("validity-changed", "from_field");
    if (next_.valid_until_field != before_.valid_until_field) refused("validity-changed", "until_field");
    for (const std::string& code : before_.former_codes)
      if (!stands_in(code, next_.former_codes)) refused("former-code-lost", code);
    if (next_.code != before_.code) told("code-replaced", before_.code);
    if (next_.name != before_.name) told("name-changed", next_.name);
    if (next_.assurance != before_.assurance) told("assurance-changed", next_.assurance);
  }

  void compare_field(const std::string& field) {
    if (!stands_in(field, next_.fields())) return refused("field-removed", field);
    const json &before = before_.schema["properties"][field], &next = next_.schema["properties"][field];
    for (const char* const keyword : {"type", "format", "contentEncoding"})
      if (before.value(keyword, json()) != next.value(keyword, json())) refused("field-changed", field);
    if (before != next) told("field-rule-changed", field);
    const Mask mask = mask_of(before_, field), next_mask = mask_of(next_, field);
    if (is_weaker(next_mask, mask))
      refused("mask-weaker", field);
    else if (next_mask != mask)
      told("mask-changed", field);
  }

  void compare_required() {
    for (const std::string& field : next_.fields())
      if (is_required(next_, field) && !is_required(before_, field)) told("field-required", field);
  }

  // Data that the version in force takes: with other data a license could not be changed or renewed.
  void compare_data() {
    const std::array<std::pair<const char*, json>, 3> samples = {{{"example", before_.example},
                                                                  {"shortest", shortest_data(before_)},
                                                                  {"longest", longest_data(before_)}}};
    for (const auto& [name, data] : samples)
      if (before_.check_data(data) && !next_.check_data(data)) told("data-refused", name);
  }

  const LicenseType &before_, &next_;
  std::vector<TypeFinding> findings_;
};

} // namespace

std::vector<TypeFinding> compare(const LicenseType& in_force, const LicenseType& next) {
  return Comparison(in_force, next).findings();
}

} // namespace elicense::license
