// SPDX-License-Identifier: Apache-2.0
// Log values as JSON, whatever bytes they hold: one line, printable ASCII and valid UTF-8 only.
#pragma once
#include "observe/log.hpp"

namespace elicense::observe {

std::string json_text(std::string_view text); // with its quotes; bytes that are no UTF-8 become U+FFFD
std::string
json_text(const std::variant<std::string_view, std::int64_t, double, bool>& value); // no finite number: null

} // namespace elicense::observe
