// SPDX-License-Identifier: Apache-2.0
#include "jobs/import_run.hpp"
#include "jobs/channel.hpp"
#include "jobs/scan_files.hpp"
#include <thread>

namespace elicense::jobs {
namespace {

constexpr std::size_t groups_waiting = 2;

nlohmann::json findings_json(const stock::Assessment& assessment) {
  nlohmann::json findings = nlohmann::json::array();
  for (const stock::Finding& finding : assessment.findings)
    findings.push_back({{"rule", finding.rule},
                        {"field", finding.field},
                        {"detail", finding.detail},
                        {"before", finding.before}});
  return findings;
}

// Could not be asked: the same may succeed later.
bool passes(const Error& error) {
  return error.kind == ErrorKind::unavailable || error.kind == ErrorKind::busy;
}

} // namespace

KeptRow kept_row(const AssessedRow& row, Outcome outcome) {
  const stock::Assessment& assessment = row.assessment;
  KeptRow kept{.number = static_cast<std::int64_t>(assessment.row),
               .outcome = outcome,
               .content = {{"line", assessment.line},
                           {"grade", stock::to_text(assessment.grade)},
                           {"findings", findings_json(assessment)}}};
  if (outcome != Outcome::noted) kept.content["cells"] = row.cells;
  if (outcome == Outcome::repeated) kept.content["license"] = row.known.identifier;
  return kept;
}

struct ImportRun::Group {
  std::vector<AssessedRow> rows; // to be issued
  std::vector<KeptRow> kept;
  std::int64_t size = 0;
};

struct ImportRun::State {
  Channel<Group> groups{groups_waiting};
  std::mutex mutex;
  std::optional<Error> failure; // the first
};

ImportRun::ImportRun(const RunDependencies& dependencies, const Job& job, Live& live)
    : with_(dependencies), job_(job), live_(live), state_(std::make_unique<State>()) {}
ImportRun::~ImportRun() = default;

Result<stock::Passport> ImportRun::run() {
  std::vector<std::jthread> lanes;
  for (unsigned i = 0; i < std::max(1U, with_.lanes); ++i)
    lanes.emplace_back([this] { work(); });
  auto passport = read();
  if (passport)
    state_->groups.close();
  else
    state_->groups.abandon();
  lanes.clear(); // joins
  if (state_->failure) return *state_->failure;
  return passport;
}

Result<stock::Passport> ImportRun::read() {
  const license::LicenseType* const type = with_.types.find(job_.type_code);
  if (type == nullptr) return fail(ErrorKind::not_found, "TYPE_UNKNOWN", job_.type_code);
  const auto exists = [this](const std::string& name) { return scan_exists(job_.details.scans, name); };
  FileReading reading({.jobs = &with_.jobs, .type = *type, .random = with_.random, .scan_exists = exists},
                      job_);
  return reading.run(
      bytes_of_pieces(with_.jobs, job_), [this](auto rows) { return take(std::move(rows)); }, live_.done);
}

// Into those to be issued and those to be kept; of a dry run nothing is issued.
bool ImportRun::take(std::vector<AssessedRow> rows) {
  Group group{.rows = {}, .kept = {}, .size = static_cast<std::int64_t>(rows.size())};
  for (AssessedRow& row : rows) {
    const bool known = !row.known.identifier.empty(), own = row.known.job == job_.id;
    if (known && !own) {
      group.kept.push_back(kept_row(row, Outcome::repeated));
      continue;
    }
    if (row.assessment.grade == stock::Grade::c) {
      group.kept.push_back(kept_row(row, Outcome::quarantined));
      continue;
    }
    if (row.assessment.grade == stock::Grade::b) group.kept.push_back(kept_row(row, Outcome::noted));
    if (!known && job_.kind == Kind::import) group.rows.push_back(std::move(row));
  }
  return !live_.stop && state_->groups.push(std::move(group));
}

void ImportRun::work() {
  while (auto group = state_->groups.take()) {
    if (live_.stop) continue; // what was not begun is left
    const auto finished = finish(*group);
    live_.rows += group->size;
    if (finished) continue;
    const std::lock_guard lock(state_->mutex);
    if (!state_->failure) state_->failure = finished.error();
    state_->groups.abandon();
  }
}

Result<void> ImportRun::finish(Group& group) {
  if (auto issued = issue(group); !issued) return issued;
  return group.kept.empty() ? Result<void>() : with_.jobs.keep(job_.id, group.kept);
}

Result<void> ImportRun::issue(Group& group) {
  std::vector<license::IssueRequest> requests;
  std::vector<const AssessedRow*> rows;
  for (const AssessedRow& row : group.rows) {
    const stock::Assessment& assessment = row.assessment;
    license::IssueRequest request{.idempotency_key = row.key,
                                  .type_code = job_.type_code,
                                  .data = assessment.data,
                                  .holder_code_type = assessment.holder_code_type,
                                  .issued_on = assessment.issued_on.empty() ? job_.details.today
                                                                            : assessment.issued_on};
    request.batch =
        license::Batch{.id = job_.id, .row = static_cast<std::int64_t>(assessment.row), .released_at = {}};
    auto scans = read_scans(job_.details.scans, assessment.attachments);
    if (!scans) {
      group.kept.push_back(kept_row(row, Outcome::refused));
      group.kept.back().content["code"] = scans.error().code;
      continue;
    }
    request.scans = *std::move(scans);
    requests.push_back(std::move(request));
    rows.push_back(&row);
  }
  if (requests.empty()) return {};
  const auto licenses = with_.issuer.issue_many(requests);
  for (std::size_t i = 0; i < licenses.size(); ++i) {
    if (licenses[i]) continue;
    const Error& error = licenses[i].error();
    if (passes(error)) return error;
    KeptRow kept = kept_row(*rows[i], Outcome::refused);
    kept.content["code"] = error.code;
    group.kept.push_back(std::move(kept));
  }
  return {};
}

} // namespace elicense::jobs
