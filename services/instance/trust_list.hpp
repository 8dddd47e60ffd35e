// SPDX-License-Identifier: Apache-2.0
// Whom an instance believes, as one digest.
#pragma once
#include "crypto/sm3.hpp"
#include "crypto/trust_store.hpp"

namespace elicense::instance {

// SM3 over "elicense trust list 2", then in rising order 1 || SM3(DER) of every anchor, 2 || SM3(DER) of
// every intermediate and 3 || SM3(DER) of every revocation list: whoever takes a list away brings back what
// it revokes.
crypto::Sm3Digest digest_of(const crypto::TrustStore& trust);

} // namespace elicense::instance
