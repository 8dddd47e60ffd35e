// SPDX-License-Identifier: Apache-2.0
#include "privacy/key_rotation.hpp"

namespace elicense::privacy {

ledger::Entry key_leaf(std::string_view word, std::string_view key, const ledger::Blinder& blinder, Time at) {
  using ledger::ReferenceRole;
  return {.kind = ledger::EntryKind::key_changed,
          .at = at,
          .digests = {},
          .references = {{ReferenceRole::subject, blinder.reference(ReferenceRole::subject, key)}},
          .word = std::string(word),
          .number = std::nullopt};
}

} // namespace elicense::privacy
