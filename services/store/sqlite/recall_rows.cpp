// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/recall_rows.hpp"

#include "store/sqlite/ledger_rows.hpp"
#include "store/sqlite/license_rows.hpp"
#include "store/sqlite/outbox_rows.hpp"

namespace elicense::store {
namespace {

using recall::Recall;
using recall::Reliance;

nlohmann::json reliance_json(const Reliance& reliance) {
  return {{"license", reliance.license},
          {"party", reliance.party},
          {"tenant", reliance.tenant},
          {"scan", reliance.scan}};
}

nlohmann::json recall_json(const Recall& recall) {
  nlohmann::json json = reliance_json(recall.reliance);
  json.update({{"first_at", seconds(recall.reliance.first_at)},
               {"last_at", seconds(recall.reliance.last_at)},
               {"uses", recall.reliance.uses},
               {"type", recall.type_code},
               {"issuer", recall.issuer_code},
               {"transition", recall.transition},
               {"name", recall.transition_name},
               {"state", license::to_text(recall.state)},
               {"reason", recall.reason},
               {"successor", recall.successor},
               {"effective_at", seconds(recall.effective_at)},
               {"told_at", seconds(recall.told_at)}});
  return json;
}

Reliance reliance_from_json(const nlohmann::json& json) {
  return {.license = json.at("license"),
          .party = json.at("party"),
          .tenant = json.at("tenant"),
          .scan = json.at("scan")};
}

Recall recall_from_json(const nlohmann::json& json) {
  Recall recall;
  recall.reliance = reliance_from_json(json);
  recall.reliance.first_at = time_of(json.at("first_at"));
  recall.reliance.last_at = time_of(json.at("last_at"));
  recall.reliance.uses = json.at("uses");
  recall.type_code = json.at("type");
  recall.issuer_code = json.at("issuer");
  recall.transition = json.at("transition");
  recall.transition_name = json.at("name");
  recall.state = license::state_from_text(json.at("state").get<std::string>()).value();
  recall.reason = json.at("reason");
  recall.successor = json.at("successor");
  recall.effective_at = time_of(json.at("effective_at"));
  recall.told_at = time_of(json.at("told_at"));
  return recall;
}

Result<nlohmann::json> open_json(const Keyring& keyring, const char* table, const std::string& id,
                                 std::int64_t key, const Bytes& sealed) {
  const auto opened = keyring.open({table, id, "sealed"}, key, sealed);
  if (!opened) return opened.error();
  return {boost::system::in_place_value, nlohmann::json::parse(as_text(opened->view()))};
}

// With its event, in the transaction of the change.
std::int64_t tell(Connection& connection, const recall::LeafedRecall& change) {
  enqueue(connection, change.event);
  return static_cast<std::int64_t>(append_entry(connection, change.leaf));
}

std::optional<std::uint64_t> leaf_in(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return static_cast<std::uint64_t>(row.integer(column));
}

} // namespace

crypto::Sm3Digest party_index(const Keyring& keyring, std::string_view party) {
  return keyring.digest("relying_party", {as_bytes(party)});
}

void count_reliance(Connection& connection, const Keyring& keyring, const std::string& code_id,
                    const std::string& license, const show::Scan& scan, Time at) {
  const std::string content =
      reliance_json(
          {.license = license, .party = scan.asker.party, .tenant = scan.asker.tenant, .scan = scan.id})
          .dump();
  Statement(connection,
            "INSERT INTO reliances (id, identifier, party_index, first_at, last_at, uses, key_id, sealed) "
            "VALUES (?1, ?2, ?3, ?4, ?4, 1, ?5, ?6) ON CONFLICT (identifier, party_index) DO UPDATE SET "
            "last_at = max(last_at, excluded.last_at), uses = uses + 1",
            code_id, license, party_index(keyring, scan.asker.party), seconds(at), keyring.active(),
            keyring.seal({"reliances", code_id, "sealed"}, as_bytes(content)))
      .run();
}

const std::string_view select_reliance =
    "SELECT r.id, r.identifier, r.first_at, r.last_at, r.uses, r.key_id, r.sealed FROM reliances AS r ";

Result<Reliance> read_reliance(const Keyring& keyring, const Statement& row) {
  const auto json = open_json(keyring, "reliances", row.text(0), row.integer(5), row.blob(6));
  if (!json) return json.error();
  Reliance reliance = reliance_from_json(*json);
  if (reliance.license != row.text(1)) return edited("reliances");
  reliance.first_at = time_of(row.integer(2));
  reliance.last_at = time_of(row.integer(3));
  reliance.uses = row.integer(4);
  return reliance;
}

const std::string_view select_recall =
    "SELECT sequence, id, identifier, transition, issuer_code, state, effective_at, told_at, lifted_at, "
    "acknowledged_at, reply, key_id, sealed, leaf, lifted_leaf, answered_leaf FROM recalls ";

Result<Recall> read_recall(const Keyring& keyring, const Statement& row) {
  const std::string id = row.text(1);
  const auto json = open_json(keyring, "recalls", id, row.integer(11), row.blob(12));
  if (!json) return json.error();
  Recall recall = recall_from_json(*json);
  if (recall.reliance.license != row.text(2) || recall.transition != row.integer(3) ||
      recall.issuer_code != row.text(4) || license::to_text(recall.state) != row.text(5) ||
      seconds(recall.effective_at) != row.integer(6) || seconds(recall.told_at) != row.integer(7))
    return edited("recalls");
  recall.sequence = row.integer(0);
  recall.id = id;
  if (!row.is_null(8)) recall.lifted_at = time_of(row.integer(8));
  if (!row.is_null(9))
    recall.acknowledged =
        recall::Acknowledgement{time_of(row.integer(9)), recall::reply_from_text(row.text(10))};
  return recall;
}

recall::Leaves leaves_of_recall(const Statement& row) {
  return {static_cast<std::uint64_t>(row.integer(13)), leaf_in(row, 14), leaf_in(row, 15)};
}

void insert_recall(Connection& connection, const Keyring& keyring, const recall::LeafedRecall& made) {
  const Recall& recall = made.recall;
  const std::int64_t leaf = tell(connection, made);
  const std::string content = recall_json(recall).dump();
  Statement(connection,
            "INSERT INTO recalls (id, identifier, transition, party_index, issuer_code, state, effective_at, "
            "told_at, leaf, key_id, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            recall.id, recall.reliance.license, recall.transition,
            party_index(keyring, recall.reliance.party), recall.issuer_code, license::to_text(recall.state),
            seconds(recall.effective_at), seconds(recall.told_at), leaf, keyring.active(),
            keyring.seal({"recalls", recall.id, "sealed"}, as_bytes(content)))
      .run();
}

void lift_recall(Connection& connection, const recall::LeafedRecall& lifted) {
  Statement(connection, "UPDATE recalls SET lifted_at = ?, lifted_leaf = ? WHERE id = ?",
            seconds(*lifted.recall.lifted_at), tell(connection, lifted), lifted.recall.id)
      .run();
}

void answer_recall(Connection& connection, const recall::LeafedRecall& answered) {
  const auto& [at, reply] = *answered.recall.acknowledged;
  Statement(connection,
            "UPDATE recalls SET acknowledged_at = ?, reply = nullif(?, ''), answered_leaf = ? WHERE id = ?",
            seconds(at), reply ? recall::to_text(*reply) : std::string_view(), tell(connection, answered),
            answered.recall.id)
      .run();
}

void erase_recalls(Connection& connection, const std::string& identifier) {
  for (const char* const table : {"reliances", "recalls"})
    Statement(connection, "DELETE FROM " + std::string(table) + " WHERE identifier = ?", identifier).run();
}

} // namespace elicense::store
