// SPDX-License-Identifier: Apache-2.0
// Changes of matters, as proposals are called and kept.
#pragma once
#include "license/proposal.hpp"

namespace elicense::submission {

inline constexpr license::ProposalKind of_matters{.leaf = ledger::EntryKind::matters_published,
                                                  .not_found = "MATTER_PROPOSAL_NOT_FOUND",
                                                  .decided = "MATTER_PROPOSAL_DECIDED",
                                                  .own = "MATTER_PROPOSAL_OWN",
                                                  .full = "MATTER_PROPOSALS_FULL",
                                                  .reason = "MATTER_REASON",
                                                  .audit = "LEDGER_AUDIT_MATTER"};

} // namespace elicense::submission
