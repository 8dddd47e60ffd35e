// SPDX-License-Identifier: Apache-2.0
// Refusals of this room whose HTTP status does not follow from their kind.
#pragma once
#include "crypto/result.hpp"
#include <string_view>

namespace elicense::access {

unsigned refusal_status(const Error& error); // 401 or 429; 0 when the kind says enough

// Seconds to wait after a 429: the number its detail begins with, else 1.
std::string retry_after(const Error& error);

} // namespace elicense::access
