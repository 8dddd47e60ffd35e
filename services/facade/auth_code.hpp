// SPDX-License-Identifier: Apache-2.0
// 用证码 as the façade gives it: a use-code with what has to be said again when it is used, for get_license
// and archive are told nothing else. It is no more than its use-code: the core checks every part of it.
#pragma once
#include "crypto/result.hpp"
#include <string>

namespace elicense::facade {

inline constexpr std::size_t max_auth_code = 1024;

struct AuthCode {
  std::string use_code, matter, item, matter_case, type_code;
};
std::string to_text(const AuthCode& code);              // "USECODE.BASE64URL"
Result<AuthCode> read_auth_code(std::string_view text); // FACADE_AUTH_CODE

} // namespace elicense::facade
