// SPDX-License-Identifier: Apache-2.0
#include "seal/leaves.hpp"
#include "crypto/sm3.hpp"

namespace elicense::seal {

ledger::Entry used_leaf(std::string_view seal_id, ByteView sealed_document, const ledger::Blinder& blinder,
                        Time at) {
  using ledger::ReferenceRole;
  return {.kind = ledger::EntryKind::seal_used,
          .at = at,
          .digests = {{ledger::DigestRole::document, crypto::sm3(sealed_document)}},
          .references = {{ReferenceRole::seal, blinder.reference(ReferenceRole::seal, seal_id)}},
          .word = {},
          .number = std::nullopt};
}

ledger::Entry made_leaf(const crypto::Seal& seal, const ledger::Blinder& blinder, Time at) {
  using ledger::ReferenceRole;
  return {.kind = ledger::EntryKind::seal_made,
          .at = at,
          .digests = {{ledger::DigestRole::file, crypto::sm3(seal.der)}},
          .references = {{ReferenceRole::seal, blinder.reference(ReferenceRole::seal, seal.id)}},
          .word = {},
          .number = std::nullopt};
}

} // namespace elicense::seal
