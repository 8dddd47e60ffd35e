// SPDX-License-Identifier: Apache-2.0
// Status line and fields of an answer. Nothing that could split it gets through (S-HTTP-3).
#pragma once
#include "crypto/time.hpp"
#include "http/message.hpp"

namespace elicense::http {

struct Framing {
  std::string_view request_id;
  bool close = false;  // the connection ends after this answer
  bool secure = false; // over TLS
  std::optional<Time> now = {};
};

// HTTP_RESPONSE when the status, a name or a value cannot be sent as it is.
Result<std::string> response_head(const Response& response, const Framing& framing);

std::string imf_date(Time time); // Sun, 06 Nov 1994 08:49:37 GMT

} // namespace elicense::http
