// SPDX-License-Identifier: Apache-2.0
// Sealing as functions of SQL, for statements over whole tables: migrations and sealing again. They are of
// the connection they were added to, and no view or trigger of the file can call them.
//   sealed(table, row, column, value)                 under the active key
//   sealed_again(table, row, column, key, sealed)     the same value under the active key; an empty one stays
//   empty keyed_index(kind, value), keyed_digest(kind, value…) first_key(purpose) the wrapped keys of a new
//   store
#pragma once
#include "store/sqlite/keyring.hpp"

namespace elicense::store {

// `keys` and `sealing` must outlive the connection. A value that does not open is a constraint that fails.
void add_sealing_functions(Connection& connection, const Keys& keys);
void add_first_keys(Connection& connection, const Keys& keys, const Sealing& sealing);

} // namespace elicense::store
