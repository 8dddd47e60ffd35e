// SPDX-License-Identifier: Apache-2.0
// The access log as rows, each with its leaf of the ledger in the same transaction.
#include "store/sqlite/ledger_rows.hpp"
#include "store/sqlite/license_rows.hpp"
#include "store/sqlite/opening.hpp"
#include "store/sqlite/outbox_rows.hpp"
#include "store/sqlite/paging.hpp"

namespace elicense::store {
namespace {

using privacy::Access;
using privacy::LeafedAccess;
using privacy::RecordedAccess;
using privacy::Suspicion;

struct SealedAccess {
  std::int64_t key = 0;
  std::string id;
  crypto::Sm3Digest holder{};
  Bytes content;
};

// With the holder's code, to be found by again under another index key.
std::string stored_json(const Access& access) {
  nlohmann::json json = privacy::access_json(access);
  json["holder"] = {{"code_type", access.holder.code_type}, {"code", access.holder.code}};
  return json.dump();
}

SealedAccess seal_access(const Keyring& keyring, const crypto::RandomSource& random, const Access& access) {
  std::string id = crypto::random_id(random);
  Bytes content = keyring.seal({"accesses", id, "sealed"}, as_bytes(stored_json(access)));
  return {keyring.active(), std::move(id), holder_index(keyring, access.holder.code_type, access.holder.code),
          std::move(content)};
}

void insert_access(Connection& connection, const SealedAccess& access, Time at, const ledger::Entry& entry) {
  const auto leaf = static_cast<std::int64_t>(append_entry(connection, entry));
  Statement(connection,
            "INSERT INTO accesses (id, at, holder_index, key_id, sealed, leaf) VALUES (?, ?, ?, ?, ?, ?)",
            access.id, seconds(at), access.holder, access.key, access.content, leaf)
      .run();
}

Result<RecordedAccess> read_access(const Keyring& keyring, const Statement& row,
                                   const license::Holder& holder) {
  const std::string id = row.text(2);
  const auto opened = keyring.open({"accesses", id, "sealed"}, row.integer(3), row.blob(4));
  if (!opened) return opened.error();
  RecordedAccess access{row.integer(0),
                        privacy::access_from_json(nlohmann::json::parse(as_text(opened->view()))),
                        std::nullopt};
  access.access.at = time_of(row.integer(1));
  access.access.holder = {.name = {}, .code_type = holder.code_type, .code = holder.code};
  return access;
}

void insert_suspicion(Connection& connection, const Suspicion& suspicion, const ledger::Entry& entry) {
  const auto leaf = static_cast<std::int64_t>(append_entry(connection, entry));
  Statement(
      connection,
      "INSERT INTO suspicions (at, client, rule, refused, count, span, leaf) VALUES (?, ?, ?, ?, ?, ?, ?)",
      seconds(suspicion.at), suspicion.party, suspicion.rule, std::int64_t{suspicion.refused},
      suspicion.count, std::int64_t{suspicion.span.count()}, leaf)
      .run();
}

void tell_suspected(Connection& connection, const Suspicion& suspicion) {
  if (suspicion.party.empty()) return; // no authority answers for it
  enqueue(connection, {.kind = std::string(notify::kind::client_suspected),
                       .tenant = suspicion.tenant,
                       .object = "/v1/parties/" + suspicion.party,
                       .at = suspicion.at,
                       .data = {{"rule", suspicion.rule},
                                {"refused", suspicion.refused},
                                {"count", suspicion.count},
                                {"seconds", suspicion.span.count()}}});
}

std::optional<Suspicion> suspicion_of(Connection& connection, const Access& access) {
  Statement row(connection,
                "SELECT at, client, rule, refused, count, span FROM suspicions WHERE client IN (?1, ?2) AND "
                "client <> '' AND ?3 BETWEEN at - span AND at + span ORDER BY at DESC LIMIT 1",
                access.reader.client, access.reader.who, seconds(access.at));
  if (!row.next()) return std::nullopt;
  return Suspicion{.at = time_of(row.integer(0)),
                   .party = row.text(1),
                   .tenant = {},
                   .rule = row.text(2),
                   .refused = row.integer(3) != 0,
                   .count = row.integer(4),
                   .span = std::chrono::seconds(row.integer(5))};
}

class SqliteAccessLog final : public privacy::AccessLog {
 public:
  explicit SqliteAccessLog(SqliteRegister::Parts& parts) : parts_(parts) {}

  Result<void> record(const std::vector<LeafedAccess>& accesses) override {
    auto keyring = parts_.keys->now();
    std::vector<SealedAccess> sealed = seal(*keyring, accesses);
    return parts_.writer.run([&](Connection& connection) -> Result<void> {
      if (keyring->active() != parts_.keys->now()->active()) { // a new key came meanwhile
        keyring = parts_.keys->now();
        sealed = seal(*keyring, accesses);
      }
      for (std::size_t i = 0; i < accesses.size(); ++i)
        insert_access(connection, sealed[i], accesses[i].access.at, accesses[i].leaf);
      return {};
    });
  }

  Result<void> record(const Suspicion& suspicion, const ledger::Entry& leaf) override {
    return parts_.writer.run([&](Connection& connection) -> Result<void> {
      insert_suspicion(connection, suspicion, leaf);
      tell_suspected(connection, suspicion);
      return {};
    });
  }

  Result<std::vector<RecordedAccess>> of_holder(const license::Holder& holder, std::int64_t before,
                                                std::size_t limit) override {
    using Accesses = std::vector<RecordedAccess>;
    return parts_.read<Accesses>([&](Connection& connection, const Keyring& keyring) -> Result<Accesses> {
      Statement row(
          connection,
          "SELECT sequence, at, id, key_id, sealed FROM accesses WHERE holder_index = ? AND sequence < "
          "? ORDER BY sequence DESC LIMIT ?",
          holder_index(keyring, holder.code_type, holder.code), page_end(before),
          static_cast<std::int64_t>(std::min(limit, privacy::max_accesses_at_once)));
      Accesses accesses;
      while (row.next()) {
        auto access = read_access(keyring, row, holder);
        if (!access) return access.error();
        access->suspected = suspicion_of(connection, access->access);
        accesses.push_back(*std::move(access));
      }
      return accesses;
    });
  }

 private:
  std::vector<SealedAccess> seal(const Keyring& keyring, const std::vector<LeafedAccess>& accesses) const {
    std::vector<SealedAccess> sealed;
    sealed.reserve(accesses.size());
    for (const LeafedAccess& each : accesses)
      sealed.push_back(seal_access(keyring, parts_.sealing->random, each.access));
    return sealed;
  }
  SqliteRegister::Parts& parts_;
};

} // namespace

std::unique_ptr<privacy::AccessLog> SqliteRegister::access_log() {
  return std::make_unique<SqliteAccessLog>(*parts_);
}

} // namespace elicense::store
