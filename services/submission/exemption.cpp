// SPDX-License-Identifier: Apache-2.0
#include "submission/exemption.hpp"

namespace elicense::submission {
namespace {

// Given and still demanded on paper is not exempt.
void count(Counted& counted, const Submitted& material) {
  if (material.reason == "MATERIAL_NOT_ASKED_FOR") return;
  ++counted.counts.asked_for;
  const bool is_given = material.state == MaterialState::given;
  if (is_given && counted.counts.paper_demanded == 0) {
    ++counted.counts.given;
    return;
  }
  const std::string reason = is_given ? "SUBMISSION_PAPER_DEMANDED" : material.reason;
  ++counted.costs[{reason, material.type_code, material.issuer_code}];
}

} // namespace

Counted counted(const Submission& submission) {
  const State state = submission.registered_state;
  Counted counted{.under = {.tenant = submission.asker.tenant,
                            .day = to_china_date(submission.received_at),
                            .matter = submission.matter,
                            .authority = submission.authority_code,
                            .region = submission.region},
                  .counts = {.submissions = 1,
                             .accepted = state == State::accepted,
                             .refused = state == State::refused,
                             .paper_demanded = state == State::paper_demanded,
                             .withdrawn = state == State::withdrawn},
                  .costs = {}};
  if (state == State::withdrawn) return counted;
  for (const Submitted& material : submission.materials)
    count(counted, material);
  for (const Submitted& material : submission.left_out)
    count(counted, material);
  return counted;
}

} // namespace elicense::submission
