// SPDX-License-Identifier: Apache-2.0
#include "submission/matter_publisher.hpp"
#include <algorithm>
#include <set>

namespace elicense::submission {
namespace {

using license::Proposal;
using license::ProposedChange;

Error refusal_of(const ExaminedMatter& examined) {
  std::string why = examined.invalid;
  for (const MatterFinding& finding : examined.findings)
    if (finding.refuses) why += (why.empty() ? "" : ", ") + finding.rule + " " + finding.place;
  return fail(ErrorKind::invalid, "MATTER_REFUSED", "row " + std::to_string(examined.row) + ": " + why);
}

void refuse_twice(std::vector<ExaminedMatter>& all) {
  std::set<std::string> seen;
  for (ExaminedMatter& one : all)
    if (one.matter && !seen.insert(one.matter->code).second)
      one.findings.push_back({"code-twice", true, one.matter->code});
}

Proposal publication_of(const Matter& matter, const std::string& by) {
  Proposal proposal;
  proposal.change = ProposedChange::publication;
  proposal.code = matter.code;
  proposal.version = matter.version;
  proposal.file = matter_file(matter);
  proposal.proposed_by = by;
  return proposal;
}

} // namespace

bool ExaminedMatter::is_refused() const {
  return !matter || std::ranges::any_of(findings, &MatterFinding::refuses);
}

MatterPublisher::MatterPublisher(Parts parts)
    : Publisher({.kind = of_matters,
                 .kept = parts.proposals,
                 .blinder = parts.blinder,
                 .most_waiting = max_waiting_matters,
                 .clock = parts.clock,
                 .random = parts.random}),
      with_(std::move(parts)) {}

ExaminedMatter MatterPublisher::examined(MatterRow row) const {
  ExaminedMatter examined;
  examined.row = row.row;
  if (!row.matter) {
    examined.invalid = row.matter.error().detail;
    return examined;
  }
  examined.matter = *std::move(row.matter);
  const Matter* const newest = with_.matters.newest(examined.matter->code);
  if (newest != nullptr) {
    examined.matter->version = newest->version + 1;
    examined.unchanged =
        !with_.matters.is_withdrawn(newest->code) && matter_json(*newest) == matter_json(*examined.matter);
  }
  examined.findings = check_matter(*examined.matter, with_.matters.find(examined.matter->code), with_.types);
  return examined;
}

Result<std::vector<ExaminedMatter>> MatterPublisher::examine(std::string_view file) const {
  auto rows = read_matter_rows(file, with_.authority);
  if (!rows) return rows.error();
  std::vector<ExaminedMatter> all;
  for (MatterRow& row : *rows)
    all.push_back(examined(std::move(row)));
  refuse_twice(all);
  return all;
}

Result<std::vector<Proposal>> MatterPublisher::propose(std::string_view file, const std::string& by) {
  const std::lock_guard lock(turn_);
  const auto all = examine(file);
  if (!all) return all.error();
  for (const ExaminedMatter& one : *all)
    if (one.is_refused()) return refusal_of(one);
  std::vector<Proposal> proposals;
  for (const ExaminedMatter& one : *all)
    if (!one.unchanged) proposals.push_back(publication_of(*one.matter, by));
  if (proposals.empty()) return fail(ErrorKind::conflict, "MATTER_UNCHANGED");
  return record(std::move(proposals));
}

Result<Proposal> MatterPublisher::propose_withdrawal(const std::string& code, const std::string& reason,
                                                     const std::string& by) {
  if (auto good = check_reason(reason); !good) return good.error();
  const std::lock_guard lock(turn_);
  const Matter* const matter = with_.matters.find(code);
  if (matter == nullptr) return fail(ErrorKind::not_found, "MATTER_UNKNOWN", code);
  return record_withdrawal(matter->code, matter->version, reason, by);
}

Result<void> MatterPublisher::check_still(const Proposal& proposal) const {
  const auto overtaken = fail(ErrorKind::conflict, "MATTER_OVERTAKEN", proposal.code);
  if (proposal.change == ProposedChange::withdrawal) {
    const Matter* const matter = with_.matters.find(proposal.code);
    return matter != nullptr && matter->version == proposal.version ? Result<void>()
                                                                    : Result<void>(overtaken);
  }
  const auto all = examine(proposal.file);
  if (!all) return all.error();
  const ExaminedMatter& one = all->front();
  if (one.is_refused()) return refusal_of(one);
  return one.matter->version == proposal.version ? Result<void>() : Result<void>(overtaken);
}

Result<void> MatterPublisher::apply(const Proposal& proposal) {
  if (proposal.change == ProposedChange::withdrawal) {
    with_.matters.withdraw(proposal.code);
    return {};
  }
  auto matters = read_matters(proposal.file, with_.authority);
  if (!matters) return matters.error();
  matters->front().version = proposal.version;
  return with_.matters.publish(std::move(matters->front()));
}

} // namespace elicense::submission
