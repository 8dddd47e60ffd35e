// SPDX-License-Identifier: Apache-2.0
// How persons arrive and leave.
#pragma once
#include "access/oidc_login.hpp"
#include "http/message.hpp"

namespace elicense::api {

inline constexpr std::string_view login_cookie =
    "__Host-elicense-login"; // holds the state of a login under way

inline constexpr std::string_view return_cookie =
    "__Host-elicense-return"; // the page that asked for the login under way

struct Login {
  access::RelyingParty& party;
  // Both answer the value of Set-Cookie: of the session opened for this person, of none.
  std::function<Result<std::string>(const access::Person&)> open_session;
  std::function<Result<std::string>(const http::Request&)> end_session;
};

// The value of a cookie of the request; empty when there is none of that name, or two.
std::string cookie_of(const http::Request& request, std::string_view name);

} // namespace elicense::api
