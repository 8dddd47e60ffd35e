// SPDX-License-Identifier: Apache-2.0
// What an entry of each kind must say at least (the table in docs/ledger.md), so that a leaf about a license
// can be found by it and a leaf about a document holds its digest.
#pragma once
#include "ledger/entry.hpp"

namespace elicense::ledger {

// LEDGER_ENTRY_RULES names what is missing. Anything beyond is allowed.
Result<void> check_kind_rules(const Entry& entry);

} // namespace elicense::ledger
