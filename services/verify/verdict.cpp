// SPDX-License-Identifier: Apache-2.0
// The rules of the verdict, in one place.
#include "verify/verdict.hpp"

namespace elicense::verify {
namespace {

Steps not_checked() {
  return {{"SIG_NOT_CHECKED", Outcome::undetermined, ""}};
}

void append(Steps& all, const Steps& group) {
  all.insert(all.end(), group.begin(), group.end());
}

Steps in_order(const Report& report) {
  Steps all = report.document;
  for (const SignatureReport& signature : report.signatures)
    for (const Steps* group : {&signature.integrity, &signature.cryptography, &signature.trust})
      append(all, group->empty() ? not_checked() : *group);
  append(all, report.coverage);
  if (report.license) append(all, report.license->steps);
  return all;
}

} // namespace

void conclude(Report& report) {
  const Steps steps = in_order(report);
  const Outcome outcome = outcome_of(steps);
  switch (outcome) {
  case Outcome::passed:
    report.verdict = Verdict::trusted;
    return;
  case Outcome::failed:
    report.verdict = Verdict::untrusted;
    break;
  case Outcome::undetermined:
    report.verdict = Verdict::undetermined;
    break;
  }
  const auto first = std::ranges::find(steps, outcome, &Step::outcome);
  if (first == steps.end()) return;
  report.cause = first->code;
  report.detail = first->detail;
}

void conclude_unreadable(Report& report, std::string step, const Error& error) {
  report.document.push_back({std::move(step), Outcome::failed, error.code + ": " + error.detail});
  report.verdict = Verdict::untrusted;
  report.cause = error.code;
  report.detail = error.detail;
}

} // namespace elicense::verify
