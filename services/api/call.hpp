// SPDX-License-Identifier: Apache-2.0
// A request that was let in: who asks, and what it may see.
#pragma once
#include "access/authorization.hpp"
#include "http/message.hpp"

namespace elicense::api {

struct Call {
  const http::Request& request;
  const access::Caller& caller;
  access::Decision decision = access::Decision::allow; // allow or mask
};

// By whom limits and the harvest brake count: party, holder, or the address of an anonymous peer.
std::string asking(const access::Caller& caller, const http::Request& request);

} // namespace elicense::api
