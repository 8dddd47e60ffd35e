// SPDX-License-Identifier: Apache-2.0
// Whole documents: what is trusted, what is not, and what could not be found out.
#include "tests/support/ofd_builder.hpp"
#include "tests/support/ofd_mutation.hpp"
#include "tests/support/report_facts.hpp"
#include "verify/engine.hpp"
#include <gmock/gmock.h>

namespace elicense::verify {
namespace {

using test::engine;
using test::sealed_file;
using test::test_pki;
using test::told;
using testing::IsEmpty;

TEST(Engine, TrustsASealedDocument) {
  const Report report = engine().verify(sealed_file());
  EXPECT_EQ(report.verdict, Verdict::trusted) << told(report);
  EXPECT_EQ(report.cause, "");
  EXPECT_THAT(report.uncovered, IsEmpty());
  EXPECT_THAT(report.deviations, IsEmpty());
  EXPECT_FALSE(report.license.has_value());
  ASSERT_EQ(report.signatures.size(), 1U);
  const SignatureReport& signature = report.signatures[0];
  EXPECT_EQ(signature.format, "SES-V4");
  EXPECT_EQ(signature.signed_at, test_pki().now);
  EXPECT_TRUE(signature.time_is_stamped);
  EXPECT_EQ(signature.signer, "测试签章者");
  EXPECT_EQ(signature.seal_id, "64000000000042");
  EXPECT_EQ(signature.seal_name, "测试机构");
  EXPECT_THAT(signature.failing_entries, IsEmpty());
  EXPECT_THAT(signature.deviations, IsEmpty());
}

// What was just signed is compared with what was packed; any other byte is digested, and refused, as ever.
TEST(Engine, TrustsAFileAsItWasSignedAndNoOther) {
  ofd::SignedFile file{sealed_file(), ofd::Package::open(sealed_file()).value()};
  for (const auto& [name, content] : file.package.entries())
    (void)file.package.digest(name);
  EXPECT_EQ(engine().verify(file).verdict, Verdict::trusted) << told(engine().verify(file));
  for (const auto& [name, content] : file.package.entries()) {
    file.bytes = test::with_entry(sealed_file(), name, std::string(as_text(content)) + " ");
    const Report report = engine().verify(file);
    EXPECT_EQ(report.verdict == Verdict::trusted, name.ends_with("Signatures.xml")) << name; // a blank more
    EXPECT_EQ(report.cause, engine().verify(file.bytes).cause) << name;
  }
}

TEST(Engine, SaysHowOldTheFactsAre) {
  const Freshness freshness = engine().verify(sealed_file()).freshness;
  EXPECT_EQ(freshness.asked_at, test_pki().now);
  EXPECT_EQ(freshness.checked_at, test_pki().now);
  EXPECT_EQ(freshness.trust_loaded_at, test_pki().now);
  EXPECT_EQ(freshness.oldest_crl, test::utc("2026-06-01T00:00:00Z"));
}

TEST(Engine, TrustsTwoSeals) {
  const Bytes twice = test::sealed(sealed_file());
  const Report report = engine().verify(twice);
  EXPECT_EQ(report.verdict, Verdict::trusted) << told(report);
  EXPECT_EQ(report.signatures.size(), 2U);
}

TEST(Engine, TrustsASealThatClosesTheDocument) {
  const Report report =
      engine().verify(test::sealed(test::plain_document(), test::usual_seal(), {.last = true}));
  EXPECT_EQ(report.verdict, Verdict::trusted) << told(report);
}

TEST(Engine, TrustsAPlainSignature) {
  const Report report = engine().verify(test::signed_plainly(test::plain_document()));
  EXPECT_EQ(report.verdict, Verdict::trusted) << told(report);
  ASSERT_EQ(report.signatures.size(), 1U);
  EXPECT_EQ(report.signatures[0].format, "GBT-35275");
  EXPECT_EQ(report.signatures[0].signed_at, test_pki().now);
  EXPECT_FALSE(report.signatures[0].time_is_stamped);
}

TEST(Engine, TrustsASealAndAPlainSignature) {
  const Report report = engine().verify(test::signed_plainly(sealed_file()));
  EXPECT_EQ(report.verdict, Verdict::trusted) << told(report);
}

TEST(Engine, AnUnsignedDocumentIsUntrusted) {
  const Report report = engine().verify(test::plain_document());
  EXPECT_EQ(report.verdict, Verdict::untrusted);
  EXPECT_EQ(report.cause, "OFD_UNSIGNED");
}

TEST(Engine, AListThatCannotBeReadIsNotCalledUnsigned) {
  test::OfdEntries entries(sealed_file());
  const Report report = engine().verify(entries.set("Doc_0/Signs/Signatures.xml", "no list").pack());
  EXPECT_EQ(report.verdict, Verdict::untrusted);
  EXPECT_THAT(test::codes_of(report.document), testing::ElementsAre("OFD_OPEN", "OFD_READ", "XML_ROOTS"));
}

TEST(Engine, DoesNotDecideWhatAnActionWouldShow) {
  test::OfdEntries entries(sealed_file());
  const std::string page = "Doc_0/Pages/Page_0/Content.xml";
  entries.append_to(page, "Page",
                    "<ofd:Actions><ofd:Action Event=\"CLICK\"><ofd:URI "
                    "URI=\"https://example.org\"/></ofd:Action></ofd:Actions>");
  const Report report = engine().verify(entries.refresh_references().resign().pack());
  EXPECT_EQ(report.verdict, Verdict::undetermined) << told(report);
  EXPECT_EQ(report.cause, "OFD_ACTION");
  EXPECT_EQ(report.detail, "/" + page);
}

TEST(Engine, NamesTheCauseOfAFileThatIsNoPackage) {
  const Report report = engine().verify(as_bytes("no package"));
  EXPECT_EQ(report.verdict, Verdict::untrusted);
  EXPECT_EQ(report.cause, "ZIP_MALFORMED");
  EXPECT_EQ(test::outcome_of(report.document, "OFD_OPEN"), Outcome::failed);
}

TEST(Engine, NamesTheCauseOfAPackageThatIsNoDocument) {
  const Report report = engine().verify(ofd::write_package({{"a.txt", to_bytes("a")}}));
  EXPECT_EQ(report.cause, "OFD_NOT_OFD");
  EXPECT_EQ(test::outcome_of(report.document, "OFD_OPEN"), Outcome::passed);
  EXPECT_EQ(test::outcome_of(report.document, "OFD_READ"), Outcome::failed);
}

TEST(Engine, WithoutAnchorsNothingIsDecided) {
  for (const auto& trust :
       {std::shared_ptr<const crypto::TrustStore>(), std::make_shared<const crypto::TrustStore>()}) {
    const Report report =
        Engine(trust, nullptr, nullptr, [] { return test_pki().now; }).verify(sealed_file());
    EXPECT_EQ(report.verdict, Verdict::undetermined) << told(report);
    EXPECT_EQ(report.cause, "CHAIN_BUILD");
    EXPECT_FALSE(report.freshness.trust_loaded_at.has_value());
  }
}

TEST(Engine, BeforeItWasSealedItWasNotTrusted) {
  const Report report = engine().verify(sealed_file(), test::utc("2026-06-14T00:00:00Z"));
  EXPECT_EQ(report.verdict, Verdict::untrusted);
  EXPECT_EQ(report.cause, "SIG_TIME");
  EXPECT_EQ(report.freshness.asked_at, test::utc("2026-06-14T00:00:00Z"));
}

// The seal and its certificates end with the year 2030; what was sealed before stays good.
TEST(Engine, ASealThatExpiredSinceIsANote) {
  const Report report = engine().verify(sealed_file(), test::utc("2032-01-01T00:00:00Z"));
  EXPECT_EQ(report.verdict, Verdict::trusted) << told(report);
  EXPECT_THAT(report.signatures[0].notes,
              testing::IsSupersetOf({"SEAL_EXPIRED_SINCE", "SIG_CERT_EXPIRED_SINCE"}));
}

TEST(Engine, AnUnsignedListIsReadAsUnsigned) {
  const Report report = engine().verify(test::plain_document());
  EXPECT_TRUE(report.signatures.empty());
  EXPECT_TRUE(report.coverage.empty());
}

} // namespace
} // namespace elicense::verify
