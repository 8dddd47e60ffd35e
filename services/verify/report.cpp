// SPDX-License-Identifier: Apache-2.0
// The words of a report.
#include "verify/report.hpp"

namespace elicense::verify {

std::string_view to_text(Verdict verdict) {
  switch (verdict) {
  case Verdict::trusted:
    return "trusted";
  case Verdict::undetermined:
    return "undetermined";
  case Verdict::untrusted:
    break;
  }
  return "untrusted";
}

std::string_view to_text(Outcome outcome) {
  switch (outcome) {
  case Outcome::passed:
    return "passed";
  case Outcome::undetermined:
    return "undetermined";
  case Outcome::failed:
    break;
  }
  return "failed";
}

Outcome outcome_of(const Steps& group) {
  return group.empty() ? Outcome::undetermined : worst(group);
}

} // namespace elicense::verify
