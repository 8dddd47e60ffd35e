// SPDX-License-Identifier: Apache-2.0
// What the ledger says of offline codes.
#pragma once
#include "ledger/blinder.hpp"
#include "show/offline_register.hpp"

namespace elicense::show {

ledger::Entry device_leaf(const Device& device, std::string_view word, const ledger::Blinder& blinder,
                          Time at); // "added", "removed"
ledger::Entry ticket_leaf(const IssuedTicket& ticket, const license::Holder& holder, ByteView signed_ticket,
                          const ledger::Blinder& blinder);
// One of the batch, and one more of those that were seen elsewhere, too.
std::vector<ledger::Entry> sighting_leaves(std::string_view by, std::span<const Sighting> sightings,
                                           std::size_t replayed, const ledger::Blinder& blinder, Time at);

} // namespace elicense::show
