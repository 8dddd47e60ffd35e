// SPDX-License-Identifier: Apache-2.0
// What the tests open their stores with.
#pragma once
#include "crypto/sm4.hpp"
#include "store/sqlite/migrations.hpp"
#include "store/sqlite/sql_functions.hpp"

namespace elicense::store {

inline Sealing test_sealing(std::uint8_t byte = 0x5a) {
  return {crypto::SecretBytes(ByteView(Bytes(crypto::sealing_key_size, byte))), crypto::system_random};
}

inline Result<void> migrate_with_keys(Connection& connection) {
  static const Sealing sealing = test_sealing();
  static const Keys keys(Keyring::first(sealing));
  add_sealing_functions(connection, keys);
  add_first_keys(connection, keys, sealing);
  return migrate(connection, embedded_migrations());
}

} // namespace elicense::store
