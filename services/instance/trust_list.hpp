// SPDX-License-Identifier: Apache-2.0
// Whom an instance believes, as one digest.
#pragma once
#include "crypto/sm3.hpp"
#include "crypto/trust_store.hpp"

namespace elicense::instance {

// SM3 over "elicense trust list 1", then in rising order 1 || SM3(DER) of every anchor and 2 || SM3(DER) of
// every intermediate. Revocation lists come and go and are no part of it.
crypto::Sm3Digest digest_of(const crypto::TrustStore& trust);

} // namespace elicense::instance
