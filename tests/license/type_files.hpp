// SPDX-License-Identifier: Apache-2.0
// Type files as somebody would propose them.
#pragma once
#include "schemas/resources.hpp"
#include <nlohmann/json.hpp>

namespace elicense::test {

inline constexpr const char *permit_type_code = "11100000000019713D008",
                            *new_type_code = "11100000000019713D950";

// The road transport permit.
inline nlohmann::json permit_file() {
  return nlohmann::json::parse(find_resource("schemas/license-types/road-transport-permit.json").value());
}

// The same with another code and name; its next version is one with another ValidityRange.
inline nlohmann::json type_file(const std::string& code = new_type_code) {
  auto file = permit_file();
  file["code"] = file["catalogue"]["CertificateTypeCode"] = code;
  return file;
}

} // namespace elicense::test
