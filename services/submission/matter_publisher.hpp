// SPDX-License-Identifier: Apache-2.0
// Adds, changes and withdraws matters while the service runs: one person proposes, another decides, and what
// is published is in force at once (docs/submission.md).
#pragma once
#include "license/publisher.hpp"
#include "submission/matter_check.hpp"
#include "submission/matter_directory.hpp"
#include "submission/matter_file.hpp"
#include "submission/matter_proposals.hpp"

namespace elicense::submission {

inline constexpr std::size_t max_waiting_matters = 5'000; // undecided

struct ExaminedMatter { // one matter of a file
  std::size_t row = 0;
  std::optional<Matter> matter; // with the version it would have; nothing: `invalid` says why
  std::string invalid;
  bool unchanged = false; // it is in force as it is
  std::vector<MatterFinding> findings;

  bool is_refused() const;
};

// Errors of deciding: MATTER_PROPOSAL_NOT_FOUND, MATTER_PROPOSAL_DECIDED, MATTER_PROPOSAL_OWN, MATTER_REASON;
// approving also MATTER_OVERTAKEN: another version came into force meanwhile, and MATTER_REFUSED: a license
// type changed.
class MatterPublisher final : public license::Publisher {
 public:
  struct Parts {
    MatterDirectory& matters;
    license::ProposalRegister& proposals;
    const license::TypeCatalogue& types;
    const ledger::Blinder& blinder;
    license::DefiningAuthority authority;
    Clock clock;
    crypto::RandomSource random;
  };
  explicit MatterPublisher(Parts parts);

  Result<std::vector<ExaminedMatter>> examine(std::string_view file) const; // MATTER_FILE
  // A proposal for each matter that changes; what is wrong in one row stops them all. MATTER_FILE;
  // MATTER_REFUSED names the first row and what is wrong; MATTER_UNCHANGED; MATTER_PROPOSALS_FULL
  Result<std::vector<license::Proposal>> propose(std::string_view file, const std::string& by);
  // MATTER_UNKNOWN, MATTER_REASON, MATTER_PROPOSALS_FULL
  Result<license::Proposal> propose_withdrawal(const std::string& code, const std::string& reason,
                                               const std::string& by);

 private:
  ExaminedMatter examined(MatterRow row) const;
  Result<void> check_still(const license::Proposal& proposal) const override;
  Result<void> apply(const license::Proposal& proposal) override;

  Parts with_;
};

} // namespace elicense::submission
