// SPDX-License-Identifier: Apache-2.0
// What the ledger says of licenses.
#pragma once
#include "ledger/entry.hpp"
#include "license/copy.hpp"
#include "license/history.hpp"

namespace elicense::license {

inline constexpr std::string_view erased_word = "erased"; // its data were kept long enough
inline constexpr std::string_view voided_word = "voided"; // a plan that never became a license
inline constexpr std::string_view released_word = "released",
                                  refused_word = "refused";          // a batch, signed for or not
inline constexpr std::string_view awaiting_word = "awaits-sign-off"; // issued with a batch

// SM3 over what the register must keep as it was issued. The reference in it cannot be guessed, so nobody
// finds a holder by trying.
crypto::Sm3Digest record_digest(const License& license);
// What the leaf of its issue says: the state, or that it waits for people to sign for its batch.
std::string issued_word(const License& license);

// The one reference by which all leaves about a holder are found: of "code type:code".
ledger::Hash holder_reference(const Holder& holder, const ledger::Blinder& blinder);

ledger::Entry issued_leaf(const License& license, const ledger::Blinder& blinder, Time at);
ledger::Entry erased_leaf(const std::string& identifier, const ledger::Blinder& blinder, Time at);
ledger::Entry voided_leaf(const std::string& identifier, const std::string& reason_code,
                          const ledger::Blinder& blinder, Time at);

// Of a transition by `by`; the word is the state that is registered from now on.
ledger::Entry transition_leaf(const Transition& transition, State registered, const std::string& by,
                              const ledger::Blinder& blinder, Time at);
ledger::Entry replaced_leaf(const License& successor, const ledger::Blinder& blinder,
                            Time at); // of its predecessor

ledger::Entry copied_leaf(const Copy& copy, const ledger::Blinder& blinder); // the word is its kind

} // namespace elicense::license
