// SPDX-License-Identifier: Apache-2.0
#include "submission/submission_audit.hpp"

#include "submission/submission_leaves.hpp"

#include <algorithm>

namespace elicense::submission {
namespace {

using ledger::DigestRole;
using ledger::Entry;
using ledger::EntryKind;
using ledger::Finding;

Finding finding(std::uint64_t leaf, std::string detail) {
  return {leaf, "LEDGER_AUDIT_SUBMISSION", std::move(detail)};
}

// All turns of a submission have the same; whoever sends the same request as another case has it, too.
bool is_same_request(const Entry& one, const Entry& other) {
  return one.digests.front() == other.digests.front() && one.references == other.references;
}

} // namespace

void SubmissionAudit::take(std::uint64_t index, const Entry& entry) {
  if (entry.kind == EntryKind::submission_received) received_.emplace(index, entry);
  if (entry.kind == EntryKind::submission_answered || entry.kind == EntryKind::submission_withdrawn)
    ended_.emplace(index, entry);
  if (entry.kind != EntryKind::data_erased || entry.word != "submissions") return;
  erased_before_ = index;
  erased_ += entry.number.value_or(0);
}

// Time and state of the last turn are not those of the row when it was answered since.
bool SubmissionAudit::is_told(std::uint64_t receipt, const FiledSubmission& row) const {
  const auto leaf = received_.find(receipt);
  if (leaf == received_.end()) return false;
  Entry expected = received_leaf(row.submission, row.request, *blinder_);
  if (!is_open(row.submission.registered_state)) {
    expected.at = leaf->second.at;
    expected.word = to_text(state_by_materials(row.submission.materials));
  }
  return expected == leaf->second;
}

// The holder who withdrew is in the leaf alone.
bool SubmissionAudit::has_its_end(const Submission& submission) {
  if (is_open(submission.registered_state)) return true;
  const bool withdrawn = submission.registered_state == State::withdrawn;
  const auto fits = [&](const auto& leaf) {
    const Entry& entry = leaf.second;
    if (!withdrawn) return entry == answered_leaf(submission, *blinder_);
    const Entry expected = withdrawn_leaf(submission, submission.applicant, *blinder_);
    return entry.kind == expected.kind && entry.at == expected.at && entry.digests == expected.digests &&
           entry.references.back() == expected.references.back();
  };
  const auto end = std::ranges::find_if(ended_, fits);
  if (end == ended_.end()) return false;
  ended_.erase(end);
  return true;
}

std::optional<Finding> SubmissionAudit::check(std::uint64_t receipt, const Result<FiledSubmission>& row) {
  if (!row) return finding(receipt, row.error().code);
  const bool told = is_told(receipt, *row) && told_.insert(receipt).second;
  const bool ended = has_its_end(row->submission);
  return told && ended ? std::nullopt : std::optional(finding(receipt, row->submission.number));
}

bool SubmissionAudit::has_a_row(std::uint64_t leaf, const Entry& entry) const {
  return std::any_of(told_.lower_bound(leaf), told_.end(), [&](std::uint64_t receipt) {
    return receipt == leaf || is_same_request(received_.at(receipt), entry);
  });
}

std::vector<Finding> SubmissionAudit::rest() const {
  std::vector<Finding> findings;
  std::vector<Entry> erased; // one of each request whose rows may be gone
  for (const auto& [leaf, entry] : received_) {
    if (has_a_row(leaf, entry)) continue;
    const auto is_same = [&missing = entry](const Entry& each) { return is_same_request(each, missing); };
    const bool known = std::ranges::any_of(erased, is_same);
    if (leaf >= erased_before_ || (!known && erased.size() >= erased_))
      findings.push_back(finding(leaf, "of no submission"));
    else if (!known)
      erased.push_back(entry);
  }
  for (const auto& [leaf, entry] : ended_)
    if (leaf >= erased_before_) findings.push_back(finding(leaf, "of no submission"));
  return findings;
}

} // namespace elicense::submission
