// SPDX-License-Identifier: Apache-2.0
#include "ledger/trust_record.hpp"

namespace elicense::ledger {

Entry trust_leaf(const Hash& list, Time at) {
  return {.kind = EntryKind::trust_list_published,
          .at = at,
          .digests = {{DigestRole::list, list}},
          .references = {},
          .word = {},
          .number = std::nullopt};
}

} // namespace elicense::ledger
