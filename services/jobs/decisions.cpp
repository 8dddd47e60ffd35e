// SPDX-License-Identifier: Apache-2.0
#include "jobs/decisions.hpp"

namespace elicense::jobs {
namespace {

constexpr std::size_t decided_at_once = 1000;

Error too_many_selected() {
  return fail(ErrorKind::too_large, "DECISION_LIMIT", std::to_string(max_items));
}

license::TransitionRequest request_of(const Proposal& proposal) {
  return {.idempotency_key = proposal.idempotency_key,
          .license = {},
          .name = proposal.transition,
          .reason = proposal.reason,
          .legal_basis = proposal.legal_basis,
          .effective_on = {},
          .revision = std::nullopt,
          .data = std::nullopt};
}

} // namespace

nlohmann::json to_json(const Selection& selection) {
  return {{"import", selection.import_job},
          {"license_type", selection.type_code},
          {"state", selection.state ? license::to_text(*selection.state) : ""},
          {"issued_from", selection.issued_from},
          {"issued_to", selection.issued_to}};
}

Result<std::vector<license::License>> Decisions::of_import(const std::string& job) const {
  std::vector<license::License> found;
  for (std::int64_t after = 0;;) {
    const auto rows = with_.jobs.issued(job, after, decided_at_once);
    if (!rows) return rows.error();
    if (rows->empty()) return found;
    for (const IssuedRow& row : *rows) {
      if (found.size() == max_items) return too_many_selected();
      auto license = with_.licenses.find(row.identifier);
      if (!license && license.error().code == "LICENSE_ERASED") continue;
      if (!license) return license.error();
      found.push_back(*std::move(license));
    }
    after = rows->back().number;
  }
}

Result<std::vector<license::License>> Decisions::by_filter(const Selection& selection) const {
  std::vector<license::License> found;
  license::ListFilter filter{.issuer_code = with_.tenant,
                             .type_code = selection.type_code,
                             .state = selection.state,
                             .issued_from = selection.issued_from,
                             .issued_to = selection.issued_to,
                             .now = with_.clock()};
  for (;;) {
    auto page = with_.licenses.list(filter);
    if (!page) return page.error();
    if (found.size() + page->licenses.size() > max_items) return too_many_selected();
    std::ranges::move(page->licenses, std::back_inserter(found));
    if (!page->next) return found;
    filter.after = *page->next;
  }
}

Result<std::vector<license::License>> Decisions::licenses_of(const Selection& selection) const {
  if (selection.import_job.empty()) return by_filter(selection);
  const auto job = with_.jobs.find(selection.import_job);
  if (!job) return job.error();
  if (job->tenant != with_.tenant) return fail(ErrorKind::not_found, "JOB_NOT_FOUND");
  return of_import(selection.import_job);
}

Result<Preview> Decisions::preview(const Selection& selection) const {
  if (selection.import_job.empty() && selection.type_code.empty())
    return fail(ErrorKind::invalid, "DECISION_EMPTY", "name an import or a license type");
  const auto licenses = licenses_of(selection);
  if (!licenses) return licenses.error();
  if (licenses->empty()) return fail(ErrorKind::invalid, "DECISION_EMPTY");
  Preview preview;
  const Time now = with_.clock();
  for (const license::License& license : *licenses) {
    preview.identifiers.push_back(license.identifier);
    ++preview.by_type[license.type_code];
    ++preview.by_state[std::string(license::to_text(license.state_at(now)))];
  }
  return preview;
}

Result<Job> Decisions::propose(const Proposal& proposal, const license::Actor& actor) {
  if (proposal.idempotency_key.empty()) return fail(ErrorKind::malformed, "IDEMPOTENCY_KEY_MISSING");
  if (auto good = with_.life.check_request(request_of(proposal), actor); !good) {
    if (good.error().code == "TRANSITION_DATA")
      return fail(ErrorKind::invalid, "DECISION_VERSION", proposal.transition);
    return good.error();
  }
  const auto chosen = preview(proposal.selection);
  if (!chosen) return chosen.error();
  const auto selected = static_cast<std::int64_t>(chosen->identifiers.size());
  if (proposal.expected && *proposal.expected != selected)
    return fail(ErrorKind::conflict, "DECISION_CHANGED", std::to_string(selected));
  const Time now = with_.clock();
  Job job{.id = crypto::random_id(with_.random),
          .kind = Kind::decision,
          .state = State::proposed,
          .tenant = with_.tenant,
          .type_code = proposal.selection.type_code,
          .request = "decision\n" + proposal.idempotency_key,
          .asked_at = now,
          .changed_at = now,
          .counts = {},
          .details = {}};
  Details& details = job.details;
  details.asked_by = actor.party;
  details.transition = proposal.transition;
  details.reason = proposal.reason;
  details.legal_basis = proposal.legal_basis;
  details.selection = to_json(proposal.selection);
  details.selected = selected;
  auto made = with_.jobs.propose(job, chosen->identifiers);
  if (!made || made->id == job.id) return made;
  const bool same =
      made->details.transition == details.transition && made->details.reason == details.reason &&
      made->details.legal_basis == details.legal_basis && made->details.selection == details.selection;
  if (same) return made;
  return fail(ErrorKind::conflict, "IDEMPOTENCY_MISMATCH");
}

Result<Job> Decisions::approve(const std::string& id, const license::Actor& actor) {
  return with_.jobs.change(id, [&](Job& job) -> Result<void> {
    if (job.state != State::proposed) return wrong_state(job);
    if (!actor.roles.contains("issuer_approver")) return fail(ErrorKind::forbidden, "DECISION_ROLE");
    if (job.details.asked_by == actor.party) return fail(ErrorKind::forbidden, "DECISION_OWN");
    job.details.decided_by = actor.party;
    job.state = State::waiting;
    job.changed_at = with_.clock();
    return {};
  });
}

Result<Job> Decisions::withdraw(const std::string& id, const std::string& party) {
  return with_.jobs.change(id, [&](Job& job) -> Result<void> {
    if (job.state != State::proposed) return wrong_state(job);
    job.details.decided_by = party;
    job.state = State::withdrawn;
    job.changed_at = with_.clock();
    return {};
  });
}

} // namespace elicense::jobs
