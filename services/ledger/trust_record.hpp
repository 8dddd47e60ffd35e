// SPDX-License-Identifier: Apache-2.0
// Which trust list was in force since when; services/store implements it.
#pragma once
#include "ledger/entry.hpp"

namespace elicense::ledger {

class TrustRecord {
 public:
  virtual ~TrustRecord() = default;
  // A leaf when it is another list than before, in the transaction that remembers it; else nothing. STORE_…
  virtual Result<void> in_force(const Hash& list, Time at) = 0;
};

Entry trust_leaf(const Hash& list, Time at);

} // namespace elicense::ledger
