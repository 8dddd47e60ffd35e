// SPDX-License-Identifier: Apache-2.0
// One decision about many licenses: chosen and counted, proposed by one person, approved by another, and then
// made license by license, each with its own history.
#pragma once
#include "jobs/register.hpp"
#include "license/life.hpp"

namespace elicense::jobs {

struct Selection {
  std::string import_job;              // all licenses of an import; or else
  std::string type_code;               // by type,
  std::optional<license::State> state; // state
  std::string issued_from, issued_to;  // and day of issue
};
nlohmann::json to_json(const Selection& selection);

struct Preview {
  std::vector<std::string> identifiers;
  std::map<std::string, std::int64_t> by_type, by_state;
};

struct Proposal {
  std::string idempotency_key; // scoped by the caller
  std::string transition, reason, legal_basis;
  Selection selection;
  std::optional<std::int64_t> expected; // how many there were in the preview
};

struct DecisionsDependencies {
  Register& jobs;
  license::Register& licenses;
  license::Life& life;
  std::string tenant;
  Clock clock;
  crypto::RandomSource random;
};

// JOB_NOT_FOUND, JOB_STATE, STORE_…
class Decisions {
 public:
  explicit Decisions(DecisionsDependencies dependencies) : with_(std::move(dependencies)) {}

  Result<Preview> preview(const Selection& selection) const; // DECISION_EMPTY, DECISION_LIMIT
  // Also DECISION_CHANGED (not as many as in the preview), DECISION_VERSION (it would make new versions), and
  // what Life::check_request() refuses
  Result<Job> propose(const Proposal& proposal, const license::Actor& actor);
  Result<Job> approve(const std::string& id, const license::Actor& actor); // DECISION_OWN, DECISION_ROLE
  Result<Job> withdraw(const std::string& id, const std::string& party);

 private:
  Result<std::vector<license::License>> licenses_of(const Selection& selection) const;
  Result<std::vector<license::License>> of_import(const std::string& job) const;
  Result<std::vector<license::License>> by_filter(const Selection& selection) const;
  DecisionsDependencies with_;
};

} // namespace elicense::jobs
