// SPDX-License-Identifier: Apache-2.0
// Proposals for license types in the register: each call is one transaction with its leaf.
#include "store/sqlite/opening.hpp"
#include "store/sqlite/type_rows.hpp"

namespace elicense::store {
namespace {

using license::ProposalStatus;
using license::TypeProposal;

class SqliteTypes final : public license::TypeRegister {
 public:
  explicit SqliteTypes(SqliteRegister::Parts& parts) : parts_(parts) {}

  Result<TypeProposal> record_proposal(TypeProposal proposal, const ledger::Entry& leaf) override {
    return parts_.write<TypeProposal>([&](Connection& connection, const Keyring& keyring) {
      return read_proposal(connection, keyring, insert_proposal(connection, keyring, proposal, leaf));
    });
  }

  Result<TypeProposal> record_decision(TypeProposal decided, const ledger::Entry& leaf) override {
    return parts_.write<TypeProposal>(
        [&](Connection& connection, const Keyring& keyring) -> Result<TypeProposal> {
          auto open = read_proposal(connection, keyring, decided.number);
          if (!open) return open;
          if (open->status != ProposalStatus::waiting)
            return fail(ErrorKind::conflict, "TYPE_PROPOSAL_DECIDED", std::string(to_text(open->status)));
          insert_decision(connection, keyring, decided, leaf);
          return read_proposal(connection, keyring, decided.number);
        });
  }

  Result<TypeProposal> find(std::int64_t number) override {
    return parts_.read<TypeProposal>([&](Connection& connection, const Keyring& keyring) {
      return read_proposal(connection, keyring, number);
    });
  }

  Result<std::vector<TypeProposal>> all() override {
    return parts_.read<std::vector<TypeProposal>>(read_proposals);
  }

 private:
  SqliteRegister::Parts& parts_;
};

} // namespace

std::unique_ptr<license::TypeRegister> SqliteRegister::types() {
  return std::make_unique<SqliteTypes>(*parts_);
}

} // namespace elicense::store
