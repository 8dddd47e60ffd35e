// SPDX-License-Identifier: Apache-2.0
// A register in SQLite for the suites that every register has to pass.
#pragma once
#include "store/sqlite/sqlite_register.hpp"
#include "tests/store/sealing.hpp"
#include "tests/support/temporary_folder.hpp"

namespace elicense::store {

inline std::unique_ptr<license::Register> make_in_a_folder_of_its_own() {
  static std::vector<std::unique_ptr<test::TemporaryFolder>> folders;
  folders.push_back(std::make_unique<test::TemporaryFolder>());
  return SqliteRegister::create(folders.back()->path() / "register.db", test_sealing()).value();
}

} // namespace elicense::store
