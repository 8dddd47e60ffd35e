// SPDX-License-Identifier: Apache-2.0
// The JSON Schema (draft-07) of a license type, compiled once.
#pragma once
#include "license/type.hpp"

namespace elicense::license {

// TYPE_INVALID with the JSON pointer into the schema.
Result<std::shared_ptr<const LicenseType::Validator>> compile_schema(const nlohmann::json& schema);

// Of a schema that is known to be right: compiled with the first data.
std::shared_ptr<const LicenseType::Validator> compile_later(nlohmann::json schema);

// Nothing when the data fits, else "/field: the rule".
std::optional<std::string> first_violation(const LicenseType::Validator& validator,
                                           const nlohmann::json& data);

} // namespace elicense::license
