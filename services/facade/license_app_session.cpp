// SPDX-License-Identifier: Apache-2.0
// POST /license-app/v1/security/login, GET …/security/logout, and who asks with the token between them.
#include "access/session.hpp"
#include "api/answer.hpp"
#include "facade/license_app.hpp"
#include "json/strict_json.hpp"

#include <algorithm>

namespace elicense::facade {
namespace {

constexpr std::size_t max_account = 64;

Result<std::string> secret_of(const api::Context& context, const http::Request& request, const char* name,
                              std::string in_field) {
  const auto in_query = request.query_value(name);
  if (!in_query) return in_field;
  if (!context.facades.secrets_in_query) return fail(ErrorKind::malformed, "FACADE_SECRET_IN_QUERY", name);
  return *in_query;
}

bool is_account(std::string_view text) { // an id of ours; it becomes a part of the token
  return text.size() <= max_account && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
                  c == '_';
         });
}

Result<access::NewSession> log_in(const api::Context& context, const http::Request& request) {
  const auto input = parse_strict_json(as_text(request.body));
  if (!input) return input.error();
  const std::string key = text_member(*input, "app_key"), secret = text_member(*input, "app_secret");
  const std::string account = text_member(*input, "account");
  if (key.empty() || secret.empty() || !is_account(account))
    return fail(ErrorKind::malformed, "FACADE_FIELDS", "app_key, app_secret, account");
  auto caller = context.access.authenticator.by_secret(key, secret, request.peer);
  if (!caller) return caller.error();
  std::erase_if(caller->roles, [](access::Role role) { return role != access::Role::integrator; });
  return access::new_facade_token(*caller, account, context.clock(), crypto::system_random);
}

} // namespace

Result<std::string> access_token_of(const api::Context& context, const http::Request& request) {
  constexpr std::string_view scheme = "Bearer ";
  const auto field = request.header("authorization");
  return secret_of(context, request, "access_token",
                   std::string(field.starts_with(scheme) ? field.substr(scheme.size()) : ""));
}

Result<std::string> auth_code_of(const api::Context& context, const http::Request& request) {
  return secret_of(context, request, "auth_code", std::string(request.header("elicense-auth-code")));
}

Result<access::Caller> license_app_caller(const api::Context& context, const http::Request& request) {
  const auto token = access_token_of(context, request);
  if (!token) return token.error();
  if (!token->empty()) return context.access.authenticator.by_facade_token(*token, request.peer);
  return context.access.authenticator.authenticate(api::presented(request));
}

std::string license_app_operator(const api::Context& context, const http::Request& request) {
  const auto token = access_token_of(context, request);
  return token ? std::string(access::operator_of_facade_token(*token)) : std::string();
}

http::Response license_app_login(const api::Context& context, const api::Call& call) {
  const auto made = log_in(context, call.request);
  if (!made) return api::problem(call.request, made.error());
  if (auto swept = context.access.people.forget_sessions(context.clock()); !swept)
    return api::problem(call.request, swept.error());
  if (auto kept = context.access.people.keep_session(made->session); !kept)
    return api::problem(call.request, kept.error());
  http::Response response =
      api::json_answer(200, {{"access_token", made->text}, {"expires_in", access::token_life.count()}});
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

http::Response license_app_logout(const api::Context& context, const api::Call& call) {
  const auto token = access_token_of(context, call.request);
  if (!token) return api::problem(call.request, token.error());
  if (auto ended = context.access.people.end_session(access::facade_digest_of(*token)); !ended)
    return api::problem(call.request, ended.error());
  return api::json_answer(200, {{"data", {{"ended", true}}}});
}

} // namespace elicense::facade
