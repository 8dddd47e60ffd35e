// SPDX-License-Identifier: Apache-2.0
#include "api/call.hpp"

#include "api/field_text.hpp"
#include "license/leaves.hpp"

namespace elicense::api {

namespace {

Result<std::string> text_of(const http::Request& request, const char* field) {
  auto text = read_field_text(request.header(field));
  if (text) return text;
  return fail(text.error().kind, text.error().code, std::string(field) + ": " + text.error().detail);
}

} // namespace

access::Presented presented(const http::Request& request) {
  return {.method = request.method,
          .target = request.target,
          .headers = request.headers,
          .body = request.body,
          .peer_certificate = request.peer_certificate,
          .peer = request.peer};
}

Result<Stated> stated(const http::Request& request) {
  auto purpose = text_of(request, "elicense-purpose"), matter_case = text_of(request, "elicense-case");
  if (!purpose) return purpose.error();
  if (!matter_case) return matter_case.error();
  return Stated{*std::move(purpose), *std::move(matter_case)};
}

std::optional<std::string> stated_purpose(const http::Request& request) {
  auto said = stated(request);
  return said && !said->purpose.empty() ? std::optional(std::move(said->purpose)) : std::nullopt;
}

// A login is a person in office, anything else an application.
Result<privacy::Reader> reader_of(const Call& call) {
  const access::Caller& caller = call.caller;
  auto said = stated(call.request);
  if (!said) return said.error();
  if (said->purpose.size() > max_reason || said->matter_case.size() > max_reason)
    return fail(ErrorKind::malformed, "READING_REASON");
  privacy::Reader reader{.who = {},
                         .client = {},
                         .purpose = std::move(said->purpose),
                         .matter_case = std::move(said->matter_case)};
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
