// SPDX-License-Identifier: Apache-2.0
#include "jobs/import_run.hpp"
#include "jobs/channel.hpp"
#include "jobs/scan_files.hpp"
#include <thread>

namespace elicense::jobs {
namespace {

constexpr std::size_t groups_waiting = 2;
constexpr std::size_t scans_at_once = 32U << 20; // bytes of the scans of licenses that are issued together

nlohmann::json findings_json(const stock::Assessment& assessment) {
  nlohmann::json findings = nlohmann::json::array();
  for (const stock::Finding& finding : assessment.findings)
    findings.push_back({{"rule", finding.rule},
                        {"field", finding.field},
                        {"detail", finding.detail},
                        {"before", finding.before}});
  return findings;
}

std::size_t size_of(const std::vector<license::Scan>& scans) {
  std::size_t size = 0;
  for (const license::Scan& scan : scans) {
    size += scan.content.size();
    for (const Bytes& page : scan.pages)
      size += page.size();
  }
  return size;
}

// Could not be asked: the same may succeed later.
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
  std::vector<KeptRow> kept;    // not written yet
};

// What is issued together. Its requests hold the scans.
struct ImportRun::Part {
  std::vector<license::IssueRequest> requests;
  std::vector<const AssessedRow*> rows;
  std::size_t scans = 0; // bytes
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
  if (auto kept = write_kept(1); !kept && !state_->failure) return kept.error();
  if (state_->failure) return *state_->failure;
  return passport;
}

Result<stock::Passport> ImportRun::read() {
  const license::LicenseType* const type = with_.types.find(job_.type_code);
  if (type == nullptr) return fail(ErrorKind::not_found, "TYPE_UNKNOWN", job_.type_code);
  const ScanFiles scans(with_.jobs, job_);
  const auto exists = [&scans](const std::string& name) { return scans.exists(name); };
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
  {
    const std::lock_guard lock(state_->mutex);
    std::ranges::move(group.kept, std::back_inserter(state_->kept));
  }
  return write_kept(rows_in_group);
}

// As soon as there are `enough`: a group has only few of them. What a crash loses here is found again, for
// the file is read from its beginning then.
Result<void> ImportRun::write_kept(std::size_t enough) {
  std::vector<KeptRow> kept;
  {
    const std::lock_guard lock(state_->mutex);
    if (state_->kept.size() < enough) return {};
    kept.swap(state_->kept);
  }
  return with_.jobs.keep(job_.id, kept);
}

license::IssueRequest ImportRun::request_of(const AssessedRow& row) const {
  const stock::Assessment& assessment = row.assessment;
  license::IssueRequest request{.idempotency_key = row.key,
                                .type_code = job_.type_code,
                                .data = assessment.data,
                                .holder_code_type = assessment.holder_code_type,
                                .issued_on =
                                    assessment.issued_on.empty() ? job_.details.today : assessment.issued_on};
  request.batch =
      license::Batch{.id = job_.id, .row = static_cast<std::int64_t>(assessment.row), .released_at = {}};
  return request;
}

Result<void> ImportRun::issue(Group& group) {
  const ScanFiles files(with_.jobs, job_);
  Part part;
  for (const AssessedRow& row : group.rows) {
    auto scans = files.read(row.assessment.attachments);
    if (!scans) {
      if (passes(scans.error())) return scans.error();
      refuse(group, row, scans.error());
      continue;
    }
    part.requests.push_back(request_of(row));
    part.rows.push_back(&row);
    part.scans += size_of(*scans);
    part.requests.back().scans = *std::move(scans);
    if (part.scans < scans_at_once) continue;
    if (auto issued = issue(group, std::exchange(part, {})); !issued) return issued;
  }
  return issue(group, part);
}

Result<void> ImportRun::issue(Group& group, const Part& part) {
  if (part.requests.empty()) return {};
  const auto licenses = with_.issuer.issue_many(part.requests);
  for (std::size_t i = 0; i < licenses.size(); ++i) {
    if (licenses[i]) continue;
    if (passes(licenses[i].error())) return licenses[i].error();
    refuse(group, *part.rows[i], licenses[i].error());
  }
  return {};
}

// In place of what was to be known of it when it is issued.
void ImportRun::refuse(Group& group, const AssessedRow& row, const Error& error) {
  const auto number = static_cast<std::int64_t>(row.assessment.row);
  std::erase_if(group.kept, [number](const KeptRow& kept) { return kept.number == number; });
  group.kept.push_back(kept_row(row, Outcome::refused));
  group.kept.back().content["code"] = error.code;
}

} // namespace elicense::jobs
