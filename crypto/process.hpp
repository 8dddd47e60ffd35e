// SPDX-License-Identifier: Apache-2.0
// What a process does before its first use of a key.
#pragma once
#include "crypto/result.hpp"

namespace elicense::crypto {

// First call in main, before any other use of OpenSSL: allocator that wipes, locked heap for keys, no core
// dumps, not dumpable. Throws if OpenSSL was already in use.
void prepare_process();

// Known answers of GB/T 32905, 32907 and 32918.5, and that the library really makes SM2 (not ECDSA)
// signatures. CRYPTO_SELF_TEST names the one that failed; the program must not go on.
Result<void> self_test();

} // namespace elicense::crypto
