// SPDX-License-Identifier: Apache-2.0
#include "submission/annotated_copy.hpp"

#include "license/metadata.hpp"
#include "tests/submission/submission_house.hpp"

#include <cstdlib>
#include <fstream>

namespace elicense::submission {
namespace {

using license::View;
using test::told;
using verify::Report;
using verify::Verdict;

class AnnotatedCopy : public SubmissionHouse {
 protected:
  CopyUse use() const {
    return {.purpose = "设立登记（新设）",
            .matter_case = "2026-000017",
            .receiver = "示例市行政审批服务局",
            .maker = "测试机构",
            .made_at = now,
            .expires_at = copy_end(permit, now)};
  }
  Bytes made(const View& view = View::full()) const { return copies.make(permit, view, use()).value(); }
  Report verified(ByteView copy, std::optional<Time> at = {}) const { return engine.verify(copy, at); }
};

TEST_F(AnnotatedCopy, IsTrustedAndSaysWhatForAndUntilWhen) {
  const Bytes copy = made();
  const Report report = verified(copy);
  EXPECT_EQ(report.verdict, Verdict::trusted) << told(report);
  ASSERT_TRUE(report.license && report.license->copy) << told(report);
  EXPECT_EQ(report.license->identifier, permit.identifier);
  EXPECT_EQ(report.license->copy->purpose, "设立登记（新设）");
  EXPECT_EQ(report.license->copy->matter_case, "2026-000017");
  EXPECT_EQ(report.license->copy->receiver, "示例市行政审批服务局");
  EXPECT_EQ(report.license->copy->made_by, "测试机构");
  EXPECT_EQ(report.license->copy->made_at, now);
  EXPECT_EQ(report.license->copy->expires_at, now + annotated_copy_life);
}

TEST_F(AnnotatedCopy, IsTrustedOfflineAsWell) {
  const Report report = test::engine({.types = &test::embedded_types()}).verify(made());
  EXPECT_EQ(report.verdict, Verdict::trusted) << told(report);
  EXPECT_EQ(report.license->state, "unknown");
}

TEST_F(AnnotatedCopy, CarriesTheMetadataOfTheStandard) {
  const Bytes copy = made();
  EXPECT_EQ(metadata_of(copy, "ZZBS"), permit.identifier);
  EXPECT_EQ(metadata_of(copy, "JZJZZSY"), "设立登记（新设）");
  EXPECT_EQ(metadata_of(copy, "JZJZZZ"), "测试机构");
  EXPECT_EQ(metadata_of(copy, "JZJZZSJ").size(), 14U);
  EXPECT_EQ(from_generalized(metadata_of(copy, "JZJYXQJZSJ") + "+0800").value(), now + annotated_copy_life);
}

TEST_F(AnnotatedCopy, IsSignedByTheDigestsOfItsOwnBytes) {
  const auto opened = ofd::open_document(made()).value();
  ASSERT_EQ(opened.document.signatures.size(), 1U);
  const ofd::Signature& signature = opened.document.signatures.front();
  EXPECT_EQ(signature.references.size(), opened.package.entries().size() - 3); // the list, itself, its value
  for (const ofd::Reference& reference : signature.references) {
    const auto digest = crypto::sm3(*opened.package.find(reference.path));
    EXPECT_EQ(reference.digest, Bytes(digest.begin(), digest.end())) << reference.path;
  }
}

TEST_F(AnnotatedCopy, IsNotTrustedAfterItsEnd) {
  const Bytes copy = made();
  EXPECT_EQ(verified(copy, use().expires_at - std::chrono::seconds(1)).verdict, Verdict::trusted);
  const Report after = verified(copy, use().expires_at);
  EXPECT_EQ(after.verdict, Verdict::untrusted);
  EXPECT_EQ(after.cause, "ANNOTATED_COPY_EXPIRED") << told(after);
}

TEST_F(AnnotatedCopy, IsNotTrustedWhenTheLicenseIsNoLongerGood) {
  const Bytes copy = made();
  licenses.set_state(permit.identifier, license::State::revoked);
  EXPECT_EQ(verified(copy).cause, "LICENSE_STATE");
  licenses.erase(permit.identifier);
  EXPECT_EQ(verified(copy).verdict, Verdict::untrusted);
}

TEST_F(AnnotatedCopy, OfAnotherSealThanTheIssuersIsNotTrusted) {
  license::License other = permit;
  other.issuer_name = "另一机构";
  EXPECT_EQ(verified(copies.make(other, View::full(), use()).value()).verdict, Verdict::untrusted);
}

TEST_F(AnnotatedCopy, EndsWithTheLicense) {
  license::License license = permit;
  license.valid_until = to_china_date(now + std::chrono::days(3));
  EXPECT_LT(copy_end(license, now), now + std::chrono::days(4) + std::chrono::seconds(1));
  EXPECT_GT(copy_end(license, now), now + std::chrono::days(3));
  license.valid_until = license::no_end;
  EXPECT_EQ(copy_end(license, now), now + annotated_copy_life);
}

TEST_F(AnnotatedCopy, ShowsOnlyWhatWasAgreedTo) {
  const Bytes copy = made(View::only({any_field}));
  EXPECT_EQ(metadata_of(copy, "CZZT"), "");
  EXPECT_EQ(metadata_of(copy, "KZ_" + any_field).empty(), false);
  const auto package = ofd::Package::open(copy).value();
  for (const ofd::CustomData& data : ofd::read_document(package).value().custom_data)
    EXPECT_EQ(data.value.find(permit.holder.code), std::string::npos) << data.name;
  const Report report = verified(copy);
  EXPECT_EQ(report.verdict, Verdict::trusted) << told(report);
}

TEST_F(AnnotatedCopy, SaysItAcrossThePage) {
  const auto package = ofd::Package::open(made()).value();
  const auto document = ofd::read_document(package).value();
  std::string shown;
  for (const ofd::TextObject& text : *document.pages.front().text)
    shown += text.text;
  for (const char* words :
       {"仅用于：设立登记（新设）", "办件编号：2026-000017", "使用单位：示例市行政审批服务局", "有效期至："})
    EXPECT_NE(shown.find(words), std::string::npos) << words;
  EXPECT_TRUE(document.deviations.empty());
}

TEST_F(AnnotatedCopy, IsDrawnToPdfAndPngAsWell) {
  const auto face = copies.face(permit, View::full(), use());
  ASSERT_THAT(face, succeeds());
  EXPECT_TRUE(as_text(face->pdf().value()).starts_with("%PDF"));
  const auto plain =
      license::draw_face(permit, *test::embedded_types().of(permit), fonts(), {}, "https://test.example/v/");
  EXPECT_NE(face->png().value(), plain->png().value());
  if (const char* file = std::getenv("ELICENSE_SHOW_COPY")) // to look at it
    std::ofstream(file, std::ios::binary) << as_text(face->png().value());
}

TEST_F(AnnotatedCopy, RefusesWhatItCannotDo) {
  CopyUse none = use(), long_one = use();
  none.purpose.clear();
  long_one.purpose.clear();
  for (std::size_t i = 0; i <= max_copy_cause; ++i)
    long_one.purpose += "长";
  EXPECT_THAT(copies.make(permit, View::full(), none), fails_with("ANNOTATED_COPY_CAUSE"));
  EXPECT_THAT(copies.make(permit, View::full(), long_one), fails_with("ANNOTATED_COPY_CAUSE"));
  self_check_error = fail(ErrorKind::internal, "SELF_CHECK_FAILED");
  EXPECT_THAT(copies.make(permit, View::full(), use()), fails_with("SELF_CHECK_FAILED"));
  permit.seal_id = "unknown";
  EXPECT_THAT(copies.make(permit, View::full(), use()), fails_with("SEAL_NOT_FOUND"));
}

} // namespace
} // namespace elicense::submission
