// SPDX-License-Identifier: Apache-2.0
// The service's side of offline codes: phones, tickets, and what verifiers saw.
#pragma once
#include "crypto/random.hpp"
#include "ledger/blinder.hpp"
#include "license/type.hpp"
#include "show/offline_check.hpp"
#include "show/offline_register.hpp"
#include "status/publisher.hpp"

namespace elicense::show {

inline constexpr std::chrono::minutes challenge_life{5}; // at least, and twice that at most

struct TicketRequest {
  std::string device;              // id of its key
  Time device_time{};              // by the clock of the phone, as the request was made
  std::vector<std::string> fields; // as summary_of() takes them
};

struct MadeTicket {
  OfflineTicket ticket;
  Bytes bytes;
};

class OfflineDesk {
 public:
  struct Parts {
    OfflineRegister& kept;
    const license::TypeCatalogue& types;
    status::Publisher& lists;
    std::unique_ptr<status::ListSigner> signer; // of the lists
    status::ListKey key;                        // its other half
    const ledger::Blinder& blinder;
    Clock clock;
    crypto::RandomSource random;
  };
  explicit OfflineDesk(Parts parts) : with_(std::move(parts)) {}

  // What a phone signs, as "elicense-device-key:" and this text, to show that it has the key. Of this holder
  // and of this time: nothing is kept for it.
  std::string challenge(const license::Holder& holder) const;
  // DEVICE_KEY, DEVICE_KEY_PROOF, DEVICE_KEY_TAKEN, DEVICE_KEY_LIMIT
  Result<Device> add_device(const license::Holder& holder, ByteView spki, ByteView proof) const;
  Result<std::vector<Device>> devices_of(const license::Holder& holder) const;
  Result<void> remove_device(const license::Holder& holder, std::string_view id) const;

  // Of a license this holder has. OFFLINE_TICKET_STATE (not valid now), OFFLINE_CLOCK, OFFLINE_FIELDS,
  // DEVICE_KEY_NOT_FOUND
  Result<MadeTicket> issue(const license::License& license, const license::Holder& holder,
                           const TicketRequest& request) const;

  // For whoever has a network: with the list of now; a code that was checked here before is a repeat. What
  // the lists say
  Result<CodeFinding> check(std::string_view text) const;

  // `by` is a party. OFFLINE_SIGHTINGS: none, too many, or one from the future
  Result<std::vector<ReconciledSighting>> reconcile(std::string_view by,
                                                    std::span<const Sighting> sightings) const;

 private:
  std::string challenge_at(const license::Holder& holder, std::int64_t period) const;
  Result<Device> find_device(const license::Holder& holder, std::string_view id) const;
  Result<OfflineTicket> draft(const license::License& license, const Device& device,
                              const TicketRequest& request, Time now) const;
  Result<HeldLists> list_for(std::string_view text, Time now) const;
  const Parts with_;
  mutable MemoryOfProcess seen_{code_remembered};
};

inline constexpr std::string_view proof_prefix = "elicense-device-key:";

} // namespace elicense::show
