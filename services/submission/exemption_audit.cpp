// SPDX-License-Identifier: Apache-2.0
#include "submission/exemption_audit.hpp"

#include <algorithm>

namespace elicense::submission {
namespace {

constexpr std::array fields = {&ExemptionCounts::submissions, &ExemptionCounts::asked_for,
                               &ExemptionCounts::given,       &ExemptionCounts::accepted,
                               &ExemptionCounts::refused,     &ExemptionCounts::paper_demanded,
                               &ExemptionCounts::withdrawn};

CountedUnder matter_of(CountedUnder under) {
  under.authority.clear();
  under.region.clear();
  return under;
}

bool is_within(const ExemptionCounts& part, const ExemptionCounts& whole) {
  return std::ranges::all_of(fields, [&](auto field) { return part.*field <= whole.*field; });
}

bool is_within(const Costs& part, const Costs& whole) {
  return std::ranges::all_of(part, [&](const auto& each) {
    const auto found = whole.find(each.first);
    return found != whole.end() && each.second <= found->second;
  });
}

ledger::Finding finding(std::uint64_t leaf, const CountedUnder& under) {
  return {leaf, "LEDGER_AUDIT_EXEMPTION", under.day + ' ' + under.matter};
}

} // namespace

void ExemptionAudit::take(const Submission& kept) {
  const Counted one = counted(kept);
  Kept& sum =
      kept_.try_emplace(matter_of(one.under), Kept{.counts = {}, .costs = {}, .receipt = kept.receipt})
          .first->second;
  for (const auto field : fields)
    sum.counts.*field += one.counts.*field;
  for (const auto& [cost, materials] : one.costs)
    sum.costs[cost] += materials;
}

std::optional<ledger::Finding> ExemptionAudit::check(const Counted& row) {
  const auto found = kept_.find(row.under);
  if (found == kept_.end()) return std::nullopt;
  const Kept kept = std::move(found->second);
  kept_.erase(found);
  const bool all_are_kept = kept.counts.submissions == row.counts.submissions;
  const bool good = all_are_kept ? kept.counts == row.counts && kept.costs == row.costs
                                 : is_within(kept.counts, row.counts) && is_within(kept.costs, row.costs);
  return good ? std::nullopt : std::optional(finding(kept.receipt, row.under));
}

std::vector<ledger::Finding> ExemptionAudit::rest() const {
  std::vector<ledger::Finding> findings;
  for (const auto& [under, kept] : kept_)
    findings.push_back(finding(kept.receipt, under));
  return findings;
}

} // namespace elicense::submission
