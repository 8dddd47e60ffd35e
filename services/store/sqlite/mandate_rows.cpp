// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/mandate_rows.hpp"

#include "store/sqlite/holder_rows.hpp"
#include "store/sqlite/ledger_rows.hpp"
#include "store/sqlite/license_rows.hpp"
#include "store/sqlite/show_rows.hpp"
#include "store/sqlite/transition_rows.hpp"

namespace elicense::store {
namespace {

using show::Mandate;

constexpr std::string_view select_mandate =
    "SELECT id, kind, used, until, revoked_at, key_id, sealed, request_digest FROM mandates ";

// Kind and end stand in the seal, too: an edited row does not open.
Result<Mandate> read_mandate(const Keyring& keyring, const Statement& row) {
  const auto opened = keyring.open({"mandates", row.text(0), "sealed"}, row.integer(5), row.blob(6));
  if (!opened) return opened.error();
  Mandate mandate = mandate_from_json(nlohmann::json::parse(as_text(opened->view())));
  if (show::to_text(mandate.kind) != row.text(1) || seconds(mandate.until) != row.integer(3))
    return edited("mandates");
  mandate.used = row.integer(2);
  if (!row.is_null(4)) mandate.revoked_at = time_of(row.integer(4));
  return mandate;
}

Result<MandateRows> read_mandates(Connection& connection, const Keyring& keyring, const char* index,
                                  const license::Holder& holder) {
  Statement row(connection,
                std::string(select_mandate) + "WHERE " + index + " = ? ORDER BY sequence DESC LIMIT ?",
                holder_index(keyring, holder.code_type, holder.code),
                static_cast<std::int64_t>(show::max_open_mandates));
  MandateRows mandates;
  while (row.next()) {
    auto mandate = read_mandate(keyring, row);
    if (!mandate) return mandate.error();
    mandates.push_back(*std::move(mandate));
  }
  return mandates;
}

bool has_too_many(Connection& connection, const crypto::Sm3Digest& principal, Time now) {
  Statement row(connection,
                "SELECT count(*) FROM mandates WHERE holder_index = ? AND revoked_at IS NULL AND until > ?",
                principal, seconds(now));
  row.next();
  return row.integer(0) >= static_cast<std::int64_t>(show::max_open_mandates);
}

// Nothing: the key was not used before.
Result<std::optional<Mandate>> earlier_mandate(Connection& connection, const Keyring& keyring,
                                               const show::RequestKey& key) {
  Statement row(connection, std::string(select_mandate) + "WHERE idempotency_key = ?",
                key_digest(keyring, key.idempotency_key));
  if (!row.next()) return std::optional<Mandate>();
  if (row.digest(7) != show_request_digest(keyring, key.digest))
    return fail(ErrorKind::conflict, "IDEMPOTENCY_MISMATCH", "the key was used for another request");
  auto mandate = read_mandate(keyring, row);
  if (!mandate) return mandate.error();
  return std::optional(*std::move(mandate));
}

} // namespace

Result<Mandate> insert_mandate(Connection& connection, const Keyring& keyring, const show::RequestKey& key,
                               const show::LeafedMandate& given, std::string_view paper) {
  const Mandate& mandate = given.mandate;
  const auto before = earlier_mandate(connection, keyring, key);
  if (!before) return before.error();
  if (*before) return **before;
  const auto principal = holder_index(keyring, mandate.principal.code_type, mandate.principal.code);
  if (has_too_many(connection, principal, mandate.given_at))
    return fail(ErrorKind::conflict, "MANDATE_TOO_MANY");
  std::int64_t leaf = 0;
  for (const ledger::Entry& entry : given.leaves)
    leaf = static_cast<std::int64_t>(append_entry(connection, entry));
  const std::string content = mandate_json(mandate, key.idempotency_key, to_hex(key.digest), paper).dump();
  Statement(
      connection,
      "INSERT INTO mandates (id, kind, holder_index, agent_index, reference, idempotency_key, "
      "request_digest, until, key_id, sealed, leaf) VALUES (?, ?, ?, ?, nullif(?, ''), ?, ?, ?, ?, ?, ?)",
      mandate.id, show::to_text(mandate.kind), principal,
      holder_index(keyring, mandate.agent.code_type, mandate.agent.code),
      paper.empty() ? std::string() : show_code_digest(keyring, paper),
      key_digest(keyring, key.idempotency_key), show_request_digest(keyring, key.digest),
      seconds(mandate.until), keyring.active(),
      keyring.seal({"mandates", mandate.id, "sealed"}, as_bytes(content)), leaf)
      .run();
  return mandate;
}

Result<Mandate> find_mandate(Connection& connection, const Keyring& keyring, std::string_view id) {
  Statement row(connection, std::string(select_mandate) + "WHERE id = ?", id);
  if (!row.next()) return fail(ErrorKind::not_found, "MANDATE_NOT_FOUND");
  return read_mandate(keyring, row);
}

Result<Mandate> mandate_of_paper(Connection& connection, const Keyring& keyring, std::string_view reference) {
  Statement row(connection, std::string(select_mandate) + "WHERE reference = ?",
                show_code_digest(keyring, reference));
  if (!row.next()) return fail(ErrorKind::not_found, "SHOW_CODE_UNKNOWN");
  return read_mandate(keyring, row);
}

Result<MandateRows> mandates_given_by(Connection& connection, const Keyring& keyring,
                                      const license::Holder& principal) {
  return read_mandates(connection, keyring, "holder_index", principal);
}

Result<MandateRows> mandates_received_by(Connection& connection, const Keyring& keyring,
                                         const license::Holder& agent) {
  return read_mandates(connection, keyring, "agent_index", agent);
}

Result<void> count_mandate(Connection& connection, const Keyring& keyring, std::string_view id, Time now) {
  const auto mandate = find_mandate(connection, keyring, id);
  if (!mandate) return mandate.error();
  if (mandate->state_at(now) != show::MandateState::valid)
    return fail(ErrorKind::conflict, "MANDATE_ENDED", std::string(to_text(mandate->state_at(now))));
  Statement(connection,
            "UPDATE mandates SET used = used + 1 WHERE id = ? AND used < ? AND revoked_at IS NULL", id,
            mandate->uses)
      .run();
  if (connection.changes() == 1) return {};
  return fail(ErrorKind::conflict, "MANDATE_ENDED");
}

void revoke_mandate(Connection& connection, std::string_view id, Time now) {
  Statement(connection, "UPDATE mandates SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
            seconds(now), id)
      .run();
}

} // namespace elicense::store
