// SPDX-License-Identifier: Apache-2.0
// Copies of licenses as rows.
#pragma once
#include "license/copy.hpp"
#include "store/sqlite/keyring.hpp"

namespace elicense::store {

inline constexpr std::string_view select_copy =
    "SELECT id, identifier, kind, number, made_at, key_id, sealed, leaf, request_digest FROM license_copies ";
inline constexpr int leaf_of_copy = 7, request_of_copy = 8; // columns

std::string id_of(const license::Copy& copy); // names the row for its seal

// A row whose kind, number or license was edited is not the one its seal names: STORE_SEALED_FIELD,
// STORE_KEY_UNKNOWN
Result<license::Copy> read_copy(const Keyring& keyring, const Statement& row);

} // namespace elicense::store
