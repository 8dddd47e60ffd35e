// SPDX-License-Identifier: Apache-2.0
// Text made safe inside XML, SVG and HTML, between tags and in quoted attributes.
#pragma once
#include <string>
#include <string_view>

namespace elicense::markup {

// The five markup characters, and the three blanks that a reader of an attribute would turn into spaces
// (XML 1.0, 3.3.3).
std::string escape(std::string_view text);

} // namespace elicense::markup
