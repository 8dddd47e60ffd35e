// SPDX-License-Identifier: Apache-2.0
#include "api/call.hpp"

#include "license/leaves.hpp"

namespace elicense::api {

std::optional<std::string_view> stated_purpose(const http::Request& request) {
  const std::string_view purpose = request.header("elicense-purpose");
  return purpose.empty() ? std::nullopt : std::optional(purpose);
}

// A login is a person in office, anything else an application.
Result<privacy::Reader> reader_of(const Call& call) {
  const access::Caller& caller = call.caller;
  const std::string_view purpose = call.request.header("elicense-purpose");
  const std::string_view matter_case = call.request.header("elicense-case");
  if (purpose.size() > max_reason || matter_case.size() > max_reason)
    return fail(ErrorKind::malformed, "READING_REASON");
  privacy::Reader reader{
      .who = {}, .client = {}, .purpose = std::string(purpose), .matter_case = std::string(matter_case)};
  if (caller.party.empty())
    reader.who = caller.holder.empty() ? "anonymous" : "holder";
  else
    (caller.scheme == access::Scheme::session ? reader.who : reader.client) = caller.party;
  return reader;
}

std::string asking(const ledger::Blinder& blinder, const access::Caller& caller,
                   const http::Request& request) {
  if (!caller.party.empty()) return "party " + caller.party;
  if (caller.holder.empty()) return "peer " + request.peer;
  const license::Holder holder{.name = {}, .code_type = caller.holder.code_type, .code = caller.holder.code};
  return "holder " + to_hex(license::holder_reference(holder, blinder));
}

Result<license::Holder> holder_of(const Call& call) {
  const access::HolderCode& holder = call.caller.holder;
  if (holder.empty()) return fail(ErrorKind::forbidden, "HOLDER_UNKNOWN");
  return license::Holder{.name = {}, .code_type = holder.code_type, .code = holder.code};
}

license::View view_of(const Call& call, const license::License& license) {
  if (call.decision != access::Decision::mask) {
    const auto holder = holder_of(call);
    return holder ? license::View::of_holder(*holder) : license::View::full();
  }
  std::set<std::string, std::less<>> named;
  for (const std::string& field : license::View::full().disclosed(license))
    if (call.caller.scopes.allow(access::ScopeKind::field, field)) named.insert(field);
  return named.empty() ? license::View::masked() : license::View::only(std::move(named));
}

} // namespace elicense::api
