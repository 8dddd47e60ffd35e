// SPDX-License-Identifier: Apache-2.0
// SQLite told to sync less than the register asks for, in this test program only: shows that the power-cut
// harness notices.
#pragma once
#include <sqlite3.h>
#include <string>

namespace elicense::store {

class WeakenedSyncs {
 public:
  // "NORMAL" or "OFF", for every connection opened from now on.
  static void use(const std::string& level) {
    setting_ = "PRAGMA synchronous = " + level;
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(weaken));
  }

 private:
  static int weaken(sqlite3* connection, char**, const struct sqlite3_api_routines*) {
    const int code = sqlite3_exec(connection, setting_.c_str(), nullptr, nullptr, nullptr);
    sqlite3_set_authorizer(connection, keep, nullptr);
    return code;
  }
  // A later PRAGMA synchronous has no effect.
  static int keep(void*, int action, const char* pragma, const char* value, const char*, const char*) {
    const bool sets =
        action == SQLITE_PRAGMA && std::string_view(pragma) == "synchronous" && value != nullptr;
    return sets ? SQLITE_IGNORE : SQLITE_OK;
  }
  inline static std::string setting_;
};

} // namespace elicense::store
