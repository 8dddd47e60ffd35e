// SPDX-License-Identifier: Apache-2.0
// Proposals in the register: each call is one transaction with its leaf.
#include "store/sqlite/opening.hpp"
#include "store/sqlite/proposal_rows.hpp"

namespace elicense::store {
namespace {

using license::Proposal;
using license::ProposalStatus;

class SqliteProposals final : public license::ProposalRegister {
 public:
  SqliteProposals(SqliteRegister::Parts& parts, const ProposalTables& tables)
      : parts_(parts), tables_(tables) {}

  Result<Proposal> record_proposal(Proposal proposal, const ledger::Entry& leaf) override {
    return parts_.write<Proposal>([&](Connection& connection, const Keyring& keyring) {
      return read_proposal(tables_, connection, keyring,
                           insert_proposal(tables_, connection, keyring, proposal, leaf));
    });
  }

  Result<Proposal> record_decision(Proposal decided, const ledger::Entry& leaf) override {
    return parts_.write<Proposal>([&](Connection& connection, const Keyring& keyring) -> Result<Proposal> {
      auto open = read_proposal(tables_, connection, keyring, decided.number);
      if (!open) return open;
      if (open->status != ProposalStatus::waiting)
        return fail(ErrorKind::conflict, tables_.kind.decided, std::string(to_text(open->status)));
      insert_decision(tables_, connection, keyring, decided, leaf);
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
};

} // namespace

std::unique_ptr<license::ProposalRegister> SqliteRegister::types() {
  return std::make_unique<SqliteProposals>(*parts_, type_tables);
}

std::unique_ptr<license::ProposalRegister> SqliteRegister::matters() {
  return std::make_unique<SqliteProposals>(*parts_, matter_tables);
}

} // namespace elicense::store
