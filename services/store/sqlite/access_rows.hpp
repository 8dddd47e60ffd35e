// SPDX-License-Identifier: Apache-2.0
// Authorities, parties, keys, sessions … as rows. Each row carries the authentication code of its columns,
// which is checked whenever the row is read: ACCESS_ROW_CHANGED.
#pragma once
#include "access/register.hpp"
#include "access/vault.hpp"
#include "store/sqlite/connection.hpp"

namespace elicense::store {

class AccessRows {
 public:
  explicit AccessRows(access::Vault vault) : vault_(std::move(vault)) {}

  void write(Connection& connection, const access::Tenant& tenant) const;
  void write(Connection& connection, const access::Party& party) const;
  void write(Connection& connection, const access::Credential& credential) const;
  void write(Connection& connection, const access::Session& session) const;
  void write(Connection& connection, const access::Enrolment& enrolment,
             Time used_at) const; // Time(): not yet
  void write(Connection& connection, const access::RoleProposal& proposal,
             const std::string& approved_by) const;

  // The columns as the tables have them, from the given one on.
  Result<access::Tenant> tenant(const Statement& row) const;
  Result<access::Party> party(const Statement& row, int from = 0) const;
  Result<access::Credential> credential(const Statement& row, int from = 0) const;
  Result<access::Session> session(const Statement& row) const;
  Result<access::Enrolment> enrolment(const Statement& row) const;
  Result<access::RoleProposal> proposal(const Statement& row) const;

 private:
  access::Vault vault_;
};

inline constexpr int credential_columns = 7; // a party's columns follow in a join

} // namespace elicense::store
