// SPDX-License-Identifier: Apache-2.0
// Adds, changes and withdraws license types while the service runs: one person proposes, another decides, and
// what is published is in force at once (docs/license-types.md).
#pragma once
#include "license/publisher.hpp"
#include "license/type_examination.hpp"

namespace elicense::license {

inline constexpr std::size_t max_waiting_proposals = 100; // undecided

// Errors of deciding: TYPE_PROPOSAL_NOT_FOUND, TYPE_PROPOSAL_DECIDED, TYPE_PROPOSAL_OWN, TYPE_REASON;
// approving also TYPE_PROPOSAL_OVERTAKEN: another version came into force meanwhile.
class TypePublisher final : public Publisher {
 public:
  struct Parts {
    TypeCatalogue& types;
    ProposalRegister& proposals;
    const face::Fonts& fonts;
    const ledger::Blinder& blinder;
    DefiningAuthority authority;
    std::string verification_url;
    Clock clock;
    crypto::RandomSource random;
  };
  explicit TypePublisher(Parts parts);

  Result<TypeExamination> examine(std::string_view file) const; // TYPE_INVALID
  // The same file by the same person is the same proposal while it waits. TYPE_INVALID; TYPE_REFUSED names
  // the rules; TYPE_UNCHANGED: it is in force; TYPE_PROPOSALS_FULL
  Result<Proposal> propose(std::string_view file, const std::string& by);
  // TYPE_UNKNOWN, TYPE_WITHDRAWN, TYPE_REASON, TYPE_PROPOSALS_FULL
  Result<Proposal> propose_withdrawal(const std::string& code, const std::string& reason,
                                      const std::string& by);

 private:
  Result<void> check_still(const Proposal& proposal) const override;
  Result<void> apply(const Proposal& proposal) override;
  TypeSurroundings surroundings() const {
    return {with_.types, with_.fonts, with_.authority, with_.verification_url};
  }

  Parts with_;
};

} // namespace elicense::license
