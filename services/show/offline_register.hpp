// SPDX-License-Identifier: Apache-2.0
// What is kept of offline codes: the phones of a holder, the tickets they were given, and where codes were
// seen. services/store implements it; each change is one transaction with its leaf.
#pragma once
#include "ledger/entry.hpp"
#include "license/holder.hpp"
#include "show/offline_ticket.hpp"
#include "show/replay_memory.hpp"
#include <span>

namespace elicense::show {

inline constexpr std::size_t max_devices = 5;         // of one holder, at a time
inline constexpr std::size_t max_sightings = 500;     // in one upload
inline constexpr std::size_t max_seen_elsewhere = 10; // told of one code

struct Device {
  std::string id;         // of its key
  license::Holder holder; // the name is not kept
  Bytes spki;
  Time added_at{};
};

struct IssuedTicket {
  std::string id; // hexadecimal
  std::string license, device;
  Time issued_at{}, expires_at{};
};

enum class SightingResult { recorded, known, unknown_ticket };
std::string_view to_text(SightingResult result); // "recorded"

struct ReconciledSighting {
  SightingResult result{};
  std::vector<Time> seen_elsewhere; // the same code, by another verifier or at another time
};

// For a batch with so many sightings that were seen elsewhere, too.
using SightingLeaves = std::function<std::vector<ledger::Entry>(std::size_t replayed)>;

class OfflineRegister {
 public:
  virtual ~OfflineRegister() = default;
  // The same key of the same holder again is as it was. DEVICE_KEY_TAKEN: another's; DEVICE_KEY_LIMIT
  virtual Result<Device> add_device(const Device& device, const ledger::Entry& leaf) = 0;
  virtual Result<std::vector<Device>> devices_of(const license::Holder& holder) = 0; // oldest first
  virtual Result<void> remove_device(const license::Holder& holder, std::string_view id,
                                     const ledger::Entry& leaf) = 0; // DEVICE_KEY_NOT_FOUND
  // DEVICE_KEY_NOT_FOUND: it was removed meanwhile
  virtual Result<void> record_ticket(const IssuedTicket& ticket, const ledger::Entry& leaf) = 0;
  // By one verifier; what it told before is known.
  virtual Result<std::vector<ReconciledSighting>> record_sightings(std::string_view by,
                                                                   std::span<const Sighting> sightings,
                                                                   const SightingLeaves& leaves) = 0;
};

} // namespace elicense::show
