// SPDX-License-Identifier: Apache-2.0
// What the ledger says of recalls: of which license, whom it told, and a digest of the rest.
#pragma once
#include "ledger/blinder.hpp"
#include "recall/recall.hpp"

namespace elicense::recall {

inline constexpr std::string_view lifted_word = "lifted"; // in place of the state

ledger::Entry recalled_leaf(const Recall& recall,
                            const ledger::Blinder& blinder); // the word is the new state
ledger::Entry lifted_leaf(const Recall& recall, const ledger::Blinder& blinder);
ledger::Entry acknowledged_leaf(const Recall& recall,
                                const ledger::Blinder& blinder); // the word is the reply

} // namespace elicense::recall
