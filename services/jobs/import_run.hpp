// SPDX-License-Identifier: Apache-2.0
// Issuing a file: one thread reads and judges rows, several draw, seal and record them in groups.
#pragma once
#include "jobs/file_reading.hpp"
#include "jobs/live.hpp"
#include "license/issue.hpp"

namespace elicense::jobs {

struct RunDependencies {
  Register& jobs;
  license::Issuer& issuer;
  const license::TypeCatalogue& types;
  crypto::RandomSource random;
  unsigned lanes = 2; // threads that issue
};

class ImportRun {
 public:
  ImportRun(const RunDependencies& dependencies, const Job& job, Live& live);
  ~ImportRun();
  // Until the file ends or `live` tells it to stop. An Error: what was under way is finished by the next run.
  Result<stock::Passport> run();

 private:
  struct Group;
  struct Part;
  bool take(std::vector<AssessedRow> rows);
  void work();
  Result<void> finish(Group& group);
  Result<void> write_kept(std::size_t enough);
  license::IssueRequest request_of(const AssessedRow& row) const;
  Result<void> issue(Group& group);
  Result<void> issue(Group& group, const Part& part);
  static void refuse(Group& group, const AssessedRow& row, const Error& error);
  Result<stock::Passport> read();

  const RunDependencies with_;
  const Job& job_;
  Live& live_;
  struct State;
  std::unique_ptr<State> state_;
};

// What is kept of a row that is not issued, or of one with something to know.
KeptRow kept_row(const AssessedRow& row, Outcome outcome);

} // namespace elicense::jobs
