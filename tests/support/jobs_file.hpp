// SPDX-License-Identifier: Apache-2.0
// Jobs in a file of their own.
#pragma once
#include "store/sqlite/sqlite_register.hpp"
#include "tests/store/sealing.hpp"
#include "tests/support/temporary_folder.hpp"

namespace elicense::test {

class JobsFile {
 public:
  jobs::Register& operator*() { return *jobs_; }
  jobs::Register* operator->() { return jobs_.get(); }
  store::SqliteRegister& licenses() { return *licenses_; } // in the same file

 private:
  TemporaryFolder folder_;
  std::unique_ptr<store::SqliteRegister> licenses_ =
      store::SqliteRegister::create(folder_.path() / "register.db", store::test_sealing()).value();
  std::unique_ptr<jobs::Register> jobs_ = licenses_->jobs();
};

} // namespace elicense::test
