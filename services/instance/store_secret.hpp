// SPDX-License-Identifier: Apache-2.0
// The master secret, under which the keys of personal data are wrapped, and giving the store another one. The
// new one is in the key store before anything is wrapped under it and takes the name of the old one
// afterwards: a crash leaves one of the two that fits, and the next opening ends what was begun.
#pragma once
#include "crypto/key_store.hpp"
#include "instance/config.hpp"
#include "store/sqlite/sqlite_register.hpp"

namespace elicense::instance {

// STORE_…, KEY_…; a store that has no secret yet gets one. Beside a store that is sealed already a new one
// opens nothing (STORE_KEYS).
Result<std::unique_ptr<store::SqliteRegister>> open_register(const Config& config,
                                                             const crypto::KeyStore& keys);

// Secrets that may fit the store, the likeliest first: for who only reads it. KEY_…
Result<std::vector<crypto::SecretBytes>> store_secrets(const crypto::KeyStore& keys);

// STORE_…, KEY_…; may be repeated
Result<void> renew_store_secret(const Config& config, const crypto::KeyStore& keys,
                                privacy::KeyRotation& rotation, const ledger::Blinder& blinder, Time now);

} // namespace elicense::instance
