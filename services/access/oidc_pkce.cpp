// SPDX-License-Identifier: Apache-2.0
#include "access/oidc_pkce.hpp"
#include "crypto/sha256.hpp"

namespace elicense::access {

std::string pkce_challenge(std::string_view verifier) {
  return to_base64url(crypto::sha256({as_bytes(verifier)}));
}

} // namespace elicense::access
