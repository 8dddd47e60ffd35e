// SPDX-License-Identifier: Apache-2.0
// Phones, tickets and sightings of offline codes as rows, their leaves in the same transaction.
#include "store/sqlite/holder_rows.hpp"
#include "store/sqlite/ledger_rows.hpp"
#include "store/sqlite/license_rows.hpp"
#include "store/sqlite/opening.hpp"

namespace elicense::store {
namespace {

using license::Holder;
using show::Device;
using show::ReconciledSighting;
using show::Sighting;
using show::SightingResult;
using Devices = std::vector<Device>;
using Reconciled = std::vector<ReconciledSighting>;

constexpr std::string_view select_device =
    "SELECT id, device, added_at, key_id, sealed, holder_index FROM device_keys ";

std::string row_id(const Sealing& sealing) {
  return crypto::random_id(sealing.random);
}

Result<nlohmann::json> open_json(const Keyring& keyring, std::string_view table, const std::string& id,
                                 std::int64_t key, const Bytes& sealed) {
  const auto opened = keyring.open({table, id, "sealed"}, key, sealed);
  if (!opened) return opened.error();
  return {boost::system::in_place_value, nlohmann::json::parse(as_text(opened->view()))};
}

Result<Device> read_device(const Keyring& keyring, const Statement& row) {
  const auto json = open_json(keyring, "device_keys", row.text(0), row.integer(3), row.blob(4));
  if (!json) return json.error();
  return Device{row.text(1),
                {.name = {}, .code_type = json->at("code_type"), .code = json->at("code")},
                from_hex(json->at("spki").get<std::string>()).value(),
                time_of(row.integer(2))};
}

void insert_device(Connection& connection, const Keyring& keyring, const Sealing& sealing,
                   const Device& device, const ledger::Entry& leaf) {
  const std::string id = row_id(sealing);
  const std::string json = nlohmann::json{
      {"code_type", device.holder.code_type},
      {"code", device.holder.code},
      {"spki",
       to_hex(device.spki)}}.dump();
  Statement(connection,
            "INSERT INTO device_keys (id, device, holder_index, added_at, key_id, sealed, leaf) VALUES (?, "
            "?, ?, ?, ?, ?, ?)",
            id, device.id, holder_index(keyring, device.holder.code_type, device.holder.code),
            seconds(device.added_at), keyring.active(),
            keyring.seal({"device_keys", id, "sealed"}, as_bytes(json)),
            static_cast<std::int64_t>(append_entry(connection, leaf)))
      .run();
}

std::int64_t devices_in_use(Connection& connection, const crypto::Sm3Digest& holder) {
  Statement row(connection, "SELECT count(*) FROM device_keys WHERE holder_index = ?", holder);
  row.next();
  return row.integer(0);
}

bool is_in_use(Connection& connection, std::string_view device) {
  Statement row(connection, "SELECT 1 FROM device_keys WHERE device = ?", device);
  return row.next();
}

bool has_ticket(Connection& connection, std::string_view id) {
  Statement row(connection, "SELECT 1 FROM offline_tickets WHERE id = ?", id);
  return row.next();
}

struct Earlier { // of one code
  bool is_known = false;
  std::vector<Time> elsewhere;
};

Result<Earlier> earlier_sightings(Connection& connection, const Keyring& keyring, std::string_view by,
                                  const Sighting& sighting) {
  Earlier earlier;
  Statement row(connection,
                "SELECT id, seen_at, key_id, sealed FROM offline_sightings WHERE code = ? ORDER BY sequence "
                "LIMIT ?",
                sighting.code, static_cast<std::int64_t>(show::max_seen_elsewhere) + 1);
  while (row.next()) {
    const auto json = open_json(keyring, "offline_sightings", row.text(0), row.integer(2), row.blob(3));
    if (!json) return json.error();
    const Time seen_at = time_of(row.integer(1));
    if (seen_at == sighting.seen_at && json->at("by") == by)
      earlier.is_known = true;
    else
      earlier.elsewhere.push_back(seen_at);
  }
  return earlier;
}

void insert_sighting(Connection& connection, const Keyring& keyring, const Sealing& sealing,
                     std::string_view by, const Sighting& sighting, std::int64_t leaf) {
  const std::string id = row_id(sealing), json = nlohmann::json{{"by", by}}.dump();
  Statement(connection,
            "INSERT INTO offline_sightings (id, code, ticket, seen_at, key_id, sealed, leaf) VALUES (?, ?, "
            "?, ?, ?, ?, ?)",
            id, sighting.code, sighting.ticket, seconds(sighting.seen_at), keyring.active(),
            keyring.seal({"offline_sightings", id, "sealed"}, as_bytes(json)), leaf)
      .run();
}

class SqliteOffline final : public show::OfflineRegister {
 public:
  explicit SqliteOffline(SqliteRegister::Parts& parts) : parts_(parts) {}

  Result<Device> add_device(const Device& device, const ledger::Entry& leaf) override {
    return parts_.write<Device>([&](Connection& connection, const Keyring& keyring) -> Result<Device> {
      const auto before = devices_of(connection, keyring, device.holder);
      if (!before) return before.error();
      if (const auto same = std::ranges::find(*before, device.id, &Device::id); same != before->end())
        return *same;
      if (is_in_use(connection, device.id)) return fail(ErrorKind::conflict, "DEVICE_KEY_TAKEN");
      if (devices_in_use(connection, index_of(keyring, device.holder)) >=
          static_cast<std::int64_t>(show::max_devices))
        return fail(ErrorKind::conflict, "DEVICE_KEY_LIMIT");
      insert_device(connection, keyring, *parts_.sealing, device, leaf);
      return device;
    });
  }

  Result<Devices> devices_of(const Holder& holder) override {
    return parts_.read<Devices>([&](Connection& connection, const Keyring& keyring) {
      return devices_of(connection, keyring, holder);
    });
  }

  Result<void> remove_device(const Holder& holder, std::string_view id, const ledger::Entry& leaf) override {
    return parts_.writer.run([&](Connection& connection) -> Result<void> {
      Statement(connection, "DELETE FROM device_keys WHERE device = ? AND holder_index = ?", id,
                index_of(*parts_.keys->now(), holder))
          .run();
      if (connection.changes() != 1) return fail(ErrorKind::not_found, "DEVICE_KEY_NOT_FOUND");
      append_entry(connection, leaf);
      return {};
    });
  }

  Result<void> record_ticket(const show::IssuedTicket& ticket, const ledger::Entry& leaf) override {
    return parts_.writer.run([&](Connection& connection) -> Result<void> {
      if (!is_in_use(connection, ticket.device)) return fail(ErrorKind::not_found, "DEVICE_KEY_NOT_FOUND");
      Statement(connection,
                "INSERT INTO offline_tickets (id, identifier, device, issued_at, expires_at, leaf) VALUES "
                "(?, ?, ?, ?, ?, ?)",
                ticket.id, ticket.license, ticket.device, seconds(ticket.issued_at),
                seconds(ticket.expires_at), static_cast<std::int64_t>(append_entry(connection, leaf)))
          .run();
      return {};
    });
  }

  Result<Reconciled> record_sightings(std::string_view by, std::span<const Sighting> sightings,
                                      const show::SightingLeaves& leaves) override {
    return parts_.write<Reconciled>(
        [&](Connection& connection, const Keyring& keyring) -> Result<Reconciled> {
          auto judged = judge(connection, keyring, by, sightings);
          if (!judged) return judged;
          if (auto recorded = record(connection, keyring, by, sightings, *judged, leaves); !recorded)
            return recorded.error();
          return judged;
        });
  }

 private:
  static crypto::Sm3Digest index_of(const Keyring& keyring, const Holder& holder) {
    return holder_index(keyring, holder.code_type, holder.code);
  }

  static Result<Devices> devices_of(Connection& connection, const Keyring& keyring, const Holder& holder) {
    Devices devices;
    Statement row(connection, std::string(select_device) + "WHERE holder_index = ? ORDER BY sequence",
                  index_of(keyring, holder));
    while (row.next()) {
      auto device = read_device(keyring, row);
      if (!device) return device.error();
      devices.push_back(*std::move(device));
    }
    return devices;
  }

  // A code twice in one upload was seen twice, unless at the same time.
  static Result<Reconciled> judge(Connection& connection, const Keyring& keyring, std::string_view by,
                                  std::span<const Sighting> sightings) {
    Reconciled results;
    for (std::size_t i = 0; i < sightings.size(); ++i) {
      if (!has_ticket(connection, sightings[i].ticket)) {
        results.push_back({SightingResult::unknown_ticket, {}});
        continue;
      }
      auto earlier = earlier_sightings(connection, keyring, by, sightings[i]);
      if (!earlier) return earlier.error();
      for (const Sighting& other : sightings.first(i)) {
        if (other == sightings[i]) earlier->is_known = true;
        if (other.code == sightings[i].code && other.seen_at != sightings[i].seen_at)
          earlier->elsewhere.push_back(other.seen_at);
      }
      results.push_back({earlier->is_known ? SightingResult::known : SightingResult::recorded,
                         std::move(earlier->elsewhere)});
    }
    return results;
  }

  Result<void> record(Connection& connection, const Keyring& keyring, std::string_view by,
                      std::span<const Sighting> sightings, const Reconciled& results,
                      const show::SightingLeaves& leaves) const {
    const auto replayed = std::ranges::count_if(results, [](const ReconciledSighting& result) {
      return result.result == SightingResult::recorded && !result.seen_elsewhere.empty();
    });
    std::int64_t first_leaf = -1;
    for (const ledger::Entry& leaf : leaves(static_cast<std::size_t>(replayed)))
      if (const auto number = static_cast<std::int64_t>(append_entry(connection, leaf)); first_leaf < 0)
        first_leaf = number;
    for (std::size_t i = 0; i < sightings.size(); ++i)
      if (results[i].result == SightingResult::recorded)
        insert_sighting(connection, keyring, *parts_.sealing, by, sightings[i], first_leaf);
    return {};
  }

  SqliteRegister::Parts& parts_;
};

} // namespace

std::unique_ptr<show::OfflineRegister> SqliteRegister::offline() {
  return std::make_unique<SqliteOffline>(*parts_);
}

} // namespace elicense::store
