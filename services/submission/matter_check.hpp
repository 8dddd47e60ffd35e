// SPDX-License-Identifier: Apache-2.0
// What there is to say of a matter before it is published, by the rules of docs/submission.md.
#pragma once
#include "license/type.hpp"
#include "submission/matter.hpp"

namespace elicense::submission {

struct MatterFinding {
  std::string rule;     // "type-unknown"
  bool refuses = false; // else it is told to who decides
  std::string place;    // "01/02 11100000000013127D001": item, material, and what it is about
  friend bool operator==(const MatterFinding&, const MatterFinding&) = default;
};

// `in_force` may be null: it is new.
std::vector<MatterFinding> check_matter(const Matter& matter, const Matter* in_force,
                                        const license::TypeCatalogue& types);

} // namespace elicense::submission
