// SPDX-License-Identifier: Apache-2.0
// Reading what a type file says of licenses with several holders (共有).
#pragma once
#include "license/type.hpp"

namespace elicense::license {

struct TypeProblem {
  std::string pointer, what;
};

// "others" and "about" of the member "holder", into a type whose schema and own holder are read already.
// Answers the first thing that is wrong.
std::optional<TypeProblem> read_other_holders(const nlohmann::json& holder, LicenseType& type);

} // namespace elicense::license
