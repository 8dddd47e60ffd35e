// SPDX-License-Identifier: Apache-2.0
// Access tokens of applications (RFC 6749, bound to a key) and logins of persons: their texts, their ends,
// and who may send them.
#pragma once
#include "access/caller.hpp"
#include "access/party.hpp"
#include "access/presented.hpp"
#include "crypto/random.hpp"

namespace elicense::access {

inline constexpr std::chrono::seconds token_life{600};
inline constexpr std::chrono::hours session_life{8};
inline constexpr std::chrono::minutes session_idle{30};   // without a request
inline constexpr std::chrono::seconds touch_interval{60}; // between two notes of use
inline constexpr std::string_view session_cookie =
    "__Host-elicense"; // Secure; HttpOnly; SameSite=Strict; Path=/

struct NewSession {
  std::string text; // the secret; told once
  Session session;
};
NewSession new_token(const Caller& caller, const Roles& roles, Time now, const crypto::RandomSource& random);
NewSession new_login(std::string party, Roles roles, HolderCode holder, Time now,
                     const crypto::RandomSource& random);
// Of an application that cannot sign and showed its bare secret (docs/facades.md). Good at the façades alone,
// for its digest is that of no other token. It carries the person in office who works with it; may be empty.
NewSession new_facade_token(const Caller& caller, std::string_view operator_, Time now,
                            const crypto::RandomSource& random);
crypto::Sm3Digest facade_digest_of(std::string_view text);
std::string_view operator_of_facade_token(std::string_view text);

std::string cookie_of(std::string_view text); // the value of Set-Cookie
std::string ended_cookie();

crypto::Sm3Digest digest_of(std::string_view text);

// From "Authorization: Bearer …" or the cookie; empty when there is neither. A cookie is sent by a browser on
// anybody's behalf: requests that change something have to come from our own pages (Sec-Fetch-Site, else
// Origin). AUTHORIZATION_MALFORMED, SESSION_FOREIGN_SITE
Result<std::string> session_text(const Presented& request);

// TOKEN_REFUSED: ended, idle too long, or bound to another key than was proved
Result<void> check_session(const Session& session, std::string_view proved_key, Time now);

} // namespace elicense::access
