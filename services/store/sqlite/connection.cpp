// SPDX-License-Identifier: Apache-2.0
// How every connection to the register is set up.
#include "store/sqlite/connection.hpp"
#include <algorithm>
#include <cerrno>
#include <sqlite3.h>

namespace elicense::store {
namespace {

constexpr int patience_ms = 5000;

int last_error_of_log(sqlite3* connection) {
  sqlite3_file* log = nullptr;
  int error = 0;
  sqlite3_file_control(connection, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
  if (log != nullptr && log->pMethods != nullptr)
    log->pMethods->xFileControl(log, SQLITE_FCNTL_LAST_ERRNO, &error);
  return error;
}

// SQLite notes the system's error with the connection, but that of a failing COMMIT only with the log.
// Neither is ever cleared, so both must agree.
bool lacks_room(sqlite3* connection) {
  const int errors[] = {sqlite3_system_errno(connection), last_error_of_log(connection)};
  const auto is_room = [](int error) { return error == ENOSPC || error == EDQUOT || error == EFBIG; };
  return std::ranges::any_of(errors, is_room) &&
         std::ranges::all_of(errors, [&](int error) { return error == 0 || is_room(error); });
}

Trouble trouble_of(int extended_code, bool no_room) {
  if ((extended_code & 0xff) == SQLITE_FULL || (extended_code == SQLITE_IOERR_WRITE && no_room))
    return Trouble::full;
  switch (extended_code & 0xff) {
  case SQLITE_BUSY:
    return Trouble::busy;
  case SQLITE_CONSTRAINT:
    return Trouble::constraint;
  case SQLITE_NOTADB:
    return Trouble::foreign;
  default:
    return Trouble::other;
  }
}

// Without mmap a disk error is an error code instead of a signal. Only the writer checkpoints, by itself:
// SQLite before 3.51.3 can corrupt a WAL that two connections reset at once, and its automatic checkpoint
// swallows fsync errors.
constexpr const char* settings_of_all =
    "PRAGMA mmap_size = 0; PRAGMA wal_autocheckpoint = 0; PRAGMA foreign_keys = ON;"
    "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;";

int note_pages(void* pages, sqlite3*, const char*, int count) {
  *static_cast<std::size_t*>(pages) = static_cast<std::size_t>(count);
  return SQLITE_OK;
}

} // namespace

SqliteFailure::SqliteFailure(int extended_code, Trouble kind)
    : std::runtime_error(std::string(sqlite3_errstr(extended_code)) + " (" + std::to_string(extended_code) +
                         ")"),
      trouble(kind) {}

void Connection::Close::operator()(sqlite3* handle) const {
  sqlite3_close_v2(handle);
}

Connection::Connection(const std::filesystem::path& file, Access access) {
  const int flags = (access == Access::write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) |
                    SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  sqlite3* handle = nullptr;
  const int opened = sqlite3_open_v2(file.c_str(), &handle, flags, nullptr);
  handle_.reset(handle);
  if (opened != SQLITE_OK) throw SqliteFailure(opened, trouble_of(opened, false));
  sqlite3_busy_timeout(handle, patience_ms);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  execute(settings_of_all);
}

void Connection::prepare_for_writing() {
  Statement mode(*this, "PRAGMA journal_mode = WAL");
  if (!mode.next() || mode.text(0) != "wal" || mode.next())
    throw SqliteFailure(SQLITE_CANTOPEN, Trouble::other);
  execute("PRAGMA synchronous = FULL"); // NORMAL loses acknowledged rows on a power cut
  execute("PRAGMA secure_delete = ON"); // what is erased or sealed again is overwritten, not only let go
  sqlite3_wal_hook(handle_.get(), note_pages, wal_pages_.get());
}

void Connection::execute(const std::string& sql) {
  if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) raise();
}

std::int64_t Connection::changes() const {
  return sqlite3_changes64(handle_.get());
}

bool Connection::in_transaction() const {
  return sqlite3_get_autocommit(handle_.get()) == 0;
}

bool Connection::checkpoint(int mode) {
  const int code = sqlite3_wal_checkpoint_v2(handle_.get(), nullptr, mode, nullptr, nullptr);
  if (code != SQLITE_OK && code != SQLITE_BUSY) raise();
  return code == SQLITE_OK; // busy: readers hold pages, the next one gets them
}

void Connection::checkpoint(bool restart) {
  checkpoint(restart ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE);
}

bool Connection::checkpoint_and_truncate() {
  return checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
}

void Connection::raise() const {
  const int code = sqlite3_extended_errcode(handle_.get());
  throw SqliteFailure(code, trouble_of(code, lacks_room(handle_.get())));
}

void Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

PreparedStatement Connection::take(std::string_view sql) {
  const auto known = idle_.find(sql);
  if (known != idle_.end() && known->second) return std::move(known->second);
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(handle(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  PreparedStatement prepared(statement);
  if (code != SQLITE_OK) raise();
  return prepared;
}

void Connection::give_back(PreparedStatement statement) {
  sqlite3_reset(statement.get()); // repeats the error of the last step, which was raised then
  sqlite3_clear_bindings(statement.get());
  idle_.insert_or_assign(sqlite3_sql(statement.get()), std::move(statement));
}

void Statement::demand(int code) const {
  if (code != SQLITE_OK) connection_.raise();
}

void Statement::bind(std::string_view text) {
  demand(sqlite3_bind_text64(statement_.get(), ++bound_, text.empty() ? "" : text.data(), text.size(),
                             SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Statement::bind(std::int64_t number) {
  demand(sqlite3_bind_int64(statement_.get(), ++bound_, number));
}

void Statement::bind(ByteView blob) {
  const void* const content = blob.empty() ? static_cast<const void*>("") : blob.data();
  demand(sqlite3_bind_blob64(statement_.get(), ++bound_, content, blob.size(), SQLITE_TRANSIENT));
}

bool Statement::next() {
  const int code = sqlite3_step(statement_.get());
  if (code != SQLITE_ROW && code != SQLITE_DONE) connection_.raise();
  return code == SQLITE_ROW;
}

std::string Statement::text(int column) const {
  const unsigned char* const content = sqlite3_column_text(statement_.get(), column);
  return {reinterpret_cast<const char*>(content),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

Bytes Statement::blob(int column) const {
  const auto* const content = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_.get(), column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return size == 0 ? Bytes{} : Bytes(content, content + size);
}

crypto::Sm3Digest Statement::digest(int column) const {
  const Bytes content = blob(column);
  crypto::Sm3Digest digest{};
  if (content.size() != digest.size()) throw SqliteFailure(SQLITE_CORRUPT, Trouble::other);
  std::ranges::copy(content, digest.begin());
  return digest;
}

} // namespace elicense::store
