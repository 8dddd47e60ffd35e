// SPDX-License-Identifier: Apache-2.0
// A request that was let in: who asks, and what it may see.
#pragma once
#include "access/authorization.hpp"
#include "http/message.hpp"
#include "ledger/blinder.hpp"
#include "license/view.hpp"
#include "privacy/access_log.hpp"

namespace elicense::api {

struct Call {
  const http::Request& request;
  const access::Caller& caller;
  access::Decision decision = access::Decision::allow; // allow or mask
};

inline constexpr std::size_t max_reason = 200; // bytes of a purpose or a case

// What the caller says it reads for, if anything: the field elicense-purpose.
std::optional<std::string_view> stated_purpose(const http::Request& request);

// For the access log. Purpose and case are what the caller says, in the fields elicense-purpose and
// elicense-case: READING_REASON when they are too long.
Result<privacy::Reader> reader_of(const Call& call);
Result<license::Holder> holder_of(const Call& call); // HOLDER_UNKNOWN
// Whole; what one of its holders may see; or masked, and where scopes name fields, those alone.
license::View view_of(const Call& call, const license::License& license);
// By whom limits and the harvest brake count, and what logs may name: a party, the blinded reference of a
// holder, or the address of an anonymous peer.
std::string asking(const ledger::Blinder& blinder, const access::Caller& caller,
                   const http::Request& request);

} // namespace elicense::api
