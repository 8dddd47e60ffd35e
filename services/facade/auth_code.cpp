// SPDX-License-Identifier: Apache-2.0
#include "facade/auth_code.hpp"

#include "crypto/base64url.hpp"
#include "json/strict_json.hpp"

#include <algorithm>

namespace elicense::facade {
namespace {

constexpr std::size_t parts = 4;

Error malformed() {
  return fail(ErrorKind::malformed, "FACADE_AUTH_CODE");
}

} // namespace

std::string to_text(const AuthCode& code) {
  const nlohmann::json said = {code.matter, code.item, code.matter_case, code.type_code};
  return code.use_code + "." + to_base64url(as_bytes(said.dump()));
}

Result<AuthCode> read_auth_code(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (text.size() > max_auth_code || dot == 0 || dot == std::string_view::npos) return malformed();
  const auto bytes = from_base64url(text.substr(dot + 1));
  if (!bytes) return malformed();
  const auto said = parse_strict_json(as_text(*bytes));
  if (!said || !said->is_array() || said->size() != parts) return malformed();
  if (!std::ranges::all_of(*said, [](const nlohmann::json& part) { return part.is_string(); }))
    return malformed();
  return AuthCode{.use_code = std::string(text.substr(0, dot)),
                  .matter = (*said)[0],
                  .item = (*said)[1],
                  .matter_case = (*said)[2],
                  .type_code = (*said)[3]};
}

} // namespace elicense::facade
