// SPDX-License-Identifier: Apache-2.0
// The strict gate: one meaning or no entrance. A pure function over the bytes of a request's head.
#pragma once
#include "http/limits.hpp"
#include "http/message.hpp"

namespace elicense::http {

struct GatedRequest {
  Request request;                // without parameters, body, id, peer, route
  std::size_t content_length = 0; // as announced; the route's limit is not yet applied
  bool close = false;             // the client asked for it
};

// `head` is the request line and the fields up to and with the empty line. Beast parses it; what Beast 1.81
// lets pass (findings F1 to F3) is refused around it. Every code but those of http/admission.hpp.
Result<GatedRequest> pass_gate(std::string_view head, const Limits& limits,
                               const std::vector<std::string>& hosts);

} // namespace elicense::http
