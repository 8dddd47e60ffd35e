// SPDX-License-Identifier: Apache-2.0
// Looking at the steps of a check: EXPECT_EQ(outcome_of(check.trust, "SIG_TIME"), Outcome::failed).
#pragma once
#include "crypto/check.hpp"
#include <algorithm>
#include <ostream>
#include <stdexcept>
#include <string_view>

namespace elicense {

inline void PrintTo(Outcome outcome, std::ostream* out) { // for GoogleTest
  *out << (outcome == Outcome::passed ? "passed" : outcome == Outcome::failed ? "failed" : "undetermined");
}

inline void PrintTo(const Step& step, std::ostream* out) {
  *out << step.code << ' ';
  PrintTo(step.outcome, out);
  *out << " (" << step.detail << ')';
}

} // namespace elicense

namespace elicense::test {

inline const Step& step_of(const Steps& steps, std::string_view code) {
  for (const Step& step : steps)
    if (step.code == code) return step;
  throw std::out_of_range("there is no step " + std::string(code));
}

inline Outcome outcome_of(const Steps& steps, std::string_view code) {
  return step_of(steps, code).outcome;
}

inline std::vector<std::string> codes_of(const Steps& steps) {
  std::vector<std::string> codes;
  for (const Step& step : steps)
    codes.push_back(step.code);
  return codes;
}

// The codes of what did not pass.
inline std::vector<std::string> unmet_of(const Steps& steps) {
  std::vector<std::string> codes;
  for (const Step& step : steps)
    if (step.outcome != Outcome::passed) codes.push_back(step.code);
  return codes;
}

// The same with outcome and detail: "SIG_TIME failed (…)".
inline std::vector<std::string> told_of(const Steps& steps) {
  std::vector<std::string> told;
  for (const Step& step : steps)
    if (step.outcome != Outcome::passed)
      told.push_back(step.code + (step.outcome == Outcome::failed ? " failed (" : " undetermined (") +
                     step.detail + ")");
  return told;
}

// Whether nothing is said about what passed.
inline bool is_silent(const Steps& steps) {
  return std::all_of(steps.begin(), steps.end(),
                     [](const Step& step) { return step.outcome != Outcome::passed || step.detail.empty(); });
}

} // namespace elicense::test
