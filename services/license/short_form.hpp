// SPDX-License-Identifier: Apache-2.0
// The short form of a type file (docs/license-types.md): fields by kind, the face and the catalogue derived.
#pragma once
#include "license/type.hpp"

namespace elicense::license {

// The long form of a file that has "fields"; any other as it is. A member that the long form has stays.
// TYPE_INVALID with the JSON pointer and what is wrong there.
Result<nlohmann::json> long_form(nlohmann::json file, const DefiningAuthority& operator_authority);

// The code of a file, then its former ones, with the operator's authority where they leave it open.
std::vector<std::string> codes_of(const nlohmann::json& file, const DefiningAuthority& operator_authority);

} // namespace elicense::license
