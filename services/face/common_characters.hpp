// SPDX-License-Identifier: Apache-2.0
// The characters that almost every text is set in: GB 2312 and ASCII.
#pragma once
#include <set>

namespace elicense::face {

// Some 7,500. None when the C library's converters are not installed.
std::set<char32_t> common_characters();

} // namespace elicense::face
