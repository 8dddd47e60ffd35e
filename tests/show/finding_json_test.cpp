// SPDX-License-Identifier: Apache-2.0
#include "show/offline_check.hpp"

#include <gtest/gtest.h>

namespace elicense::show {
namespace {

TEST(FindingJson, SaysTheVerdictInTheWordsOfReports) {
  EXPECT_EQ(to_text(CodeVerdict::trusted), "trusted");
  EXPECT_EQ(to_text(CodeVerdict::untrusted), "untrusted");
  EXPECT_EQ(to_text(CodeVerdict::undetermined), "undetermined");
}

TEST(FindingJson, HasOnlyWhatWasFound) {
  CodeFinding finding;
  finding.verdict = CodeVerdict::untrusted;
  finding.cause = "OFFLINE_CODE_TEXT";
  EXPECT_EQ(finding_json(finding),
            nlohmann::ordered_json({{"verdict", "untrusted"}, {"cause", "OFFLINE_CODE_TEXT"}}));
  finding.status = status::Status::suspended;
  finding.status_as_of = finding.first_seen = Time(std::chrono::seconds(0));
  const auto json = finding_json(finding);
  EXPECT_EQ(json["status"], "SUSPENDED");
  EXPECT_EQ(json["status_as_of"], "1970-01-01T00:00:00Z");
  EXPECT_EQ(json["first_seen"], "1970-01-01T00:00:00Z");
}

} // namespace
} // namespace elicense::show
