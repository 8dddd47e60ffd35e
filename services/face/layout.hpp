// SPDX-License-Identifier: Apache-2.0
// A face layout: the part of a license type's file that says what a person sees. Data, checked at load.
#pragma once
#include "crypto/result.hpp"
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace elicense::face {

inline constexpr std::size_t max_layout_rows =
    64; // of all columns and tables together; also notes, texts, pictures
inline constexpr int max_row_lines = 40;
inline constexpr double min_page_mm = 40, max_page_mm = 420;

struct Layout; // defined in layout_parts.hpp, for face/ only

// FACE_LAYOUT with a JSON pointer to what is wrong. `field_names` are the names a layout may show.
Result<std::shared_ptr<const Layout>> parse_layout(const nlohmann::json& json,
                                                   const std::vector<std::string>& field_names);

bool shows_qr(const Layout& layout);

} // namespace elicense::face
