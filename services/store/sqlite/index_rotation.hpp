// SPDX-License-Identifier: Apache-2.0
// Every keyed digest of the store, made again under another index key.
#pragma once
#include "privacy/key_rotation.hpp"
#include "store/sqlite/keyring.hpp"

namespace elicense::store {

// In the writer's turn, while the key of `before` is retired and not destroyed. A value that does not open,
// or a row that was edited, is a constraint that fails. Requests from before 0009_key_rotation.sql and
// readings of erased licenses from then keep their digests: nobody can make them again.
void make_digests_again(Connection& connection, const Keyring& before, const Keyring& after,
                        const privacy::KeyRotation::Told& told);

} // namespace elicense::store
