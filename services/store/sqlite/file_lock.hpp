// SPDX-License-Identifier: Apache-2.0
// Keeps a second process away from the register. A lock of its own file: SQLite's locking_mode=EXCLUSIVE
// would shut out our own readers as well, and touching the database file beside SQLite would drop the locks
// SQLite holds on it (POSIX).
#pragma once
#include "crypto/result.hpp"
#include <filesystem>

namespace elicense::store {

class FileLock {
 public:
  // STORE_LOCKED: another process holds it. STORE_UNAVAILABLE: the lock file cannot be made.
  static Result<FileLock> take(const std::filesystem::path& file);
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

} // namespace elicense::store
