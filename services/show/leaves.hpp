// SPDX-License-Identifier: Apache-2.0
// What the ledger says of showing: that it was, never to whom it is about in the clear.
#pragma once
#include "ledger/blinder.hpp"
#include "show/mandate.hpp"
#include "show/scan.hpp"

namespace elicense::show {

// One for each license that is shown by name; one for "my code".
std::vector<ledger::Entry> shown_leaves(const Session& session, const ledger::Blinder& blinder);
ledger::Entry scanned_leaf(const Scan& scan, const ledger::Blinder& blinder);
// Of use-codes without a scan: who asked for whose, and each that came of it.
std::vector<ledger::Entry> asked_leaves(const Scan& scan, const ledger::Blinder& blinder);
// The consent, and each use-code that came of it.
std::vector<ledger::Entry> given_leaves(const Scan& scan, const ledger::Blinder& blinder, Time at);
ledger::Entry withdrawn_leaf(const Scan& scan, const ledger::Blinder& blinder, Time at);
ledger::Entry used_leaf(const Scan& scan, const UseCode& code, const ledger::Blinder& blinder, Time at);
ledger::Entry mandate_given_leaf(const Mandate& mandate, const ledger::Blinder& blinder);
ledger::Entry mandate_ended_leaf(const Mandate& mandate, const ledger::Blinder& blinder, Time at);

} // namespace elicense::show
