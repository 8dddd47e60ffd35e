// SPDX-License-Identifier: Apache-2.0
// Proof Key for Code Exchange (RFC 7636), method S256 only.
#pragma once
#include <string>
#include <string_view>

namespace elicense::access {

std::string pkce_challenge(std::string_view verifier); // RFC 7636 4.2

} // namespace elicense::access
