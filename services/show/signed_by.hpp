// SPDX-License-Identifier: Apache-2.0
// Whether a message is signed by this key, which decides the algorithm whatever the message says of itself.
// Private to this room.
#pragma once
#include "cbor/cose.hpp"
#include "crypto/signer.hpp"

namespace elicense::show {

// OFFLINE_CODE_ALGORITHM; `otherwise` when the signature does not hold
template <class Key>
Result<void> check_signed_by(const cbor::Sign1& message, const Key& key, const char* otherwise) {
  if (cbor::number_of(message.protected_header, cbor::cose_alg) != key.algorithm().cose)
    return fail(ErrorKind::invalid, "OFFLINE_CODE_ALGORITHM");
  const auto checked = key.check(message.signed_bytes(), message.signature);
  if (!checked) return checked.error();
  return *checked == crypto::SignatureCheck::valid ? Result<void>() : fail(ErrorKind::invalid, otherwise);
}

} // namespace elicense::show
