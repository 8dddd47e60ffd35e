// SPDX-License-Identifier: Apache-2.0
// The one table of the door's codes.
#include "http/refusal.hpp"

namespace elicense::http {

std::span<const RefusalStatus> refusal_table() {
  static constexpr RefusalStatus table[] = {
      {"HTTP_MALFORMED", 400}, // not the grammar of RFC 9112
      {"HTTP_TARGET", 400},    // not a plain origin-form
      {"HTTP_HOST", 400},      // absent, twice, not a host
      {"HTTP_FRAMING", 400},   // two readers could see two different bodies
      {"HTTP_FIELD_TWICE", 400},
      {"HTTP_CONNECTION", 400}, // Connection, TE, Trailer, Upgrade beyond keep-alive and close
      {"HTTP_NOT_FOUND", 404},
      {"HTTP_METHOD_NOT_ALLOWED", 405},
      {"HTTP_TIMEOUT", 408},
      {"HTTP_LENGTH_REQUIRED", 411}, // also for chunked: F2
      {"HTTP_BODY_TOO_LARGE", 413},
      {"HTTP_TARGET_TOO_LONG", 414},
      {"HTTP_MEDIA_TYPE", 415},
      {"HTTP_CONTENT_CODING", 415},
      {"HTTP_EXPECT", 417},
      {"HTTP_MISDIRECTED", 421}, // a host that is not ours
      {"HTTP_HEADER_TOO_LARGE", 431},
      {"HTTP_INTERNAL", 500},
      {"HTTP_METHOD", 501},
      {"HTTP_TRANSFER_CODING", 501},
      {"HTTP_BUSY", 503},
      {"HTTP_VERSION", 505},
  };
  return table;
}

unsigned refusal_status(const Error& error) {
  for (const RefusalStatus& entry : refusal_table())
    if (entry.code == error.code) return entry.status;
  return 0;
}

} // namespace elicense::http
