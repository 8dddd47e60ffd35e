// SPDX-License-Identifier: Apache-2.0
// A disk that can be told to fail: SQLite's own file layer with its writes and syncs replaced.
#pragma once
#include <atomic>
#include <sqlite3.h>

namespace elicense::store {

// While it lives, files are opened through it. One at a time.
class FaultyDisk {
 public:
  FaultyDisk() : layer_(*below_) {
    sync_answer = write_answer = SQLITE_OK;
    syncs = 0;
    layer_.zName = "faulty";
    layer_.xOpen = open;
    sqlite3_vfs_register(&layer_, 1);
  }
  ~FaultyDisk() {
    sqlite3_vfs_unregister(&layer_);
    sqlite3_vfs_register(below_, 1);
  }
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;

  inline static std::atomic<int> sync_answer, write_answer; // SQLITE_OK: as the disk does
  inline static std::atomic<int> syncs;                     // so far

 private:
  // The database file and its journals have method tables of their own.
  template <bool main_file> struct Methods {
    static int sync(sqlite3_file* file, int flags) {
      ++syncs;
      return sync_answer != SQLITE_OK ? sync_answer.load() : below->xSync(file, flags);
    }
    static int write(sqlite3_file* file, const void* content, int size, sqlite3_int64 offset) {
      return write_answer != SQLITE_OK ? write_answer.load() : below->xWrite(file, content, size, offset);
    }
    static const sqlite3_io_methods* over(const sqlite3_io_methods* methods) {
      static const sqlite3_io_methods faulty = [methods] {
        below = methods;
        sqlite3_io_methods copy = *methods;
        copy.xSync = sync;
        copy.xWrite = write;
        return copy;
      }();
      return &faulty;
    }
    inline static const sqlite3_io_methods* below = nullptr;
  };
  static int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* flags_out) {
    const int code = below_->xOpen(below_, name, file, flags, flags_out);
    if (code != SQLITE_OK || file->pMethods == nullptr) return code;
    const bool main_file = (flags & SQLITE_OPEN_MAIN_DB) != 0;
    file->pMethods = main_file ? Methods<true>::over(file->pMethods) : Methods<false>::over(file->pMethods);
    return code;
  }

  inline static sqlite3_vfs* const below_ = sqlite3_vfs_find(nullptr);
  sqlite3_vfs layer_;
};

} // namespace elicense::store
