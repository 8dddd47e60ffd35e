// SPDX-License-Identifier: Apache-2.0
// The leaves of one kind against the rows they were written with: every row as its leaf says, every leaf with
// its row.
#pragma once
#include "ledger/audit.hpp"
#include <map>

namespace elicense::ledger {

class KindAudit {
 public:
  KindAudit(EntryKind kind, const char* code) : kind_(kind), code_(code) {}

  void take(std::uint64_t index, const Entry& entry); // for audit(): all entries in order
  // Whether the leaf says exactly this. It counts as having its row then, and is not found a second time.
  bool is_told(std::uint64_t leaf, const Entry& expected);
  void forgive(const Fact<ReferenceRole>& about); // leaves whose rows are gone for a reason

  Finding finding(std::uint64_t leaf, std::string detail) const { return {leaf, code_, std::move(detail)}; }
  std::vector<Finding> rest(const std::string& detail) const; // at last: leaves without a row

 private:
  EntryKind kind_;
  const char* code_;
  std::map<std::uint64_t, Entry> leaves_;
};

} // namespace elicense::ledger
