// SPDX-License-Identifier: Apache-2.0
#include "access/refusal.hpp"

namespace elicense::access {

unsigned refusal_status(const Error& error) {
  static constexpr std::pair<std::string_view, unsigned> table[] = {
      {"AUTHENTICATION_NEEDED", 401}, {"AUTHENTICATION_FAILED", 401}, {"CREDENTIAL_ENDED", 401},
      {"SIGNATURE_TIME", 401},        {"SIGNATURE_REPLAYED", 401},    {"SIGNATURE_BEFORE_START", 401},
      {"TOKEN_REFUSED", 401},         {"AUTHENTICATION_LOCKED", 429}, {"LIMIT_REACHED", 429},
      {"QUOTA_USED_UP", 429},         {"HARVEST_SLOWED", 429},
  };
  for (const auto& [code, status] : table)
    if (code == error.code) return status;
  return 0;
}

std::string retry_after(const Error& error) {
  const std::string digits = error.detail.substr(0, error.detail.find_first_not_of("0123456789"));
  return digits.empty() ? "1" : digits;
}

} // namespace elicense::access
