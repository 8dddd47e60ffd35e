// SPDX-License-Identifier: Apache-2.0
// What a license's row says of its life: the marks on its transitions, the version before, and what was
// decided about the import it came with, in the one statement that reads the license.
#pragma once
#include "license/license.hpp"
#include "store/sqlite/keyring.hpp"

namespace elicense::store {

struct LifeMark { // of a transition
  std::string_view license, name, kind, from, to, successor;
  std::int64_t number = 0, reaches_back = 0, effective_at = 0;
};
crypto::Sm3Digest fingerprint_of(const Keyring& keyring, const LifeMark& mark);

extern const std::string_view life_columns; // four, to be selected FROM licenses

// STORE_SEALED_FIELD: a mark was edited, or one is missing.
Result<void> read_life(const Keyring& keyring, const Statement& row, int first_column,
                       license::License& license);

} // namespace elicense::store
