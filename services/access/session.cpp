// SPDX-License-Identifier: Apache-2.0
#include "access/session.hpp"

#include "crypto/split.hpp"

namespace elicense::access {
namespace {

constexpr std::size_t secret_size = 32;
constexpr std::size_t text_size = 43; // of 32 bytes in base64url

std::string secret_text(const crypto::RandomSource& random) {
  return to_base64url(crypto::random_bytes(random, secret_size));
}

Result<std::string> bearer(std::string_view authorization) {
  constexpr std::string_view scheme = "Bearer ";
  if (!authorization.starts_with(scheme) || authorization.size() != scheme.size() + text_size)
    return fail(ErrorKind::malformed, "AUTHORIZATION_MALFORMED");
  return std::string(authorization.substr(scheme.size()));
}

std::string_view cookie(std::string_view cookies) {
  for (std::string_view pair : split(cookies, ";")) {
    while (pair.starts_with(' '))
      pair.remove_prefix(1);
    if (pair.starts_with(session_cookie) && pair.substr(session_cookie.size()).starts_with('='))
      return pair.substr(session_cookie.size() + 1);
  }
  return {};
}

bool changes_nothing(std::string_view method) {
  return method == "GET" || method == "HEAD";
}

bool is_from_our_pages(const Presented& request) {
  if (const auto site = request.header("sec-fetch-site"); !site.empty()) return site == "same-origin";
  const auto origin = request.header("origin");
  return !origin.empty() && origin == "https://" + std::string(request.header("host"));
}

Error refused() {
  return fail(ErrorKind::forbidden, "TOKEN_REFUSED");
}

} // namespace

NewSession new_token(const Caller& caller, const Roles& roles, Time now, const crypto::RandomSource& random) {
  std::string text = secret_text(random);
  return {text,
          {.digest = digest_of(text),
           .party = caller.party,
           .key_id = caller.key_id,
           .roles = roles,
           .holder = {},
           .issued_at = now,
           .expires_at = now + token_life,
           .last_used = now}};
}

NewSession new_login(std::string party, Roles roles, HolderCode holder, Time now,
                     const crypto::RandomSource& random) {
  std::string text = secret_text(random);
  return {text,
          {.digest = digest_of(text),
           .party = std::move(party),
           .key_id = {},
           .roles = std::move(roles),
           .holder = std::move(holder),
           .issued_at = now,
           .expires_at = now + session_life,
           .last_used = now}};
}

NewSession new_facade_token(const Caller& caller, std::string_view operator_, Time now,
                            const crypto::RandomSource& random) {
  NewSession made = new_token(caller, caller.roles, now, random);
  made.text += "." + std::string(operator_);
  made.session.digest = facade_digest_of(made.text);
  return made;
}

crypto::Sm3Digest facade_digest_of(std::string_view text) {
  return digest_of("facade " + std::string(text));
}

std::string_view operator_of_facade_token(std::string_view text) {
  const std::size_t dot = text.find('.');
  return dot == std::string_view::npos ? std::string_view() : text.substr(dot + 1);
}

std::string cookie_of(std::string_view text) {
  return std::string(session_cookie) + "=" + std::string(text) +
         "; Path=/; Secure; HttpOnly; SameSite=Strict";
}

std::string ended_cookie() {
  return cookie_of("") + "; Max-Age=0";
}

crypto::Sm3Digest digest_of(std::string_view text) {
  return crypto::sm3(as_bytes(text));
}

Result<std::string> session_text(const Presented& request) {
  if (request.headers.contains("authorization")) return bearer(request.header("authorization"));
  const std::string_view text = cookie(request.header("cookie"));
  if (!text.empty() && !changes_nothing(request.method) && !is_from_our_pages(request))
    return fail(ErrorKind::forbidden, "SESSION_FOREIGN_SITE");
  return std::string(text);
}

Result<void> check_session(const Session& session, std::string_view proved_key, Time now) {
  if (now >= session.expires_at) return refused();
  if (!session.key_id.empty()) return session.key_id == proved_key ? Result<void>() : refused();
  return now < session.last_used + session_idle ? Result<void>() : refused();
}

} // namespace elicense::access
