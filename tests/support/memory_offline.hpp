// SPDX-License-Identifier: Apache-2.0
// Phones, tickets and sightings of offline codes in memory, for tests.
#pragma once
#include "show/offline_register.hpp"

namespace elicense::test {

class MemoryOffline final : public show::OfflineRegister {
 public:
  Result<show::Device> add_device(const show::Device& device, const ledger::Entry& leaf) override {
    for (const auto& kept : devices)
      if (kept.id == device.id)
        return is_same(kept.holder, device.holder) ? Result<show::Device>(kept)
                                                   : fail(ErrorKind::conflict, "DEVICE_KEY_TAKEN");
    devices.push_back(device);
    leaves.push_back(leaf);
    return device;
  }
  Result<std::vector<show::Device>> devices_of(const license::Holder& holder) override {
    std::vector<show::Device> found;
    for (const auto& device : devices)
      if (is_same(device.holder, holder)) found.push_back(device);
    return found;
  }
  Result<void> remove_device(const license::Holder&, std::string_view id,
                             const ledger::Entry& leaf) override {
    std::erase_if(devices, [&](const show::Device& device) { return device.id == id; });
    leaves.push_back(leaf);
    return {};
  }
  Result<void> record_ticket(const show::IssuedTicket& ticket, const ledger::Entry& leaf) override {
    tickets.push_back(ticket);
    leaves.push_back(leaf);
    return {};
  }
  // Remembers nothing: sqlite_offline_test is about that.
  Result<std::vector<show::ReconciledSighting>>
  record_sightings(std::string_view by, std::span<const show::Sighting> sightings,
                   const show::SightingLeaves& leaves_of) override {
    reporter = by;
    for (const auto& leaf : leaves_of(0))
      leaves.push_back(leaf);
    return std::vector<show::ReconciledSighting>(sightings.size());
  }

  std::vector<show::Device> devices;
  std::vector<show::IssuedTicket> tickets;
  std::vector<ledger::Entry> leaves;
  std::string reporter;
};

} // namespace elicense::test
