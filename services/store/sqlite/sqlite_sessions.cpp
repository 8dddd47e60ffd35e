// SPDX-License-Identifier: Apache-2.0
// Access tokens and logins in SQL.
#include "store/sqlite/license_rows.hpp"
#include "store/sqlite/sqlite_access.hpp"

namespace elicense::store {

using access::Session;

namespace {

Result<Session> read_session(const AccessRows& rows, Connection& connection,
                             const crypto::Sm3Digest& digest) {
  Statement row(connection, "SELECT * FROM sessions WHERE digest = ?", ByteView(digest));
  if (!row.next()) return fail(ErrorKind::not_found, "SESSION_UNKNOWN");
  return rows.session(row);
}

} // namespace

Result<void> SqliteAccess::keep_session(const Session& session) {
  return writer_.run([&](Connection& connection) -> Result<void> {
    rows_.write(connection, session);
    return {};
  });
}

Result<Session> SqliteAccess::session(const crypto::Sm3Digest& digest) {
  return readers_.read<Session>(
      [&](Connection& connection) { return read_session(rows_, connection, digest); });
}

Result<void> SqliteAccess::touch_session(const crypto::Sm3Digest& digest, Time last_used) {
  return writer_.run([&](Connection& connection) -> Result<void> {
    auto session = read_session(rows_, connection, digest);
    if (!session) return session.error();
    session->last_used = std::max(session->last_used, last_used);
    rows_.write(connection, *session);
    return {};
  });
}

Result<void> SqliteAccess::end_session(const crypto::Sm3Digest& digest) {
  return writer_.run([&](Connection& connection) -> Result<void> {
    Statement(connection, "DELETE FROM sessions WHERE digest = ?", ByteView(digest)).run();
    return {};
  });
}

Result<void> SqliteAccess::forget_sessions(Time expired_before) {
  return writer_.run([&](Connection& connection) -> Result<void> {
    Statement(connection, "DELETE FROM sessions WHERE expires_at < ?", seconds(expired_before)).run();
    return {};
  });
}

} // namespace elicense::store
