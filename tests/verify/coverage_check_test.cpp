// SPDX-License-Identifier: Apache-2.0
// The coverage rule: what no good signature protects, and who protects the whole.
#include "tests/support/ofd_mutation.hpp"
#include "tests/support/report_facts.hpp"
#include <gmock/gmock.h>

namespace elicense::verify {
namespace {

using test::engine;
using test::OfdEntries;
using test::told;
using testing::ElementsAre;

const std::string image = "Doc_0/Res/image_2.png", font = "Doc_0/Res/font_1.otf";

void drop_reference(OfdEntries& entries, const std::string& folder, const std::string& entry) {
  const std::string signature = folder + "/Signature.xml", text = entries.text(signature);
  const auto begin = text.find("<ofd:Reference FileRef=\"/" + entry),
             end = text.find("</ofd:Reference>", begin);
  entries.replace(signature, text.substr(begin, end + 16 - begin), "");
}

// Two seals; each leaves one entry out.
Bytes half_each() {
  const std::string first = "Doc_0/Signs/Sign_0", second = "Doc_0/Signs/Sign_1";
  OfdEntries entries(test::sealed(test::sealed_file()));
  drop_reference(entries, first, image);
  entries.resign(test::usual_seal(), first);
  drop_reference(entries, second, font);
  return entries.refresh_references(second).resign(test::usual_seal(), second).pack();
}

TEST(CoverageCheck, PassesWhenTheOnlySignatureProtectsEverything) {
  const Report report = engine().verify(test::sealed_file());
  EXPECT_THAT(test::codes_of(report.coverage), ElementsAre("COVERAGE_REACHABLE", "COVERAGE_UNCOVERED_ENTRY",
                                                           "COVERAGE_OFD_XML", "COVERAGE_WHOLE"));
  EXPECT_EQ(outcome_of(report.coverage), Outcome::passed);
}

TEST(CoverageCheck, TwoHalvesAreNotAWhole) {
  const Report report = engine().verify(half_each());
  EXPECT_EQ(report.verdict, Verdict::undetermined) << told(report);
  EXPECT_EQ(report.cause, "COVERAGE_WHOLE");
  EXPECT_THAT(report.uncovered, ElementsAre());
}

// Whoever signs a part of a document is named in the report like one who signed all of it.
TEST(CoverageCheck, EachSignatureProtectsEverything) {
  const std::string second = "Doc_0/Signs/Sign_1";
  OfdEntries entries(test::sealed(test::sealed_file()));
  drop_reference(entries, second, image);
  const Report report = engine().verify(entries.resign(test::usual_seal(), second).pack());
  EXPECT_EQ(report.verdict, Verdict::undetermined) << told(report);
  EXPECT_EQ(report.cause, "COVERAGE_WHOLE");
  EXPECT_EQ(report.detail, report.signatures[1].id);
}

TEST(CoverageCheck, EachSignatureProtectsTheRoot) {
  const std::string second = "Doc_0/Signs/Sign_1";
  OfdEntries entries(test::sealed(test::sealed_file()));
  drop_reference(entries, second, "OFD.xml");
  const Report report = engine().verify(entries.resign(test::usual_seal(), second).pack());
  EXPECT_EQ(report.cause, "COVERAGE_WHOLE") << told(report);
  EXPECT_EQ(report.detail, report.signatures[1].id);
}

TEST(CoverageCheck, NamesWhatIsNotCovered) {
  OfdEntries entries(test::sealed_file());
  drop_reference(entries, "Doc_0/Signs/Sign_0", image);
  entries.set("Doc_0/more.txt", "more").resign();
  const Report report = engine().verify(entries.pack());
  EXPECT_THAT(report.uncovered, ElementsAre("/" + image, "/Doc_0/more.txt"));
  EXPECT_EQ(test::outcome_of(report.coverage, "COVERAGE_REACHABLE"), Outcome::failed);
  EXPECT_EQ(test::outcome_of(report.coverage, "COVERAGE_UNCOVERED_ENTRY"), Outcome::failed);
  EXPECT_EQ(report.detail, "/" + image);
  // who protects the whole is no question any more
  EXPECT_THAT(test::codes_of(report.coverage),
              ElementsAre("COVERAGE_REACHABLE", "COVERAGE_UNCOVERED_ENTRY", "COVERAGE_OFD_XML"));
}

TEST(CoverageCheck, ABrokenSignatureProtectsNothing) {
  const Report report = engine().verify(OfdEntries(test::sealed_file()).flip(image, 0).pack());
  EXPECT_EQ(test::outcome_of(report.coverage, "COVERAGE_REACHABLE"), Outcome::undetermined);
  EXPECT_THAT(report.uncovered, testing::Contains("/Doc_0/Pages/Page_0/Content.xml"));
}

TEST(CoverageCheck, ABrokenSecondSignatureLeavesTheFirstsProtection) {
  OfdEntries entries(test::sealed(test::sealed_file()));
  const Report report = engine().verify(entries.flip("Doc_0/Signs/Sign_1/SignedValue.dat", 200).pack());
  EXPECT_EQ(report.verdict, Verdict::untrusted);
  EXPECT_THAT(report.uncovered, ElementsAre("/Doc_0/Signs/Sign_1/Seal.esl"));
}

} // namespace
} // namespace elicense::verify
