// SPDX-License-Identifier: Apache-2.0
// The changes of license types against the ledger: every row as its leaves say, every leaf with its row.
#pragma once
#include "ledger/audit.hpp"
#include "license/type_proposal.hpp"
#include <map>

namespace elicense::license {

class TypeAudit {
 public:
  explicit TypeAudit(const ledger::Blinder& blinder) : blinder_(&blinder) {}

  void take(std::uint64_t index, const ledger::Entry& entry); // for ledger::audit(): all entries in order
  std::optional<ledger::Finding> check(const TypeProposal& proposal); // afterwards every row
  std::vector<ledger::Finding> rest() const;                          // at last: leaves without a row

 private:
  bool is_told(std::uint64_t leaf, const ledger::Entry& expected);
  const ledger::Blinder* blinder_;
  std::map<std::uint64_t, ledger::Entry> leaves_;
};

} // namespace elicense::license
