// SPDX-License-Identifier: Apache-2.0
// What the ledger says of seals.
#pragma once
#include "ledger/entry.hpp"
#include "seal/sealing.hpp"

namespace elicense::seal {

// A document was sealed; not for issuing, whose leaf names the seal itself.
ledger::Entry used_leaf(std::string_view seal_id, ByteView sealed_document, const ledger::Blinder& blinder,
                        Time at);

ledger::Entry made_leaf(const crypto::Seal& seal, const ledger::Blinder& blinder, Time at);

} // namespace elicense::seal
