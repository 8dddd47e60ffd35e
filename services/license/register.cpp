// SPDX-License-Identifier: Apache-2.0
// Many at once, for registers that have nothing better than one after another.
#include "license/register.hpp"

namespace elicense::license {

std::vector<Result<PlanOutcome>> Register::record_plans(std::span<const Plan> plans) {
  std::vector<Result<PlanOutcome>> outcomes;
  for (const Plan& plan : plans)
    outcomes.push_back(record_plan(plan));
  return outcomes;
}

std::vector<Result<void>> Register::record_all_issued(std::span<const Issued> issued) {
  std::vector<Result<void>> recorded;
  for (const auto& [license, document, leaf, mark] : issued)
    recorded.push_back(record_issued(license, document, leaf, mark));
  return recorded;
}

std::vector<Result<Transition>> Register::record_transitions(std::span<const TransitionKey> keys,
                                                             const Ask& ask) {
  std::vector<Result<Transition>> recorded;
  for (const TransitionKey& key : keys)
    recorded.push_back(record_transition(key, ask));
  return recorded;
}

} // namespace elicense::license
