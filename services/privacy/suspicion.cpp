// SPDX-License-Identifier: Apache-2.0
#include "privacy/suspicion.hpp"

#include <algorithm>

namespace elicense::privacy {

ledger::Entry leaf_of(const Suspicion& suspicion, std::string_view client, const ledger::Blinder& blinder) {
  using ledger::ReferenceRole;
  std::string word = suspicion.rule;
  std::ranges::replace(word, '_', '-');
  return {.kind = ledger::EntryKind::client_suspected,
          .at = suspicion.at,
          .digests = {},
          .references = {{ReferenceRole::client, blinder.reference(ReferenceRole::client, client)}},
          .word = std::move(word),
          .number = static_cast<std::uint32_t>(suspicion.count)};
}

} // namespace elicense::privacy
