// SPDX-License-Identifier: Apache-2.0
// The counts against the submissions that are still kept.
#pragma once
#include "ledger/audit.hpp"
#include "submission/exemption.hpp"

namespace elicense::submission {

class ExemptionAudit {
 public:
  void take(const Submission& kept); // each one that is counted
  // Afterwards every row of counts, over all authorities and regions of a matter. LEDGER_AUDIT_EXEMPTION:
  // where all are kept it is another count, or it is less than those that are kept.
  std::optional<ledger::Finding> check(const Counted& row);
  std::vector<ledger::Finding> rest() const; // kept, and nowhere counted

 private:
  struct Kept {
    ExemptionCounts counts;
    Costs costs;
    std::uint64_t receipt = 0; // of the first: where to look
  };
  std::map<CountedUnder, Kept> kept_;
};

} // namespace elicense::submission
