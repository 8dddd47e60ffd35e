// SPDX-License-Identifier: Apache-2.0
// A request that was let in: who asks, and what it may see.
#pragma once
#include "access/authorization.hpp"
#include "access/presented.hpp"
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

inline const std::string& id_of(const Call& call) { // {id} of the path
  return call.request.parameters.at("id");
}

access::Presented presented(const http::Request& request); // to be proved; lives no longer than the request

inline constexpr std::size_t max_reason = 200; // bytes of a purpose or a case, as UTF-8

// What the caller says it reads for: the fields elicense-purpose and elicense-case, as texts. FIELD_TEXT
struct Stated {
  std::string purpose, matter_case;
};
Result<Stated> stated(const http::Request& request);
std::optional<std::string> stated_purpose(const http::Request& request); // if anything

// For the access log. FIELD_TEXT; READING_REASON when purpose or case are too long.
Result<privacy::Reader> reader_of(const Call& call);
Result<license::Holder> holder_of(const Call& call); // HOLDER_UNKNOWN
// Whole; what one of its holders may see; or masked, and where scopes name fields, those alone.
license::View view_of(const Call& call, const license::License& license);
// By whom limits and the harvest brake count, and what logs may name: a party, the blinded reference of a
// holder, or the address of an anonymous peer.
std::string asking(const ledger::Blinder& blinder, const access::Caller& caller,
                   const http::Request& request);

} // namespace elicense::api
