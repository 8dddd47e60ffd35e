// SPDX-License-Identifier: Apache-2.0
// Proposals, and who decides about them at the machine itself.
#pragma once
#include "license/actor.hpp"
#include "license/proposal.hpp"

namespace elicense::cli {

license::Actor operator_on_site();
void print_proposal(const license::Proposal& proposal); // one line

} // namespace elicense::cli
