// SPDX-License-Identifier: Apache-2.0
// Visible ASCII, not too much of it.
#include "api/idempotency_key.hpp"
#include <algorithm>

namespace elicense::api {

Result<std::string> idempotency_key(const http::Request& request) {
  const auto key = request.header("idempotency-key");
  const auto visible = [](char c) { return c > 0x20 && c < 0x7f; };
  if (key.empty()) return fail(ErrorKind::malformed, "IDEMPOTENCY_KEY_MISSING");
  if (key.size() > max_idempotency_key || !std::ranges::all_of(key, visible))
    return fail(ErrorKind::malformed, "IDEMPOTENCY_KEY_MALFORMED");
  return std::string(key);
}

} // namespace elicense::api
