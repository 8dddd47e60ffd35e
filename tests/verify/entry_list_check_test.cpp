// SPDX-License-Identifier: Apache-2.0
// A package with a list of its files: trusted when the list is complete and its signer is.
#include "tests/support/entry_lists.hpp"
#include "tests/support/report_facts.hpp"
#include <gmock/gmock.h>

namespace elicense::verify {
namespace {

using test::OfdEntries;
using test::told;

Report verified(const test::EntryListForm& form) {
  OfdEntries entries(test::sealed_file());
  test::put_entry_list(entries, form);
  return test::engine().verify(entries.pack());
}

const std::vector<std::string>& all_files() {
  static const std::vector<std::string> files = OfdEntries(test::sealed_file()).names();
  return files;
}

TEST(EntryListCheck, TrustsACompleteListOfATrustedSigner) {
  const Report report = verified({.files = all_files()});
  EXPECT_EQ(report.verdict, Verdict::trusted) << told(report);
  EXPECT_THAT(test::codes_of(report.coverage),
              testing::IsSupersetOf({"ENTRY_LIST_MISSING", "ENTRY_LIST_EXTRA", "ENTRY_LIST_SIGNATURE"}));
  EXPECT_THAT(report.uncovered, testing::IsEmpty());
  EXPECT_TRUE(test::is_silent(report.coverage));
}

TEST(EntryListCheck, IsNotAskedWithoutAList) {
  EXPECT_THAT(test::codes_of(test::engine().verify(test::sealed_file()).coverage),
              testing::Not(testing::Contains(testing::StartsWith("ENTRY_LIST"))));
}

TEST(EntryListCheck, NamesTheFirstFileThatIsMissingOrTooMany) {
  std::vector<std::string> files = all_files();
  files.push_back("Doc_0/gone.xml");
  Report report = verified({.files = files});
  EXPECT_EQ(report.cause, "ENTRY_LIST_MISSING") << told(report);
  EXPECT_EQ(report.detail, "/Doc_0/gone.xml");
  files = all_files();
  std::erase(files, "OFD.xml");
  report = verified({.files = files});
  EXPECT_EQ(report.cause, "ENTRY_LIST_EXTRA") << told(report);
  EXPECT_EQ(report.detail, "/OFD.xml");
}

TEST(EntryListCheck, OfASignerNobodyKnowsIsNotTrusted) {
  const test::Identity stranger = test::stranger();
  const Report report = verified({.files = all_files(), .signer = stranger});
  EXPECT_EQ(report.verdict, Verdict::untrusted) << told(report);
  const Step& step = test::step_of(report.coverage, "ENTRY_LIST_SIGNATURE");
  EXPECT_EQ(step.outcome, Outcome::failed);
  EXPECT_EQ(step.detail, "CHAIN_KEY_USAGE");
  EXPECT_THAT(report.uncovered, testing::ElementsAre("/OFDEntries.xml", "/signedvalue.dat"));
}

TEST(EntryListCheck, NamesWhatIsWrongWithTheSignature) {
  const Report report = verified({.files = all_files(), .signed_well = false});
  const Step& step = test::step_of(report.coverage, "ENTRY_LIST_SIGNATURE");
  EXPECT_EQ(step.outcome, Outcome::failed);
  EXPECT_EQ(step.detail, "SIGNED_DATA_CONTENT");
}

TEST(EntryListCheck, IsNoSeal) {
  OfdEntries entries(test::sealed_file());
  test::put_entry_list(entries, {.files = all_files()});
  entries.set("signedvalue.dat", entries.text("Doc_0/Signs/Sign_0/SignedValue.dat"));
  const Step step = test::step_of(test::engine().verify(entries.pack()).coverage, "ENTRY_LIST_SIGNATURE");
  EXPECT_EQ(step.outcome, Outcome::failed);
  EXPECT_EQ(step.detail, "SIG_KIND");
}

TEST(EntryListCheck, OfAListThatCannotBeReadFails) {
  OfdEntries entries(test::sealed_file());
  const Report report = test::engine().verify(entries.set("OFDEntries.xml", "no list").pack());
  EXPECT_EQ(report.cause, "ENTRY_LIST_READ") << told(report);
  EXPECT_THAT(report.detail, testing::StartsWith("XML_ROOTS"));
}

TEST(EntryListCheck, DoesNotExcuseAShownFileThatNoSealCovers) {
  OfdEntries entries(test::sealed_file());
  const std::string image = "Doc_0/Res/image_2.png";
  entries.drop_reference("Doc_0/Signs/Sign_0/Signature.xml", image);
  test::put_entry_list(entries, {.files = all_files(), .value = image});
  const Report report = test::engine().verify(entries.resign().pack());
  EXPECT_EQ(report.cause, "COVERAGE_REACHABLE") << told(report);
  EXPECT_THAT(report.uncovered, testing::ElementsAre("/" + image));
}

} // namespace
} // namespace elicense::verify
