// SPDX-License-Identifier: Apache-2.0
// Changes of parties and keys as entries of the ledger, in the transaction of the change. They hold digests
// of what was and is, and blinded references to whose it is and who did it.
#pragma once
#include "access/register.hpp"
#include "ledger/blinder.hpp"
#include "store/sqlite/connection.hpp"

namespace elicense::store {

class AccessEntries {
 public:
  explicit AccessEntries(ledger::Blinder blinder) : blinder_(std::move(blinder)) {}

  // Roles, scopes and whether it is disabled. `before` is null for a new party, `proposal` where none was
  // needed.
  void party_changed(Connection& connection, const access::Party* before, const access::Party& after,
                     const access::Change& change, const access::RoleProposal* proposal = nullptr) const;
  void role_proposed(Connection& connection, const access::RoleProposal& proposal) const;
  // Word "added" or "ended".
  void key_changed(Connection& connection, const access::Credential& credential, std::string_view word,
                   const access::Change& change) const;

 private:
  ledger::Blinder blinder_;
};

} // namespace elicense::store
