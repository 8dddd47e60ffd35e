// SPDX-License-Identifier: Apache-2.0
// Many faces small on one picture, to be looked at together.
#pragma once
#include "face/face.hpp"

namespace elicense::face {

inline constexpr std::size_t faces_per_sheet = 20;

// PNG; at most faces_per_sheet, row by row.
Result<Bytes> contact_sheet(std::span<const Face> faces);

} // namespace elicense::face
