// SPDX-License-Identifier: Apache-2.0
// Real files of other products: every row of the index gives exactly what it says.
#include "crypto/seal.hpp"
#include "tests/support/files.hpp"
#include "tests/support/report_facts.hpp"
#include <fstream>
#include <gmock/gmock.h>
#include <sstream>

namespace elicense::verify {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

struct Row {
  std::string file, signatures, must_give;
};

std::vector<Row> index_rows() {
  std::ifstream index(test::shared_folder() / "samples/index.tsv");
  std::vector<Row> rows;
  std::string line, what;
  std::getline(index, line); // the head
  while (std::getline(index, line)) {
    Row row;
    std::istringstream cells(line);
    for (std::string* cell : {&row.file, &what, &row.signatures, &row.must_give})
      std::getline(cells, *cell, '\t');
    rows.push_back(row);
  }
  return rows;
}

Report verify_sample(const std::string& name) {
  const auto file = test::read_shared("samples/ofd/" + name);
  return Engine(nullptr, nullptr, nullptr, [] { return test::utc("2026-11-01T00:00:00Z"); })
      .verify(file.value());
}

class Samples : public testing::Test {
 protected:
  void SetUp() override {
    if (index_rows().empty()) GTEST_SKIP() << "no samples beside this checkout";
  }
};

void expect_good(const SignatureReport& signature, std::string_view format) {
  EXPECT_EQ(signature.format, format);
  EXPECT_EQ(outcome_of(signature.integrity), Outcome::passed);
  EXPECT_EQ(outcome_of(signature.cryptography), Outcome::passed);
  EXPECT_NE(outcome_of(signature.trust), Outcome::passed); // no anchor is configured
}

// Integrity, cryptography and coverage are good; only trust keeps the verdict from "trusted".
void expect_good(const Report& report, std::vector<std::string> formats) {
  ASSERT_EQ(report.signatures.size(), formats.size()) << test::told(report);
  for (std::size_t i = 0; i < formats.size(); ++i)
    expect_good(report.signatures[i], formats[i]);
  EXPECT_EQ(outcome_of(report.coverage), Outcome::passed) << test::told(report);
  EXPECT_NE(report.verdict, Verdict::trusted);
}

TEST_F(Samples, EachRowOfTheIndexIsTested) {
  std::vector<std::string> files;
  for (const Row& row : index_rows())
    files.push_back(row.file);
  EXPECT_THAT(files, UnorderedElementsAre("ofd/sign35275-attrs-1.ofd", "ofd/yunnan-housing-edited.ofd",
                                          "ofd/shandong-rawrs-edited.ofd", "ofd/ofdrw-2.4-v4.ofd",
                                          "ofd/ofdrw-allprotected.ofd", "ofd/invoice-chongqing-2020.ofd",
                                          "ofd/signatures-missing.ofd", "ofd/unsigned-helloworld.ofd",
                                          "ofd/unsigned-7pages.ofd", "seals/UserV1.esl", "seals/UserV4.esl"));
}

TEST_F(Samples, PlainSignaturesWithAttributesAndRelativePaths) {
  const Report report = verify_sample("sign35275-attrs-1.ofd");
  ASSERT_EQ(report.signatures.size(), 2U) << test::told(report);
  for (const SignatureReport& signature : report.signatures)
    expect_good(signature, "GBT-35275");
  EXPECT_EQ(outcome_of(report.coverage),
            Outcome::undetermined); // the first leaves OFD.xml and the annotations out
  EXPECT_EQ(test::step_of(report.coverage, "COVERAGE_WHOLE").detail, "1");
  EXPECT_EQ(report.verdict, Verdict::undetermined) << test::told(report);
  EXPECT_EQ(report.cause, "CHAIN_BUILD");
  EXPECT_THAT(report.signatures[0].deviations, testing::Contains("OFD_PATH_RELATIVE"));
}

TEST_F(Samples, TwoPagesAlteredAfterSealing) {
  const Report report = verify_sample("yunnan-housing-edited.ofd");
  ASSERT_EQ(report.signatures.size(), 2U);
  for (const SignatureReport& signature : report.signatures) {
    EXPECT_EQ(signature.format, "SES-V4");
    EXPECT_EQ(outcome_of(signature.integrity), Outcome::failed);
    EXPECT_EQ(outcome_of(signature.cryptography), Outcome::passed);
    EXPECT_THAT(signature.failing_entries,
                UnorderedElementsAre("/Doc_0/Pages/Page_0/Content.xml", "/Doc_0/Pages/Page_1/Content.xml"));
  }
  EXPECT_EQ(report.verdict, Verdict::untrusted);
  EXPECT_EQ(report.cause, "SIG_REFERENCES");
}

TEST_F(Samples, RawSignatureValuesAndThreeFilesAltered) {
  const Report report = verify_sample("shandong-rawrs-edited.ofd");
  ASSERT_EQ(report.signatures.size(), 2U);
  EXPECT_EQ(report.signatures[0].format, "SES-V4");
  EXPECT_EQ(report.signatures[1].format, "GBT-35275");
  for (const SignatureReport& signature : report.signatures) {
    EXPECT_EQ(outcome_of(signature.cryptography), Outcome::passed);
    EXPECT_THAT(signature.failing_entries,
                UnorderedElementsAre("/OFD.xml", "/Doc_0/Document.xml", "/Doc_0/Pages/Page_0/Content.xml"));
  }
  EXPECT_THAT(report.signatures[0].deviations, testing::Contains("SIG_RAW_RS"));
  EXPECT_THAT(report.signatures[1].deviations, testing::Contains("SIGNED_DATA_RAW_RS"));
  EXPECT_EQ(report.verdict, Verdict::untrusted);
  EXPECT_EQ(report.cause, "SIG_REFERENCES");
}

TEST_F(Samples, SealThatAllowsFurtherSignatures) {
  expect_good(verify_sample("ofdrw-2.4-v4.ofd"), {"SES-V4"});
}

TEST_F(Samples, SealOverTheListOfSignaturesToo) {
  const Report report = verify_sample("ofdrw-allprotected.ofd");
  expect_good(report, {"SES-V4"});
  EXPECT_THAT(report.uncovered, ElementsAre());
}

TEST_F(Samples, InvoiceWithoutTypeAndSealFile) {
  const Report report = verify_sample("invoice-chongqing-2020.ofd");
  expect_good(report, {"SES-V4"});
  EXPECT_THAT(report.signatures[0].deviations, testing::IsSupersetOf({"OFD_TYPE_ABSENT", "OFD_SEAL_ABSENT"}));
}

TEST_F(Samples, PointerToSignaturesThatAreNotThere) {
  const Report report = verify_sample("signatures-missing.ofd");
  EXPECT_EQ(report.verdict, Verdict::untrusted);
  EXPECT_EQ(report.cause, "OFD_ENTRY_MISSING");
  EXPECT_TRUE(report.signatures.empty());
}

TEST_F(Samples, Unsigned) {
  for (const char* name : {"unsigned-helloworld.ofd", "unsigned-7pages.ofd"}) {
    const Report report = verify_sample(name);
    EXPECT_EQ(report.verdict, Verdict::untrusted) << name;
    EXPECT_EQ(report.cause, "OFD_UNSIGNED") << name;
  }
}

TEST_F(Samples, SealsByThemselves) {
  const Time at = test::utc("2022-01-01T00:00:00Z");
  for (const auto& [name, version] :
       {std::pair("UserV1.esl", crypto::SealVersion::v1), std::pair("UserV4.esl", crypto::SealVersion::v4)}) {
    const auto file = test::read_shared(std::filesystem::path("samples/seals") / name);
    const auto seal = crypto::decode_seal(file.value());
    ASSERT_TRUE(seal) << name;
    EXPECT_EQ(seal->version, version);
    EXPECT_EQ(worst(crypto::check_seal(*seal, crypto::TrustStore(), at, at).cryptography), Outcome::passed)
        << name;
  }
}

} // namespace
} // namespace elicense::verify
