// SPDX-License-Identifier: Apache-2.0
// Annotated copies as others may write them; our own are in tests/submission/annotated_copy_test.cpp.
#include "license/metadata.hpp"
#include "tests/support/licensed_documents.hpp"
#include "tests/support/ofd_mutation.hpp"
#include "tests/support/report_facts.hpp"
#include <gmock/gmock.h>

namespace elicense::verify {
namespace {

using test::told;

class CopyCheck : public testing::Test {
 protected:
  CopyCheck() { test::register_issued(licenses, license, test::license_document(license)); }

  Report verify(const std::vector<ofd::CustomData>& more) {
    auto draft = test::license_draft(license);
    draft.custom_data.insert(draft.custom_data.end(), more.begin(), more.end());
    return verify_file(ofd::write_document(draft).value());
  }
  Report verify_file(const Bytes& unsealed) {
    return test::engine({.licenses = &licenses, .types = &test::embedded_types()})
        .verify(test::sealed(unsealed));
  }

  test::MemoryRegister licenses;
  license::License license = test::permit();
  const std::vector<ofd::CustomData> good = {{"JZJZZSJ", "20260601080000"},
                                             {"JZJZZZ", "某局"},
                                             {"JZJZZSY", "设立登记"},
                                             {"JZJYXQJZSJ", "20260701080000"}};
};

TEST_F(CopyCheck, TakesACopyOfTheIssuer) {
  const Report report = verify(good);
  EXPECT_EQ(report.verdict, Verdict::trusted) << told(report);
  ASSERT_TRUE(report.license->copy);
  EXPECT_EQ(report.license->copy->purpose, "设立登记");
  EXPECT_EQ(report.license->copy->expires_at, test::utc("2026-07-01T00:00:00Z")) << "at UTC+8";
  EXPECT_EQ(report.license->copy->matter_case, "");
}

TEST_F(CopyCheck, ExpiresNeverWithoutAnEnd) {
  const Report report = verify({good.begin(), good.end() - 1});
  EXPECT_EQ(report.verdict, Verdict::trusted) << told(report);
  EXPECT_EQ(report.license->copy->expires_at, std::nullopt);
}

TEST_F(CopyCheck, RefusesOneThatIsOver) {
  auto over = good;
  over.back().value = "20260615000000";
  const Report report = verify(over);
  EXPECT_EQ(report.verdict, Verdict::untrusted);
  EXPECT_EQ(report.cause, "ANNOTATED_COPY_EXPIRED") << told(report);
}

TEST_F(CopyCheck, RefusesMetadataThatSayNothing) {
  auto no_time = good, no_day = good, no_end = good, no_purpose = good;
  no_time.erase(no_time.begin());
  no_day.front().value = "20260631080000";
  no_end.back().value = "长期";
  no_purpose.erase(no_purpose.begin() + 2);
  for (const auto& wrong : {no_time, no_day, no_end, no_purpose})
    EXPECT_EQ(verify(wrong).cause, "ANNOTATED_COPY_METADATA") << told(verify(wrong));
}

// Our own writer refuses such a draft.
TEST_F(CopyCheck, RefusesMetadataThatSayTwoThings) {
  auto draft = test::license_draft(license);
  draft.custom_data.insert(draft.custom_data.end(), good.begin(), good.end());
  draft.custom_data.push_back({"JZJYXQJZ__", "20990101000000"});
  test::OfdEntries entries(ofd::write_document(draft).value());
  const Report report = verify_file(entries.replace("OFD.xml", "JZJYXQJZ__", "JZJYXQJZSJ").pack());
  EXPECT_EQ(report.verdict, Verdict::untrusted);
  EXPECT_EQ(test::outcome_of(report.license->steps, "ANNOTATED_COPY_METADATA"), Outcome::failed)
      << told(report);
}

TEST_F(CopyCheck, HasToSayWhatTheRegisterSays) {
  auto draft = test::license_draft(license);
  draft.custom_data.insert(draft.custom_data.end(), good.begin(), good.end());
  for (ofd::CustomData& data : draft.custom_data)
    if (data.name == "CZZT") data.value = "别人";
  const Report report = test::engine({.licenses = &licenses, .types = &test::embedded_types()})
                            .verify(test::sealed(ofd::write_document(draft).value()));
  EXPECT_EQ(report.cause, "LICENSE_METADATA") << told(report);
}

} // namespace
} // namespace elicense::verify
