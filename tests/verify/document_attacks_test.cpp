// SPDX-License-Identifier: Apache-2.0
// S-OFD: no change of a good file is ever trusted, and each is told by its cause.
#include "tests/support/document_attacks.hpp"
#include "tests/support/report_facts.hpp"
#include <gmock/gmock.h>
#include <map>

namespace elicense::verify {
namespace {

using test::engine;
using test::OfdEntries;
using test::sealed_file;
using test::told;

TEST(DocumentAttacks, ByOutsidersAreUntrustedForTheRightCause) {
  for (const auto& attack : test::outsider_attacks()) {
    const Report report = engine().verify(attack.apply(sealed_file()));
    EXPECT_EQ(report.verdict, Verdict::untrusted) << attack.name << ": " << told(report);
    EXPECT_EQ(report.cause, attack.cause) << attack.name << ": " << told(report);
  }
}

TEST(DocumentAttacks, ByTheSignerAreNeverTrusted) {
  for (const auto& attack : test::insider_attacks()) {
    const Report report = engine().verify(attack.apply(sealed_file()));
    EXPECT_NE(report.verdict, Verdict::trusted) << attack.name << ": " << told(report);
    EXPECT_EQ(report.cause, attack.cause) << attack.name << ": " << told(report);
  }
}

// Re-signing without a change stays trusted: the attacks above fail for what they change, not for how they
// are made.
TEST(DocumentAttacks, TheToolsThemselvesLeaveADocumentGood) {
  OfdEntries entries(sealed_file());
  EXPECT_EQ(engine().verify(entries.pack()).verdict, Verdict::trusted);
  const Report resigned = engine().verify(entries.refresh_references().resign().pack());
  EXPECT_EQ(resigned.verdict, Verdict::trusted) << told(resigned);
}

// Some bytes of Signatures.xml say nothing a reader acts on: a blank, the largest id.
bool may_stay_trusted(const std::string& entry) {
  return entry == "Doc_0/Signs/Signatures.xml";
}

TEST(DocumentAttacks, NoFlippedBitOfAnyEntryIsTrusted) {
  const Bytes twice = test::sealed(sealed_file());
  for (const std::string& name : OfdEntries(twice).names()) {
    if (may_stay_trusted(name)) continue;
    const std::size_t size = OfdEntries(twice).content(name).size();
    const std::size_t step = size / 12 + 1;
    for (std::size_t offset = 0; offset < size; offset += step) {
      const Report report = engine().verify(OfdEntries(twice).flip(name, offset).pack());
      EXPECT_NE(report.verdict, Verdict::trusted) << name << " at " << offset;
      EXPECT_FALSE(report.cause.empty()) << name << " at " << offset;
    }
  }
}

TEST(DocumentAttacks, AFlippedContentNamesItsEntry) {
  const auto is_signature_file = [](const std::string& name) {
    return name.find("/Signs/") != std::string::npos;
  };
  for (const std::string& name : OfdEntries(sealed_file()).names()) {
    if (is_signature_file(name) || name.ends_with(".xml")) continue;
    const Report report = engine().verify(OfdEntries(sealed_file()).flip(name, 0).pack());
    ASSERT_EQ(report.signatures.size(), 1U) << name;
    EXPECT_THAT(report.signatures[0].failing_entries, testing::ElementsAre("/" + name));
  }
}

TEST(DocumentAttacks, RemovingAnySealedEntryIsNoticed) {
  for (const std::string& name : OfdEntries(sealed_file()).names()) {
    const Report report = engine().verify(OfdEntries(sealed_file()).remove(name).pack());
    EXPECT_EQ(report.verdict, Verdict::untrusted) << name << ": " << told(report);
  }
}

// A second signature that covers less takes nothing away from the first.
TEST(DocumentAttacks, ALaterSignatureThatCoversLess) {
  const std::string folder = "Doc_0/Signs/Sign_1";
  OfdEntries entries(test::sealed(sealed_file()));
  const std::string text = entries.text(folder + "/Signature.xml");
  const auto begin = text.find("<ofd:Reference FileRef=\"/Doc_0/Pages"),
             end = text.find("</ofd:Reference>", begin);
  entries.replace(folder + "/Signature.xml", text.substr(begin, end + 16 - begin), "")
      .resign(test::usual_seal(), folder);
  const Report report = engine().verify(entries.pack());
  EXPECT_EQ(report.verdict, Verdict::trusted) << told(report);
}

} // namespace
} // namespace elicense::verify
