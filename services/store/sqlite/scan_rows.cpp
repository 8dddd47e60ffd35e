// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/scan_rows.hpp"

#include "store/sqlite/holder_rows.hpp"
#include "store/sqlite/ledger_rows.hpp"
#include "store/sqlite/license_rows.hpp"
#include "store/sqlite/paging.hpp"
#include "store/sqlite/recall_rows.hpp"
#include "store/sqlite/show_rows.hpp"
#include "store/sqlite/transition_rows.hpp"

namespace elicense::store {
namespace {

using show::Scan;
using show::UseCode;

constexpr std::string_view select_scan = "SELECT sequence, id, state, key_id, sealed FROM scans ";

std::string id_of(const Scan& scan, std::size_t place) {
  return scan.id + '/' + std::to_string(place);
}

std::int64_t append_all(Connection& connection, const std::vector<ledger::Entry>& leaves) {
  std::int64_t last = 0;
  for (const ledger::Entry& leaf : leaves)
    last = static_cast<std::int64_t>(append_entry(connection, leaf));
  return last;
}

// How often and until when stand in the seal, too: an edited row does not open.
Result<UseCode> read_use_code(const Keyring& keyring, const Statement& row) {
  const auto opened = keyring.open({"use_codes", row.text(0), "sealed"}, row.integer(5), row.blob(6));
  if (!opened) return opened.error();
  UseCode code = use_code_from_json(nlohmann::json::parse(as_text(opened->view())));
  if (code.uses != row.integer(1) || seconds(code.expires_at) != row.integer(3)) return edited("use_codes");
  code.used = row.integer(2);
  if (!row.is_null(4)) code.stopped_at = time_of(row.integer(4));
  return code;
}

Result<void> read_use_codes(Connection& connection, const Keyring& keyring, StoredScan& stored) {
  Statement row(connection,
                "SELECT id, uses, used, expires_at, stopped_at, key_id, sealed FROM use_codes WHERE scan = ? "
                "ORDER BY sequence",
                stored.sequence);
  while (row.next()) {
    auto code = read_use_code(keyring, row);
    if (!code) return code.error();
    stored.scan.given.push_back(*std::move(code));
  }
  return {};
}

Result<StoredScan> read_scan(Connection& connection, const Keyring& keyring, const Statement& row) {
  const std::string id = row.text(1);
  const auto opened = keyring.open({"scans", id, "sealed"}, row.integer(3), row.blob(4));
  if (!opened) return opened.error();
  const auto json = nlohmann::json::parse(as_text(opened->view()));
  StoredScan stored{row.integer(0), scan_from_json(json), json.at("key"), json.at("request")};
  if (stored.scan.id != id || show::to_text(stored.scan.registered_state) != row.text(2))
    return edited("scans");
  stored.scan.sequence = stored.sequence;
  if (auto codes = read_use_codes(connection, keyring, stored); !codes) return codes.error();
  return stored;
}

Result<std::vector<StoredScan>> read_scans(Connection& connection, const Keyring& keyring, Statement& row) {
  std::vector<StoredScan> scans;
  while (row.next()) {
    auto scan = read_scan(connection, keyring, row);
    if (!scan) return scan.error();
    scans.push_back(*std::move(scan));
  }
  return scans;
}

Result<Scans> without_keys(Result<std::vector<StoredScan>> stored) {
  if (!stored) return stored.error();
  Scans scans;
  for (StoredScan& each : *stored)
    scans.push_back(std::move(each.scan));
  return scans;
}

void insert_use_code(Connection& connection, const Keyring& keyring, std::int64_t scan, const std::string& id,
                     const UseCode& code) {
  const std::string content = use_code_json(code).dump();
  Statement(
      connection,
      "INSERT INTO use_codes (id, scan, reference, uses, expires_at, key_id, sealed) VALUES (?, ?, ?, ?, ?, "
      "?, ?)",
      id, scan, use_code_digest(keyring, code.code), code.uses, seconds(code.expires_at), keyring.active(),
      keyring.seal({"use_codes", id, "sealed"}, as_bytes(content)))
      .run();
}

void write_use_codes(Connection& connection, const Keyring& keyring, std::int64_t sequence, const Scan& scan,
                     std::size_t known) {
  for (std::size_t place = 0; place < scan.given.size(); ++place) {
    const UseCode& code = scan.given[place];
    if (place >= known) insert_use_code(connection, keyring, sequence, id_of(scan, place), code);
    if (code.stopped_at)
      Statement(connection, "UPDATE use_codes SET stopped_at = ? WHERE id = ? AND stopped_at IS NULL",
                seconds(*code.stopped_at), id_of(scan, place))
          .run();
  }
}

// Of the code and the key: the same request again.
crypto::Sm3Digest request_of(const show::UseKey& key) {
  return crypto::sm3(as_bytes(key.code + '\n' + key.idempotency_key));
}

std::int64_t earlier_use(Connection& connection, std::int64_t code, const show::UseKey& key) { // 0: none
  Statement row(connection, "SELECT number FROM license_uses WHERE use_code = ? AND request = ?", code,
                request_of(key));
  return row.next() ? row.integer(0) : 0;
}

Error use_code_ended() {
  return fail(ErrorKind::conflict, "USE_CODE_ENDED");
}

struct FoundCode {
  show::Use use; // with the number 0
  std::string id;
  std::int64_t sequence = 0;
};

Result<FoundCode> find_use_code(Connection& connection, const Keyring& keyring, std::string_view code,
                                const show::FindLicense& find) {
  Statement row(
      connection,
      "SELECT c.id, c.uses, c.used, c.expires_at, c.stopped_at, c.key_id, c.sealed, c.sequence, s.id "
      "FROM use_codes AS c JOIN scans AS s ON s.sequence = c.scan WHERE c.reference = ?",
      use_code_digest(keyring, code));
  if (!row.next()) return fail(ErrorKind::not_found, "USE_CODE_UNKNOWN");
  auto use_code = read_use_code(keyring, row);
  if (!use_code) return use_code.error();
  auto stored = find_scan(connection, keyring, row.text(8));
  if (!stored) return stored.error();
  auto license = find(use_code->license.identifier);
  if (!license) return license.error();
  return FoundCode{
      {std::move(stored->scan), *std::move(use_code), *std::move(license)}, row.text(0), row.integer(7)};
}

// Whoever comes too late finds no row to count in.
Result<std::int64_t> count_use(Connection& connection, std::int64_t code, const show::UseKey& key,
                               const ledger::Entry& entry) {
  Statement row(
      connection,
      "UPDATE use_codes SET used = used + 1 WHERE sequence = ?1 AND used < uses AND stopped_at IS NULL "
      "AND expires_at > ?2 RETURNING used",
      code, seconds(key.at));
  if (!row.next()) return use_code_ended();
  const std::int64_t number = row.integer(0);
  row.run();
  const auto leaf = static_cast<std::int64_t>(append_entry(connection, entry));
  Statement(connection,
            "INSERT INTO license_uses (use_code, number, request, used_at, leaf) VALUES (?, ?, ?, ?, ?)",
            code, number, request_of(key), seconds(key.at), leaf)
      .run();
  return number;
}

} // namespace

std::string use_code_digest(const Keyring& keyring, std::string_view code) {
  return to_hex(keyring.digest("use_code", {as_bytes(code)}));
}

Scan insert_scan(Connection& connection, const Keyring& keyring, const show::RequestKey& key,
                 std::int64_t session, const show::LeafedScan& scanned) {
  const Scan& scan = scanned.scan;
  const std::int64_t leaf = append_all(connection, scanned.leaves);
  const std::string content = scan_json(scan, key.idempotency_key, to_hex(key.digest)).dump();
  Statement row(
      connection,
      "INSERT INTO scans (id, session, mandate, holder_index, shower_index, idempotency_key, "
      "request_digest, state, scanned_at, answer_until, decided_at, key_id, sealed, leaf) VALUES (?, "
      "nullif(?, 0), (SELECT sequence FROM mandates WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, nullif(?, 0), ?, "
      "?, ?) RETURNING sequence",
      scan.id, session, scan.standing.mandate, holder_index(keyring, scan.holder.code_type, scan.holder.code),
      holder_index(keyring, scan.shower.code_type, scan.shower.code),
      key_digest(keyring, key.idempotency_key), show_request_digest(keyring, key.digest),
      show::to_text(scan.registered_state), seconds(scan.scanned_at), seconds(scan.answer_until),
      scan.decided_at ? seconds(*scan.decided_at) : 0, keyring.active(),
      keyring.seal({"scans", scan.id, "sealed"}, as_bytes(content)), leaf);
  row.next();
  Scan recorded = scan;
  recorded.sequence = row.integer(0);
  row.run();
  write_use_codes(connection, keyring, recorded.sequence, recorded, 0);
  return recorded;
}

void update_scan(Connection& connection, const Keyring& keyring, const StoredScan& before,
                 const show::LeafedScan& changed) {
  const Scan& scan = changed.scan;
  append_all(connection, changed.leaves);
  const std::string content = scan_json(scan, before.key, before.request).dump();
  Statement(
      connection,
      "UPDATE scans SET state = ?, decided_at = nullif(?, 0), key_id = ?, sealed = ? WHERE sequence = ?",
      show::to_text(scan.registered_state), scan.decided_at ? seconds(*scan.decided_at) : 0, keyring.active(),
      keyring.seal({"scans", scan.id, "sealed"}, as_bytes(content)), before.sequence)
      .run();
  write_use_codes(connection, keyring, before.sequence, scan, before.scan.given.size());
}

Result<StoredScan> find_scan(Connection& connection, const Keyring& keyring, std::string_view id) {
  Statement row(connection, std::string(select_scan) + "WHERE id = ?", id);
  if (!row.next()) return fail(ErrorKind::not_found, "SCAN_NOT_FOUND");
  return read_scan(connection, keyring, row);
}

Result<std::optional<Scan>> scan_of_request(Connection& connection, const Keyring& keyring,
                                            const show::RequestKey& key) {
  Statement row(connection, std::string(select_scan) + "WHERE idempotency_key = ?",
                key_digest(keyring, key.idempotency_key));
  if (!row.next()) return std::optional<Scan>();
  auto stored = read_scan(connection, keyring, row);
  if (!stored) return stored.error();
  if (stored->request != to_hex(key.digest))
    return fail(ErrorKind::conflict, "IDEMPOTENCY_MISMATCH", "the key was used for another request");
  return std::optional(std::move(stored->scan));
}

Result<Scans> scans_of_session(Connection& connection, const Keyring& keyring, std::string_view session) {
  Statement row(connection,
                std::string(select_scan) +
                    "WHERE session = (SELECT sequence FROM show_sessions WHERE id = ?) "
                    "ORDER BY sequence DESC LIMIT ?",
                session, static_cast<std::int64_t>(show::max_scans_at_once));
  return without_keys(read_scans(connection, keyring, row));
}

Result<Scans> scans_of_holder(Connection& connection, const Keyring& keyring, const license::Holder& holder,
                              std::int64_t before, std::size_t limit) {
  Statement row(connection,
                std::string(select_scan) +
                    "WHERE (holder_index = ?1 OR shower_index = ?1) AND sequence < ?2 ORDER BY sequence DESC "
                    "LIMIT ?3",
                holder_index(keyring, holder.code_type, holder.code), page_end(before),
                static_cast<std::int64_t>(std::min(limit, show::max_scans_at_once)));
  return without_keys(read_scans(connection, keyring, row));
}

Result<std::vector<StoredScan>> waiting_scans(Connection& connection, const Keyring& keyring,
                                              std::string_view session) {
  Statement row(connection,
                std::string(select_scan) +
                    "WHERE session = (SELECT sequence FROM show_sessions WHERE id = ?) "
                    "AND state = 'waiting'",
                session);
  return read_scans(connection, keyring, row);
}

Result<show::Use> use_code(Connection& connection, const Keyring& keyring, const show::UseKey& key,
                           const show::FindLicense& find, const show::JudgeUse& judge) {
  auto found = find_use_code(connection, keyring, key.code, find);
  if (!found) return found.error();
  auto& [use, id, sequence] = *found;
  const auto leaf = judge(use.scan, use.code, use.license);
  if (!leaf) return leaf.error();
  if (const std::int64_t earlier = earlier_use(connection, sequence, key); earlier > 0) {
    if (use.code.stopped_at || key.at >= use.code.expires_at) return use_code_ended();
    use.number = earlier;
    return std::move(use);
  }
  const auto number = count_use(connection, sequence, key, *leaf);
  if (!number) return number.error();
  count_reliance(connection, keyring, id, use.code.license.identifier, use.scan, key.at);
  use.number = use.code.used = *number;
  return std::move(use);
}

Result<show::Use> look_at_code(Connection& connection, const Keyring& keyring, const show::UseKey& key,
                               const show::FindLicense& find, const show::JudgeLook& judge) {
  auto found = find_use_code(connection, keyring, key.code, find);
  if (!found) return found.error();
  if (auto good = judge(found->use.scan, found->use.license); !good) return good.error();
  if (!found->use.code.is_good_at(key.at)) return use_code_ended();
  return std::move(found->use);
}

} // namespace elicense::store
