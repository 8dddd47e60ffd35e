// SPDX-License-Identifier: Apache-2.0
// POST /oauth/token: client credentials (RFC 6749 4.4) of a client that signed the request or showed its
// certificate. The token is bound to that key; `scope` names the roles it shall have.
#include "access/session.hpp"
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "http/target.hpp"

namespace elicense::api {
namespace {

Result<access::Roles> wanted_roles(const Call& call) {
  const auto form = http::read_target("/?" + std::string(as_text(call.request.body)));
  if (!form) return fail(ErrorKind::malformed, "TOKEN_REQUEST", "not a form");
  const auto grant = form->query.find("grant_type"), scope = form->query.find("scope");
  if (grant == form->query.end() || grant->second != "client_credentials")
    return fail(ErrorKind::malformed, "TOKEN_REQUEST", "grant_type must be client_credentials");
  if (scope == form->query.end()) return call.caller.roles;
  const auto roles = access::roles_from_text(scope->second);
  if (!roles || !std::ranges::includes(call.caller.roles, *roles))
    return fail(ErrorKind::malformed, "TOKEN_REQUEST",
                "scope: roles this client has, with blanks between them");
  return *roles;
}

} // namespace

http::Response issue_token(const Context& context, const Call& call) {
  if (call.caller.scheme != access::Scheme::signature && call.caller.scheme != access::Scheme::certificate)
    return problem(call.request, fail(ErrorKind::forbidden, "TOKEN_FROM_TOKEN"));
  const auto roles = wanted_roles(call);
  if (!roles) return problem(call.request, roles.error());
  const auto made = access::new_token(call.caller, *roles, context.clock(), crypto::system_random);
  if (auto swept = context.access.people.forget_sessions(context.clock()); !swept)
    return problem(call.request, swept.error());
  if (auto kept = context.access.people.keep_session(made.session); !kept)
    return problem(call.request, kept.error());
  http::Response response = json_answer(200, {{"access_token", made.text},
                                              {"token_type", "Bearer"},
                                              {"expires_in", access::token_life.count()},
                                              {"scope", access::to_text(*roles)}});
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

} // namespace elicense::api
