// SPDX-License-Identifier: Apache-2.0
// What the next version of a type changes, by the rules of docs/license-types.md.
#pragma once
#include "license/type.hpp"

namespace elicense::license {

struct TypeFinding {
  std::string rule;     // "field-removed"
  bool refuses = false; // else it is told to who decides
  std::string place;    // a field, code or member; never a value
  friend bool operator==(const TypeFinding&, const TypeFinding&) = default;
};

std::vector<TypeFinding> compare(const LicenseType& in_force, const LicenseType& next);

} // namespace elicense::license
