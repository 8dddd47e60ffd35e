// SPDX-License-Identifier: Apache-2.0
// Cursors and numbers in paths, queries and fields.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace elicense::api {

std::optional<std::int64_t> whole_number(std::string_view text); // not below 0, and nothing around it

} // namespace elicense::api
