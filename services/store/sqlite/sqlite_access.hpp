// SPDX-License-Identifier: Apache-2.0
// Authorities, parties, keys and sessions in the register's file, written by its one writer.
#pragma once
#include "store/sqlite/access_entries.hpp"
#include "store/sqlite/access_rows.hpp"
#include "store/sqlite/reader_pool.hpp"
#include "store/sqlite/writer.hpp"

namespace elicense::store {

class SqliteAccess final : public access::Register {
 public:
  SqliteAccess(Writer& writer, ReaderPool& readers, access::Vault vault, ledger::Blinder blinder)
      : writer_(writer), readers_(readers), rows_(std::move(vault)), entries_(std::move(blinder)) {}

  Result<void> add_tenant(const access::Tenant& tenant) override;
  Result<std::vector<access::Tenant>> tenants() override;
  Result<void> add_party(const access::Party& party, const access::Change& change) override;
  Result<access::Party> party(std::string_view id) override;
  Result<access::Party> operator_of(std::string_view subject) override;
  Result<std::vector<access::Party>> parties() override;
  Result<access::Party> change_party(std::string_view id, const Edit& edit,
                                     const access::Change& change) override;
  Result<void> add_credential(const access::Credential& credential, const access::Change& change) override;
  Result<access::Identity> find_key(std::string_view key_id) override;
  Result<access::Identity> find_certificate(const crypto::Sm3Digest& digest) override;
  Result<std::vector<access::Credential>> credentials(std::string_view party) override;
  Result<void> end_credential(std::string_view key_id, Time not_after, const access::Change& change) override;
  Result<void> note_ahead(std::string_view key_id, Time newest) override;
  Result<std::map<std::string, Time, std::less<>>> times_ahead() override;
  Result<void> keep_session(const access::Session& session) override;
  Result<access::Session> session(const crypto::Sm3Digest& digest) override;
  Result<void> touch_session(const crypto::Sm3Digest& digest, Time last_used) override;
  Result<void> end_session(const crypto::Sm3Digest& digest) override;
  Result<void> forget_sessions(Time expired_before) override;
  Result<void> offer_enrolment(const access::Enrolment& enrolment) override;
  Result<void> enrol(const crypto::Sm3Digest& code, const access::Party& party,
                     const access::Credential& credential, const access::Change& change) override;
  Result<void> propose(const access::RoleProposal& proposal) override;
  Result<std::vector<access::RoleProposal>> proposals() override;
  Result<access::Party> approve(std::string_view id, const access::Change& change) override;

 private:
  Result<access::Party> read_party(Connection& connection, std::string_view id) const;
  Result<void> enter_party(Connection& connection, const access::Party& party,
                           const access::Change& change) const;
  Result<void> enter_credential(Connection& connection, const access::Credential& credential,
                                const access::Change& change) const;

  Writer& writer_;
  ReaderPool& readers_;
  AccessRows rows_;
  AccessEntries entries_;
};

} // namespace elicense::store
