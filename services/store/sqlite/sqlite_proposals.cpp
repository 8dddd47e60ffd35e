// SPDX-License-Identifier: Apache-2.0
// Proposals in the register: each call is one transaction with its leaf.
#include "store/sqlite/opening.hpp"
#include "store/sqlite/outbox_rows.hpp"
#include "store/sqlite/proposal_rows.hpp"

namespace elicense::store {
namespace {

using license::Proposal;
using license::ProposalStatus;

// Others, in the same transaction.
using Tell = std::function<void(Connection&, const Proposal&, Time)>;

class SqliteProposals final : public license::ProposalRegister {
 public:
  SqliteProposals(SqliteRegister::Parts& parts, const ProposalTables& tables, Tell tell)
      : parts_(parts), tables_(tables), tell_(std::move(tell)) {}

  Result<Proposal> record_proposal(Proposal proposal, const ledger::Entry& leaf) override {
    return parts_.write<Proposal>([&](Connection& connection, const Keyring& keyring) {
      proposal.number = insert_proposal(tables_, connection, keyring, proposal, leaf);
      tell_(connection, proposal, proposal.proposed_at);
      return read_proposal(tables_, connection, keyring, proposal.number);
    });
  }

  Result<Proposal> record_decision(Proposal decided, const ledger::Entry& leaf) override {
    return parts_.write<Proposal>([&](Connection& connection, const Keyring& keyring) -> Result<Proposal> {
      auto open = read_proposal(tables_, connection, keyring, decided.number);
      if (!open) return open;
      if (open->status != ProposalStatus::waiting)
        return fail(ErrorKind::conflict, tables_.kind.decided, std::string(to_text(open->status)));
      insert_decision(tables_, connection, keyring, decided, leaf);
      tell_(connection, decided, decided.decided_at);
      return read_proposal(tables_, connection, keyring, decided.number);
    });
  }

  Result<Proposal> find(std::int64_t number) override {
    return parts_.read<Proposal>([&](Connection& connection, const Keyring& keyring) {
      return read_proposal(tables_, connection, keyring, number);
    });
  }

  Result<std::vector<Proposal>> all() override {
    return parts_.read<std::vector<Proposal>>([&](Connection& connection, const Keyring& keyring) {
      return read_proposals(tables_, connection, keyring);
    });
  }

 private:
  SqliteRegister::Parts& parts_;
  const ProposalTables& tables_;
  const Tell tell_;
};

void tell_of_type(Connection& connection, const std::string& authority, const Proposal& proposal, Time at) {
  enqueue(connection, {.kind = std::string(notify::kind::license_type_changed),
                       .tenant = authority,
                       .object = "/v1/license-types/" + proposal.code,
                       .at = at,
                       .data = {{"proposal", proposal.number},
                                {"change", license::to_text(proposal.change)},
                                {"version", proposal.version},
                                {"status", license::to_text(proposal.status)}}});
}

} // namespace

std::unique_ptr<license::ProposalRegister> SqliteRegister::types(const std::string& authority) {
  return std::make_unique<SqliteProposals>(
      *parts_, type_tables, [authority](Connection& connection, const Proposal& proposal, Time at) {
        tell_of_type(connection, authority, proposal, at);
      });
}

std::unique_ptr<license::ProposalRegister> SqliteRegister::matters() {
  return std::make_unique<SqliteProposals>(*parts_, matter_tables,
                                           [](Connection&, const Proposal&, Time) {}); // nobody subscribes
}

} // namespace elicense::store
