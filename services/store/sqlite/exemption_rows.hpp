// SPDX-License-Identifier: Apache-2.0
// Counts of submissions as rows. What writes is called in the writer's turn.
#pragma once
#include "store/sqlite/connection.hpp"
#include "submission/exemption_report.hpp"
#include <functional>

namespace elicense::store {

// Once for each submission, whatever becomes of it: what it counted for before goes.
void count_submission(Connection& connection, const std::optional<submission::Submission>& before,
                      const submission::Submission& now);

submission::ExemptionReport read_exemption_report(Connection& connection,
                                                  const submission::ExemptionQuery& query);
// Over all authorities and regions of a matter, which are empty then.
void each_count(Connection& connection, const std::function<void(const submission::Counted&)>& each);

} // namespace elicense::store
