// SPDX-License-Identifier: Apache-2.0
// What both forms of a signed list have to pass. Private to this room.
#pragma once
#include "status/status_token.hpp"

namespace elicense::status {

inline Error malformed_token(const char* what) {
  return fail(ErrorKind::malformed, "STATUS_TOKEN_MALFORMED", what);
}

// The bytes that were signed, and by whom they say.
struct SignedBytes {
  std::string_view key_id;
  ByteView message, signature;
};
// `is_own` tells whether the token names the algorithm of the key.
template <class IsOwn>
Result<void> check_signer(const SignedBytes& given, const std::vector<ListKey>& keys, IsOwn is_own) {
  for (const ListKey& key : keys) {
    if (key.key_id() != given.key_id) continue;
    if (!is_own(key.algorithm())) return fail(ErrorKind::invalid, "STATUS_TOKEN_ALGORITHM");
    const auto checked = key.check(given.message, given.signature);
    if (!checked) return checked.error();
    if (*checked == crypto::SignatureCheck::valid) return {};
    return fail(ErrorKind::invalid, "STATUS_TOKEN_SIGNATURE");
  }
  return fail(ErrorKind::invalid, "STATUS_TOKEN_KEY", std::string(given.key_id.substr(0, 80)));
}

Result<Published> expected_only(Published published, const Expected& expected);

} // namespace elicense::status
