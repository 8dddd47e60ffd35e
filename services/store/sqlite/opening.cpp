// SPDX-License-Identifier: Apache-2.0
// What must be true before the register is used.
#include "store/sqlite/opening.hpp"
#include "store/sqlite/migrations.hpp"
#include "store/sqlite/sql_functions.hpp"
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace elicense::store {
namespace {

constexpr std::int64_t application_id = 0x454c4943; // "ELIC"

Result<void> check_mode(const std::filesystem::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode))
    return fail(ErrorKind::not_found, "STORE_MISSING", file.string());
  if ((status.st_mode & 077U) != 0) return fail(ErrorKind::forbidden, "STORE_PERMISSIONS", file.string());
  return {};
}

// Durable only when its folder's entry is.
void sync_folder(const std::filesystem::path& file) {
  const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
  if (descriptor >= 0) ::close(descriptor);
  if (!synced) throw std::runtime_error("cannot sync the folder " + folder.string());
}

bool is_a_register(Connection& connection) {
  Statement mark(connection, "PRAGMA application_id");
  return mark.next() && mark.integer(0) == application_id;
}

bool is_to_be_rewritten(Connection& connection) {
  Statement version(connection, "PRAGMA user_version");
  return version.next() && version.integer(0) != 0;
}

// After sealing what was readable: every page written anew and the log emptied, or it could still be read in
// free pages. The copy that VACUUM makes is as large as the file: not in memory.
void rewrite(Connection& connection) {
  connection.execute("PRAGMA temp_store = FILE; VACUUM; PRAGMA temp_store = MEMORY");
  connection.checkpoint_and_truncate();
  connection.execute("PRAGMA user_version = 0");
  connection.checkpoint_and_truncate();
}

Result<void> bring_up_to_date(Connection& connection, Keys& keys, const Sealing& sealing) {
  add_sealing_functions(connection, keys);
  add_first_keys(connection, keys, sealing);
  if (auto migrated = migrate(connection, embedded_migrations()); !migrated) return migrated;
  if (is_to_be_rewritten(connection)) rewrite(connection);
  auto stored = Keyring::load(connection, sealing);
  if (!stored) return stored.error();
  keys.replace(*std::move(stored));
  return {};
}

} // namespace

Result<void> create_file(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0 && errno == EEXIST) return fail(ErrorKind::conflict, "STORE_EXISTS", file.string());
  if (descriptor < 0) return fail(ErrorKind::unavailable, "STORE_UNAVAILABLE", file.string());
  ::close(descriptor); // before SQLite opens it: closing later would drop SQLite's locks
  try {
    Connection connection(file, Access::write);
    connection.prepare_for_writing();
    connection.execute("PRAGMA application_id = " + std::to_string(application_id));
    sync_folder(file);
  } catch (const std::runtime_error& failure) {
    return fail(ErrorKind::unavailable, "STORE_UNAVAILABLE", failure.what());
  }
  return {};
}

Result<OpenedFile> open_file(const std::filesystem::path& file, Sealing sealing) {
  if (auto good = check_mode(file); !good) return good.error();
  auto lock = FileLock::take(file.string() + ".lock");
  if (!lock) return lock.error();
  auto kept = std::make_unique<Sealing>(std::move(sealing));
  auto keys = std::make_unique<Keys>(Keyring::first(*kept));
  try {
    Connection connection(file, Access::write);
    if (!is_a_register(connection)) return fail(ErrorKind::invalid, "STORE_FOREIGN", file.string());
    connection.prepare_for_writing();
    if (auto ready = bring_up_to_date(connection, *keys, *kept); !ready) return ready.error();
    return OpenedFile{*std::move(lock), std::move(kept), std::move(keys), std::move(connection)};
  } catch (const SqliteFailure& failure) {
    if (failure.trouble == Trouble::foreign) return fail(ErrorKind::invalid, "STORE_FOREIGN", file.string());
    return fail(ErrorKind::unavailable, "STORE_UNAVAILABLE", failure.what());
  }
}

} // namespace elicense::store
