// SPDX-License-Identifier: Apache-2.0
// What holds of an entry, whether it is written or read. Private to entry*.cpp.
#pragma once
#include "ledger/entry.hpp"

namespace elicense::ledger {

bool is_known(DigestRole role);
bool is_known(ReferenceRole role);
bool is_entry_time(std::int64_t seconds);

// One order for every set of facts, or one entry would have several encodings.
template <class Role> bool are_in_order(const std::vector<Fact<Role>>& facts) {
  for (std::size_t i = 0; i < facts.size(); ++i)
    if (!is_known(facts[i].role) || (i > 0 && facts[i].role <= facts[i - 1].role)) return false;
  return true;
}

} // namespace elicense::ledger
