// SPDX-License-Identifier: Apache-2.0
// What publishers have in common: one person proposes, another decides once, and what is approved is in
// force.
#pragma once
#include "crypto/random.hpp"
#include "license/actor.hpp"
#include "license/proposal.hpp"
#include <mutex>

namespace elicense::license {

inline constexpr std::size_t max_proposal_reason = 300; // bytes

// Errors are those of `kind`, and STORE_….
class Publisher {
 public:
  struct Proposals {
    const ProposalKind& kind;
    ProposalRegister& kept;
    const ledger::Blinder& blinder;
    std::size_t most_waiting; // undecided
    Clock clock;
    crypto::RandomSource random;
  };
  virtual ~Publisher() = default;
  Publisher(const Publisher&) = delete;
  Publisher& operator=(const Publisher&) = delete;

  // At start: what was approved comes into force, in the order of decisions.
  Result<void> load();

  // not_found, decided, own; approving also when it is not what was proposed any more
  Result<Proposal> approve(std::int64_t number, const Actor& actor);
  Result<Proposal> refuse(std::int64_t number, const std::string& reason, const Actor& actor); // reason

  Result<Proposal> find(std::int64_t number) const { return with_.kept.find(number); }
  Result<std::vector<Proposal>> proposals() const { return with_.kept.all(); }

 protected:
  explicit Publisher(Proposals parts) : with_(std::move(parts)) {}

  Result<void> check_reason(const std::string& reason) const;
  // The same by the same person is the same proposal while it waits. full: then none is recorded
  Result<std::vector<Proposal>> record(std::vector<Proposal> proposals) const;
  Result<Proposal> record_withdrawal(const std::string& code, int version, const std::string& reason,
                                     const std::string& by) const;

  std::mutex turn_; // what is recorded and what is in force change together

 private:
  // What was judged is still what it would change.
  virtual Result<void> check_still(const Proposal& proposal) const = 0;
  virtual Result<void> apply(const Proposal& proposal) = 0;

  Result<Proposal> open_for(std::int64_t number, const Actor& actor) const;
  Result<Proposal> decide(Proposal proposal, ProposalStatus status, const Actor& actor) const;

  Proposals with_;
};

} // namespace elicense::license
