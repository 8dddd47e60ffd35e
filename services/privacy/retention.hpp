// SPDX-License-Identifier: Apache-2.0
// How long personal data are kept, and erasing what was kept long enough. The ledger stays as it is: its
// leaves hold no personal data.
#pragma once
#include "crypto/time.hpp"
#include "ledger/blinder.hpp"
#include <optional>

namespace elicense::privacy {

// Nothing: kept for ever.
struct RetentionRules {
  std::optional<std::chrono::days> ended_licenses; // after the last day of validity
  std::optional<std::chrono::days> voided_plans;   // what was asked for and never issued, after it was voided
  std::optional<std::chrono::days> accesses;       // after the reading; complaints after their answer
  std::optional<std::chrono::days> events = {}; // told to others, once nothing of one waits to be delivered
  std::optional<std::chrono::days> import_rows =
      {};                                      // kept of files of historic stock, after the job was over
  std::optional<std::chrono::days> scans = {}; // of shown codes, with sessions and mandates that are over
  std::optional<std::chrono::days> submissions = {}; // with their copies, after their last change
};

struct RetentionCounts {
  std::int64_t licenses = 0, plans = 0, accesses = 0, events = 0, import_rows = 0, scans = 0, submissions = 0,
               complaints = 0;
  std::int64_t all() const {
    return licenses + plans + accesses + events + import_rows + scans + submissions + complaints;
  }
};

// STORE_UNAVAILABLE, STORE_FULL, STORE_BUSY
class Retention {
 public:
  virtual ~Retention() = default;
  virtual Result<RetentionCounts> due(const RetentionRules& rules, Time now) = 0; // changes nothing
  // Erases at most `rows` of each kind, with a leaf in the ledger for every license and one for the accesses,
  // the events, the rows of imports, the scans and the complaints. To be repeated until nothing is due. An
  // erased license answers LICENSE_ERASED; its state, dates and document digest stay.
  virtual Result<RetentionCounts> erase(const RetentionRules& rules, Time now, std::size_t rows,
                                        const ledger::Blinder& blinder) = 0;
};

} // namespace elicense::privacy
