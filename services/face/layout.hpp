// SPDX-License-Identifier: Apache-2.0
// A face layout: the part of a license type's file that says what a person sees. Data, checked at load.
#pragma once
#include "crypto/result.hpp"
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace elicense::face {

struct Layout; // defined in layout_parts.hpp, for face/ only

// FACE_LAYOUT with a JSON pointer to what is wrong. `field_names` are the names a layout may show.
Result<std::shared_ptr<const Layout>> parse_layout(const nlohmann::json& json, const std::vector<std::string>& field_names);

} // namespace elicense::face
