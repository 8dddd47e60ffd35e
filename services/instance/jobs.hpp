// SPDX-License-Identifier: Apache-2.0
// What works on many licenses, wired.
#pragma once
#include "jobs/decisions.hpp"
#include "jobs/imports.hpp"
#include "jobs/watchers.hpp"

namespace elicense::instance {

struct JobParts {
  std::unique_ptr<jobs::Register> kept;
  license::Register& licenses;
  license::Issuer& issuer;
  license::Life& life;
  const license::TypeCatalogue& types;
  const ledger::Blinder& blinder;
  std::string authority_code;
};

class Jobs {
 public:
  explicit Jobs(JobParts parts);

  jobs::Register& kept() { return *kept_; }
  jobs::Imports& imports() { return imports_; }
  jobs::SignOff& sign_off() { return sign_off_; }
  jobs::Decisions& decisions() { return decisions_; }
  jobs::Worker& worker() { return worker_; }
  jobs::Watchers& watchers() { return watchers_; }

 private:
  std::unique_ptr<jobs::Register> kept_;
  jobs::Imports imports_;
  jobs::SignOff sign_off_;
  jobs::Decisions decisions_;
  jobs::Worker worker_;
  jobs::Watchers watchers_;
};

} // namespace elicense::instance
