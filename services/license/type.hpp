// SPDX-License-Identifier: Apache-2.0
// License types are data: one file each under schemas/license-types/, checked at load.
#pragma once
#include "face/layout.hpp"
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

namespace elicense::license {

struct LicenseType {
  std::string code; // 证照类型代码, 21 characters
  bool provisional = false;
  std::string name, name_en;
  nlohmann::json catalogue;    // GB/T 36902 elements
  std::string holder_category; // natural_person, legal_person, both
  std::string holder_name_field, holder_code_field;
  std::vector<std::string> holder_code_types; // GB/T 36903 Annex A, the first is the default
  std::string number_field;
  std::string valid_from_field, valid_until_field; // may be empty
  nlohmann::json schema, example;
  std::shared_ptr<const face::Layout> layout;

  // LICENSE_DATA_INVALID with the JSON pointer and rule that failed
  Result<void> check_data(const nlohmann::json& data) const;

  struct Validator;
  std::shared_ptr<const Validator> validator;
};

class TypeCatalogue {
 public:
  // The embedded types, then the operator's own from `folder` (may be empty). TYPE_INVALID names file and
  // line (or pointer).
  static Result<TypeCatalogue> load(const std::filesystem::path& folder = {});
  const LicenseType* find(std::string_view code) const;
  std::vector<const LicenseType*> all() const; // by code

 private:
  std::map<std::string, std::unique_ptr<const LicenseType>, std::less<>> types_;
};

} // namespace elicense::license
