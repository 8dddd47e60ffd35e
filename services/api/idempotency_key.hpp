// SPDX-License-Identifier: Apache-2.0
// The Idempotency-Key of a request that creates.
#pragma once
#include "http/message.hpp"

namespace elicense::api {

inline constexpr std::size_t max_idempotency_key = 128;

// IDEMPOTENCY_KEY_MISSING, IDEMPOTENCY_KEY_MALFORMED
Result<std::string> idempotency_key(const http::Request& request);

} // namespace elicense::api
