// SPDX-License-Identifier: Apache-2.0
// A report for a person: the verdict first, every finding, in both languages.
#include "cli/report_text.hpp"
#include "verify/report.hpp"

#include <gtest/gtest.h>

namespace elicense::cli {
namespace {

verify::Report sample() {
  verify::Report report;
  report.verdict = verify::Verdict::untrusted;
  report.cause = "SIG_DATA_HASH";
  verify::SignatureReport signature;
  signature.id = "7";
  signature.format = "SES-V4";
  signature.cryptography = {{"SIG_VALUE", Outcome::passed, ""},
                            {"SIG_DATA_HASH", Outcome::failed, "not the same"}};
  signature.signer = "signer name";
  signature.signer_serial = "01";
  signature.seal_name = "seal name";
  signature.signed_at = Time{};
  signature.time_is_stamped = true;
  report.signatures.push_back(signature);
  report.uncovered = {"/Doc_0/extra.bin"};
  return report;
}

std::string text(const verify::Report& report, wording::Language language) {
  const bool english = language == wording::Language::english;
  return report_text("file.ofd", verify::to_json(report, english ? "en" : "zh"), language);
}

TEST(ReportText, SaysTheVerdictFirst) {
  EXPECT_TRUE(text(sample(), wording::Language::english).starts_with("UNTRUSTED  file.ofd\n"));
  EXPECT_TRUE(text(sample(), wording::Language::chinese).starts_with("不可信  file.ofd\n"));
  verify::Report open = sample();
  open.verdict = verify::Verdict::undetermined;
  EXPECT_TRUE(text(open, wording::Language::english).starts_with("UNDETERMINED"));
  open.verdict = verify::Verdict::trusted;
  EXPECT_TRUE(text(open, wording::Language::english).starts_with("TRUSTED"));
}

TEST(ReportText, NamesWhatFailedAndNotWhatPassed) {
  const std::string shown = text(sample(), wording::Language::english);
  EXPECT_NE(shown.find("✗ SIG_DATA_HASH"), std::string::npos) << shown;
  EXPECT_NE(shown.find("not the same"), std::string::npos);
  EXPECT_EQ(shown.find("SIG_VALUE"), std::string::npos);
}

TEST(ReportText, ShowsWhoSignedWhenAndWhatIsNotCovered) {
  const std::string shown = text(sample(), wording::Language::english);
  for (const char* part :
       {"SES-V4", "seal name", "signer name", "1970-01-01T00:00:00Z (time-stamped)", "/Doc_0/extra.bin"})
    EXPECT_NE(shown.find(part), std::string::npos) << part << "\n" << shown;
}

TEST(ReportText, ShowsTheLicenseWithItsState) {
  verify::Report report = sample();
  report.license.emplace();
  report.license->identifier = "1.2.156.3005.2.x";
  report.license->state = "suspended";
  report.license->steps = {{"LICENSE_STATE", Outcome::failed, "suspended"}};
  const std::string shown = text(report, wording::Language::english);
  EXPECT_NE(shown.find("license 1.2.156.3005.2.x  suspended"), std::string::npos) << shown;
  EXPECT_NE(shown.find("✗ LICENSE_STATE"), std::string::npos);
}

} // namespace
} // namespace elicense::cli
