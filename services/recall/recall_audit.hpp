// SPDX-License-Identifier: Apache-2.0
// Recalls against the ledger: every row as its leaves say, every leaf with its row until its license is
// erased.
#pragma once
#include "ledger/kind_audit.hpp"
#include "recall/recall.hpp"

namespace elicense::recall {

struct Leaves { // that a row was written with
  std::uint64_t told = 0;
  std::optional<std::uint64_t> lifted, answered;
};

class RecallAudit {
 public:
  explicit RecallAudit(const ledger::Blinder& blinder) : blinder_(&blinder) {}

  void take(std::uint64_t index, const ledger::Entry& entry);
  // Afterwards every row, with what opened of it.
  std::optional<ledger::Finding> check(const Leaves& leaves, const Result<Recall>& recall);
  void license_erased(const std::string& identifier);
  std::vector<ledger::Finding> rest() const;

 private:
  const ledger::Blinder* blinder_;
  ledger::KindAudit told_{ledger::EntryKind::license_recalled, "LEDGER_AUDIT_RECALL"}, // and lifted
      answered_{ledger::EntryKind::recall_acknowledged, "LEDGER_AUDIT_RECALL"};
};

} // namespace elicense::recall
