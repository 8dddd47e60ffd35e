// SPDX-License-Identifier: Apache-2.0
// From steps to verdict and cause.
#include "verify/verdict.hpp"
#include <gmock/gmock.h>

namespace elicense::verify {
namespace {

const Step passed{"A_PASSED", Outcome::passed, ""};
Step failed(std::string code) {
  return {std::move(code), Outcome::failed, "why"};
}
Step open(std::string code) {
  return {std::move(code), Outcome::undetermined, "unknown"};
}

Report good() {
  Report report;
  report.document = report.coverage = {passed};
  SignatureReport signature;
  signature.integrity = signature.cryptography = signature.trust = {passed};
  report.signatures = {signature, signature};
  return report;
}

void expect_concluded(Report report, Verdict verdict, std::string_view cause) {
  conclude(report);
  EXPECT_EQ(report.verdict, verdict);
  EXPECT_EQ(report.cause, cause);
}

TEST(Verdict, IsTrustedWhenEverythingPassed) {
  expect_concluded(good(), Verdict::trusted, "");
}

TEST(Verdict, FailedBeatsUndeterminedWhereverItStands) {
  Report report = good();
  report.document = {open("AN_OPEN_ONE")};
  report.coverage = {failed("A_FAILED_ONE")};
  conclude(report);
  EXPECT_EQ(report.verdict, Verdict::untrusted);
  EXPECT_EQ(report.cause, "A_FAILED_ONE");
  EXPECT_EQ(report.detail, "why");
}

TEST(Verdict, UndeterminedWhenAQuestionIsOpen) {
  Report report = good();
  report.signatures[1].trust.push_back(open("AN_OPEN_ONE"));
  expect_concluded(report, Verdict::undetermined, "AN_OPEN_ONE");
}

TEST(Verdict, AGroupThatWasNotCheckedIsOpen) {
  for (Steps SignatureReport::*group :
       {&SignatureReport::integrity, &SignatureReport::cryptography, &SignatureReport::trust}) {
    Report report = good();
    (report.signatures[1].*group).clear();
    expect_concluded(report, Verdict::undetermined, "SIG_NOT_CHECKED");
  }
}

// Takes the findings away one by one: the cause moves along the order of the report.
TEST(Verdict, TheCauseIsTheFirstInTheOrderOfTheReport) {
  Report report = good();
  LicenseReport license;
  license.steps = {failed("AT_LICENSE")};
  report.license = license;
  const auto expect_after = [&](Steps& group, const char* cause) {
    group.push_back(failed(cause));
    expect_concluded(report, Verdict::untrusted, cause);
  };
  expect_concluded(report, Verdict::untrusted, "AT_LICENSE");
  expect_after(report.coverage, "AT_COVERAGE");
  expect_after(report.signatures[1].trust, "AT_SECOND_TRUST");
  expect_after(report.signatures[0].trust, "AT_TRUST");
  expect_after(report.signatures[0].cryptography, "AT_CRYPTOGRAPHY");
  expect_after(report.signatures[0].integrity, "AT_INTEGRITY");
  expect_after(report.document, "AT_DOCUMENT");
}

TEST(Verdict, NothingCheckedIsNotTrusted) {
  expect_concluded(Report(), Verdict::undetermined, "");
}

TEST(Verdict, AnUnreadableFileHasTheErrorAsCause) {
  Report report;
  conclude_unreadable(report, "OFD_OPEN", fail(ErrorKind::malformed, "ZIP_MALFORMED", "at 4"));
  EXPECT_EQ(report.verdict, Verdict::untrusted);
  EXPECT_EQ(report.cause, "ZIP_MALFORMED");
  EXPECT_EQ(report.detail, "at 4");
  ASSERT_EQ(report.document.size(), 1U);
  EXPECT_EQ(report.document[0].code, "OFD_OPEN");
  EXPECT_EQ(report.document[0].detail, "ZIP_MALFORMED: at 4");
}

} // namespace
} // namespace elicense::verify
