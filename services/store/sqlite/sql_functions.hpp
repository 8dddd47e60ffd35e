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

// As long as it lives its connection has functions that make digests again under another index key:
//   opened(table, row, column, key, sealed)           what was sealed
//   next_index(kind, value), next_digest(kind, value…)  under the key after; of nothing nothing
//   checked_digest(stored, kind, value…)              the same, if what is stored is the digest under the key
//   before
class IndexFunctions {
 public:
  IndexFunctions(Connection& connection, const Keyring& before, const Keyring& after);
  ~IndexFunctions();
  IndexFunctions(const IndexFunctions&) = delete;
  IndexFunctions& operator=(const IndexFunctions&) = delete;

 private:
  Connection& connection_;
  const Keyring &before_, &after_;
  friend struct IndexCalls;
};

} // namespace elicense::store
