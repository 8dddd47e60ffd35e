// SPDX-License-Identifier: Apache-2.0
// The register of parties, opened with the instance's secret for it.
#pragma once
#include "access/register.hpp"
#include "crypto/key_store.hpp"
#include "store/sqlite/sqlite_register.hpp"

namespace elicense::instance {

inline constexpr const char* access_secret = "access"; // in the key store

// Makes the secret where there is none yet: rows of an earlier one would then be refused.
Result<std::unique_ptr<access::Register>> open_people(store::SqliteRegister& store,
                                                      const crypto::KeyStore& keys, bool development);

} // namespace elicense::instance
