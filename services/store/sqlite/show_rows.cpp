// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/show_rows.hpp"

#include "store/sqlite/holder_rows.hpp"
#include "store/sqlite/ledger_rows.hpp"
#include "store/sqlite/license_rows.hpp"

namespace elicense::store {
namespace {

using show::Session;

constexpr std::string_view select_session =
    "SELECT show_sessions.sequence, id, show_sessions.ends_at, ended_at, "
    "key_id, sealed FROM show_sessions ";

Error code_unknown() {
  return fail(ErrorKind::not_found, "SHOW_CODE_UNKNOWN");
}

const char* column_of(const show::Shown& code) {
  return code.spoken ? "spoken" : "reference";
}

std::string digest_of(const Keyring& keyring, const show::Shown& code) {
  return code.spoken ? spoken_digest(keyring, code.text) : show_code_digest(keyring, code.text);
}

// The end stands in the seal, too: an edited row does not open.
Result<StoredSession> read_session(const Keyring& keyring, const Statement& row) {
  const std::string id = row.text(1);
  const auto opened = keyring.open({"show_sessions", id, "sealed"}, row.integer(4), row.blob(5));
  if (!opened) return opened.error();
  StoredSession stored{row.integer(0), session_from_json(nlohmann::json::parse(as_text(opened->view())))};
  if (seconds(stored.session.ends_at) != row.integer(2)) return edited("show_sessions");
  stored.session.id = id;
  if (!row.is_null(3)) stored.session.ended_at = time_of(row.integer(3));
  return stored;
}

void end_oldest_sessions(Connection& connection, const crypto::Sm3Digest& shower, Time now) {
  Statement(
      connection,
      "UPDATE show_sessions SET ended_at = ?2 WHERE shower_index = ?1 AND ended_at IS NULL AND ends_at > "
      "?2 AND sequence NOT IN (SELECT sequence FROM show_sessions WHERE shower_index = ?1 AND ended_at "
      "IS NULL AND ends_at > ?2 ORDER BY sequence DESC LIMIT ?3)",
      shower, seconds(now), static_cast<std::int64_t>(show::max_open_sessions))
      .run();
}

} // namespace

std::string show_code_digest(const Keyring& keyring, std::string_view reference) {
  return to_hex(keyring.digest("show_code", {as_bytes(reference)}));
}

std::string spoken_digest(const Keyring& keyring, std::string_view digits) {
  return to_hex(keyring.digest("show_spoken", {as_bytes(digits)}));
}

crypto::Sm3Digest show_request_digest(const Keyring& keyring, const crypto::Sm3Digest& request) {
  return keyring.digest("request_digest", {as_bytes(to_hex(request))});
}

void insert_session(Connection& connection, const Keyring& keyring, const show::LeafedSession& opened) {
  const Session& session = opened.session;
  std::int64_t leaf = 0;
  for (const ledger::Entry& entry : opened.leaves)
    leaf = static_cast<std::int64_t>(append_entry(connection, entry));
  const auto shower = holder_index(keyring, session.shower.code_type, session.shower.code);
  const std::string content = session_json(session).dump();
  Statement(
      connection,
      "INSERT INTO show_sessions (id, shower_index, mandate, ends_at, key_id, sealed, leaf) VALUES (?, ?, "
      "(SELECT sequence FROM mandates WHERE id = ?), ?, ?, ?, ?)",
      session.id, shower, session.standing.mandate, seconds(session.ends_at), keyring.active(),
      keyring.seal({"show_sessions", session.id, "sealed"}, as_bytes(content)), leaf)
      .run();
  end_oldest_sessions(connection, shower, session.opened_at);
}

Result<void> insert_code(Connection& connection, const Keyring& keyring, std::string_view session,
                         const show::Code& code, Time now) {
  Statement(connection, "DELETE FROM show_codes WHERE expires_at <= ?", seconds(now)).run();
  Statement(
      connection,
      "INSERT INTO show_codes SELECT ?, ?, sequence, turn, ? FROM show_sessions WHERE id = ? AND TRUE ON "
      "CONFLICT (spoken) DO NOTHING",
      show_code_digest(keyring, code.reference), spoken_digest(keyring, code.spoken),
      seconds(code.expires_at), session)
      .run();
  if (connection.changes() == 1) return {};
  return fail(ErrorKind::busy, "SHOW_CODE_TAKEN");
}

Result<StoredSession> find_session(Connection& connection, const Keyring& keyring, std::string_view id) {
  Statement row(connection, std::string(select_session) + "WHERE id = ?", id);
  if (!row.next()) return fail(ErrorKind::not_found, "SHOW_SESSION_NOT_FOUND");
  return read_session(keyring, row);
}

Result<StoredSession> session_of_code(Connection& connection, const Keyring& keyring, const show::Shown& code,
                                      Time now) {
  Statement row(connection,
                std::string(select_session) +
                    "JOIN show_codes AS c ON c.session = show_sessions.sequence AND "
                    "c.turn = show_sessions.turn WHERE c." +
                    column_of(code) +
                    " = ?1 AND c.expires_at > ?2 AND ended_at IS NULL AND show_sessions.ends_at > ?2",
                digest_of(keyring, code), seconds(now));
  if (!row.next()) return code_unknown();
  return read_session(keyring, row);
}

std::vector<std::string> open_sessions_of_mandate(Connection& connection, std::string_view mandate,
                                                  Time now) {
  std::vector<std::string> open;
  Statement row(
      connection,
      "SELECT id FROM show_sessions WHERE mandate = (SELECT sequence FROM mandates WHERE id = ?) AND "
      "ended_at IS NULL AND ends_at > ?",
      mandate, seconds(now));
  while (row.next())
    open.push_back(row.text(0));
  return open;
}

// Whoever comes second finds another turn, and so no row.
Result<std::int64_t> use_up_code(Connection& connection, const Keyring& keyring, const show::Shown& code,
                                 Time now) {
  Statement row(
      connection,
      std::string("UPDATE show_sessions SET turn = turn + 1 FROM (SELECT session AS of_session, turn AS "
                  "of_turn FROM show_codes WHERE ") +
          column_of(code) +
          " = ?1 AND expires_at > ?2) WHERE sequence = of_session AND turn = of_turn AND ended_at IS "
          "NULL AND ends_at > ?2 RETURNING sequence",
      digest_of(keyring, code), seconds(now));
  if (!row.next()) return code_unknown();
  const std::int64_t session = row.integer(0);
  row.run();
  Statement(connection, "DELETE FROM show_codes WHERE session = ?", session).run();
  return session;
}

void end_session(Connection& connection, std::string_view id, Time now) {
  Statement(connection,
            "DELETE FROM show_codes WHERE session = (SELECT sequence FROM show_sessions WHERE id = ?)", id)
      .run();
  Statement(connection,
            "UPDATE show_sessions SET ended_at = ?2 WHERE id = ?1 AND ended_at IS NULL AND ends_at > ?2", id,
            seconds(now))
      .run();
}

} // namespace elicense::store
