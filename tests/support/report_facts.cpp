// SPDX-License-Identifier: Apache-2.0
// Engines and reports for tests.
#include "tests/support/report_facts.hpp"

#include <gtest/gtest.h>
#include <ostream>

namespace elicense::test {
namespace {

void tell(std::string& text, const Steps& steps) {
  for (const Step& step : steps)
    if (step.outcome != Outcome::passed)
      text += "\n  " + step.code + " " + std::string(verify::to_text(step.outcome)) + ": " + step.detail;
}

} // namespace

verify::Engine engine(const EngineOptions& options) {
  auto trust =
      std::make_shared<const crypto::TrustStore>(options.trust ? *options.trust : test_pki().trust());
  return verify::Engine(
      std::move(trust), options.licenses, options.types, [now = options.now] { return now; },
      options.own_issuers);
}

std::string told(const verify::Report& report) {
  std::string text = std::string(verify::to_text(report.verdict)) + " " + report.cause + " " + report.detail;
  tell(text, report.document);
  for (const auto& signature : report.signatures)
    for (const Steps* group : {&signature.integrity, &signature.cryptography, &signature.trust})
      tell(text, *group);
  tell(text, report.coverage);
  if (report.license) tell(text, report.license->steps);
  return text;
}

void expect_verdict(const verify::Report& report, verify::Verdict verdict, std::string_view cause) {
  EXPECT_EQ(report.verdict, verdict) << told(report);
  EXPECT_EQ(report.cause, cause) << told(report);
}

} // namespace elicense::test

namespace elicense::verify {
void PrintTo(const Report& report, std::ostream* out) {
  *out << test::told(report);
}
} // namespace elicense::verify
