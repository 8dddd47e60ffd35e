// SPDX-License-Identifier: Apache-2.0
// One step of a verification. A check runs on after a failure, so that a report names every cause.
#pragma once
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace elicense {

enum class Outcome { passed, failed, undetermined };

struct Step {
  std::string code; // stable, UPPER_SNAKE; sentences in schemas/messages/*.json
  Outcome outcome = Outcome::passed;
  std::string detail;
};

// A step that passed, or failed for the reason given.
inline Step judged(std::string code, bool passed, std::string otherwise) {
  return {std::move(code), passed ? Outcome::passed : Outcome::failed, passed ? "" : std::move(otherwise)};
}

using Steps = std::vector<Step>;

// failed beats undetermined beats passed
inline Outcome worst(Outcome a, Outcome b) {
  if (a == Outcome::failed || b == Outcome::failed) return Outcome::failed;
  if (a == Outcome::undetermined || b == Outcome::undetermined) return Outcome::undetermined;
  return Outcome::passed;
}

inline Outcome worst(const Steps& steps) {
  Outcome outcome = Outcome::passed;
  for (const Step& step : steps)
    outcome = worst(outcome, step.outcome);
  return outcome;
}

} // namespace elicense
