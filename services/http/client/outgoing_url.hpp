// SPDX-License-Identifier: Apache-2.0
// Where a request of ours goes: https only, nothing hidden in it.
#pragma once
#include "crypto/result.hpp"

namespace elicense::http {

inline constexpr std::size_t max_outgoing_url = 2048;

struct OutgoingUrl {
  std::string host; // lower case, an IPv6 address without brackets
  unsigned short port = 443;
  std::string authority; // for the Host field
  std::string target;    // path and query as given, at least "/"
};

// HTTP_CLIENT_URL: another scheme, user information, a fragment, no host, or too long
Result<OutgoingUrl> read_outgoing_url(std::string_view text);

} // namespace elicense::http
