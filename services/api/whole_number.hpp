// SPDX-License-Identifier: Apache-2.0
// Cursors and numbers in paths, queries and fields.
#pragma once
#include "http/message.hpp"
#include <cstdint>
#include <optional>
#include <string_view>

namespace elicense::api {

std::optional<std::int64_t> whole_number(std::string_view text); // not below 0, and nothing around it

// ?before=N of a listing that goes backwards, 0 when there is none. REQUEST_FIELDS; `of` is what N counts: "a
// scan"
Result<std::int64_t> sequence_before(const http::Request& request, std::string_view of);

} // namespace elicense::api
