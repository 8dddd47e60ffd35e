// SPDX-License-Identifier: Apache-2.0
// What publishers have in common: a proposal waits for a second person, who decides once.
#pragma once
#include "crypto/random.hpp"
#include "license/actor.hpp"
#include "license/proposal.hpp"

namespace elicense::license {

inline constexpr std::size_t max_proposal_reason = 300; // bytes

class Proposals {
 public:
  struct Parts {
    const ProposalKind& kind;
    ProposalRegister& kept;
    const ledger::Blinder& blinder;
    std::size_t most_waiting; // undecided
    Clock clock;
    crypto::RandomSource random;
  };
  explicit Proposals(Parts parts) : with_(std::move(parts)) {}

  Result<void> check_reason(const std::string& reason) const;
  // The same by the same person is the same proposal while it waits. full: then none is recorded
  Result<std::vector<Proposal>> record(std::vector<Proposal> proposals) const;
  Result<Proposal> open_for(std::int64_t number, const Actor& actor) const; // not_found, decided, own
  Result<Proposal> decide(Proposal proposal, ProposalStatus status, const Actor& actor) const;
  Result<std::vector<Proposal>> approved() const; // in the order of decisions

  Result<Proposal> find(std::int64_t number) const { return with_.kept.find(number); }
  Result<std::vector<Proposal>> all() const { return with_.kept.all(); }

 private:
  Parts with_;
};

} // namespace elicense::license
