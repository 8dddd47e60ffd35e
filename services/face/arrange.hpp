// SPDX-License-Identifier: Apache-2.0
// Rows that say how long their text may become, put where each of them always fits.
#pragma once
#include "face/layout_parts.hpp"

namespace elicense::face {

// Into the columns or the table of the layout, whichever its style has. False: the page has no room for them.
bool arrange(const std::vector<Row>& rows, Layout& layout);

} // namespace elicense::face
