// SPDX-License-Identifier: Apache-2.0
// Parts of a text, as tables, lists and cookies are written.
#pragma once
#include <string_view>
#include <vector>

namespace elicense {

// One part more than there are separators; the parts are views into the text.
std::vector<std::string_view> split(std::string_view text, std::string_view separator);

} // namespace elicense
