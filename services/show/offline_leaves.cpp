// SPDX-License-Identifier: Apache-2.0
#include "show/offline_leaves.hpp"

#include "license/leaves.hpp"

namespace elicense::show {

using ledger::DigestRole;
using ledger::EntryKind;
using ledger::ReferenceRole;

std::string_view to_text(SightingResult result) {
  switch (result) {
  case SightingResult::recorded:
    return "recorded";
  case SightingResult::known:
    return "known";
  case SightingResult::unknown_ticket:
    return "unknown_ticket";
  }
  return "";
}

ledger::Entry device_leaf(const Device& device, std::string_view word, const ledger::Blinder& blinder,
                          Time at) {
  return {.kind = EntryKind::key_changed,
          .at = at,
          .digests = {},
          .references = {{ReferenceRole::holder, license::holder_reference(device.holder, blinder)},
                         {ReferenceRole::device, blinder.reference(ReferenceRole::device, device.id)},
                         {ReferenceRole::subject, blinder.reference(ReferenceRole::subject, device.id)}},
          .word = std::string(word),
          .number = std::nullopt};
}

ledger::Entry ticket_leaf(const IssuedTicket& ticket, const license::Holder& holder, ByteView signed_ticket,
                          const ledger::Blinder& blinder) {
  return {.kind = EntryKind::license_shown,
          .at = ticket.issued_at,
          .digests = {{DigestRole::authorization, crypto::sm3(signed_ticket)}},
          .references = {{ReferenceRole::license, blinder.reference(ReferenceRole::license, ticket.license)},
                         {ReferenceRole::holder, license::holder_reference(holder, blinder)},
                         {ReferenceRole::device, blinder.reference(ReferenceRole::device, ticket.device)}},
          .word = "offline-ticket",
          .number = std::nullopt};
}

std::vector<ledger::Entry> sighting_leaves(std::string_view by, std::span<const Sighting> sightings,
                                           std::size_t replayed, const ledger::Blinder& blinder, Time at) {
  std::string record;
  for (const Sighting& one : sightings)
    record +=
        one.code + ' ' + one.ticket + ' ' + std::to_string(one.seen_at.time_since_epoch().count()) + '\n';
  const auto leaf = [&](std::string word, std::size_t number) {
    return ledger::Entry{
        .kind = EntryKind::code_scanned,
        .at = at,
        .digests = {{DigestRole::request, crypto::sm3(as_bytes(record))}},
        .references = {{ReferenceRole::client, blinder.reference(ReferenceRole::client, by)}},
        .word = std::move(word),
        .number = static_cast<std::uint32_t>(number)};
  };
  std::vector<ledger::Entry> leaves = {leaf("offline", sightings.size())};
  if (replayed > 0) leaves.push_back(leaf("offline-replayed", replayed));
  return leaves;
}

} // namespace elicense::show
