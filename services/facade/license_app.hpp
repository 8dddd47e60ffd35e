// SPDX-License-Identifier: Apache-2.0
// license-app/v1, the use-license platform (用证) of Guangdong, Shenzhen and Beijing (docs/facades.md).
#pragma once
#include "facade/core.hpp"

namespace elicense::facade {

inline constexpr std::string_view license_app_device = "license-app/v1"; // these calls name no counter

http::Response license_app_login(const api::Context& context, const api::Call& call);
http::Response license_app_logout(const api::Context& context, const api::Call& call);
http::Response license_app_items(const api::Context& context, const api::Call& call);
http::Response license_app_holder(const api::Context& context, const api::Call& call);
http::Response license_app_auth(const api::Context& context, const api::Call& call);
http::Response license_app_entrust(const api::Context& context, const api::Call& call);
http::Response license_app_license(const api::Context& context, const api::Call& call);
http::Response license_app_token(const api::Context& context, const api::Call& call);
http::Response license_app_archive(const api::Context& context, const api::Call& call);

// What the platform's clients put into the address is a secret. It is taken as a header field; from the query
// only where the settings say so, else FACADE_SECRET_IN_QUERY. Empty: neither has it
Result<std::string> access_token_of(const api::Context& context, const http::Request& request);
Result<std::string> auth_code_of(const api::Context& context, const http::Request& request);

// By the token of login; else as everywhere (docs/access.md).
Result<access::Caller> license_app_caller(const api::Context& context, const http::Request& request);
std::string license_app_operator(const api::Context& context, const http::Request& request);

// {ack_code, errors, …, data}: what is answered as {data, …} or as problem+json.
http::Response license_app_envelope(const http::Request& request, http::Response response);

} // namespace elicense::facade
