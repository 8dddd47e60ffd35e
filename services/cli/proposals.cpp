// SPDX-License-Identifier: Apache-2.0
#include "cli/proposals.hpp"
#include "access/administration.hpp"

#include <fmt/format.h>
#include <iostream>

namespace elicense::cli {

license::Actor operator_on_site() {
  return {.party = std::string(access::on_site), .roles = {}, .on_site = true};
}

void print_proposal(const license::Proposal& proposal) {
  std::cout << fmt::format("{:>4}  {:<11}  {}  version {:<3}  {:<8}  {}\n", proposal.number,
                           license::to_text(proposal.change), proposal.code, proposal.version,
                           license::to_text(proposal.status), to_rfc3339(proposal.proposed_at));
}

} // namespace elicense::cli
