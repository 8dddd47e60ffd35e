// SPDX-License-Identifier: Apache-2.0
// Does the jobs that wait, one after another, each over all cores; and goes on with those that an end of the
// program interrupted.
#pragma once
#include "jobs/import_run.hpp"
#include "jobs/sign_off.hpp"
#include <memory>
#include <mutex>

namespace elicense::jobs {

struct WorkerDependencies {
  RunDependencies run;
  license::Life& life;
  SignOff& sign_off;
  const ledger::Blinder& blinder;
  Clock clock;
};

class Worker {
 public:
  explicit Worker(WorkerDependencies dependencies) : with_(std::move(dependencies)) {}

  // The oldest job there is to do, to its end; false: there was none. An Error: it could not go on just now,
  // or was told to stop; to be called again.
  Result<bool> work_one();
  // This job; for a command that waits for it. JOB_STATE: it is not to be done
  Result<Job> work(const std::string& id);
  void stop(); // from any thread: what is under way is given up where it is

  Progress progress(const std::string& id) const; // from any thread
  void told_to_cancel(const std::string& id);     // so that it need not be looked up for every row

 private:
  Result<Job> perform(const Job& job);
  Result<Job> begin(const Job& job);
  Result<Job> import(const Job& job, Live& live);
  Result<Job> finish_import(const Job& job, const stock::Passport& passport);
  Result<Job> end_dry_run(const Job& job, const stock::Passport& passport);
  Result<Job> decide(const Job& job, Live& live);
  Result<Job> fail_job(const Job& job, const Error& error);
  struct Sampled;
  Result<Sampled> choose(const Job& job) const;

  WorkerDependencies with_;
  mutable std::mutex mutex_; // of all below
  std::string current_;
  std::shared_ptr<Live> live_;
  bool stopped_ = false;
};

} // namespace elicense::jobs
