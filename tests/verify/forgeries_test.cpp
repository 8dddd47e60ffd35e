// SPDX-License-Identifier: Apache-2.0
// S-OFD: no forged document is trusted, each is told by its cause and place, and the untouched ones are
// trusted.
#include "tests/support/forgeries.hpp"
#include "tests/support/hostile_packages.hpp"
#include "tests/support/licensed_documents.hpp"
#include <gmock/gmock.h>
#include <iostream>

namespace elicense::verify {
namespace {

using test::Forger;
using test::Forgery;
using test::ForgeryCase;
using test::Specimen;
using test::told;

constexpr int last_case = 42;

// What an outsider can break so that a question stays open instead of getting a wrong answer: who signed,
// when.
const std::set<std::string> open_questions = {"SIG_NO_CERTIFICATE", "SIG_TIMESTAMP", "SIGNED_DATA_SIGNER",
                                              "TIMESTAMP_SIGNATURE"};

const Engine& usual_engine() {
  static const Engine engine = test::engine({.types = &test::embedded_types()});
  return engine;
}

const std::vector<Specimen>& all_specimens() {
  static const std::vector<Specimen> all = [] {
    std::vector<Specimen> both = test::own_specimens();
    both.insert(both.end(), test::vendor_specimens().begin(), test::vendor_specimens().end());
    return both;
  }();
  return all;
}

// A finding names an entry in its detail, among the failing ones, or among the uncovered ones.
bool names(const Report& report, const std::string& entry) {
  const std::string path = "/" + entry;
  const auto lists = [&](const std::vector<std::string>& paths) {
    return std::ranges::count(paths, path) != 0;
  };
  return report.detail.find(entry) != std::string::npos || lists(report.uncovered) ||
         std::ranges::any_of(report.signatures,
                             [&](const SignatureReport& each) { return lists(each.failing_entries); });
}

void expect_unmasked(const Forgery& forgery, const std::string& place) {
  const Report report = (forgery.judge ? *forgery.judge : usual_engine()).verify(forgery.file);
  const std::string where = place + ": " + forgery.what + "\n" + told(report);
  EXPECT_NE(report.verdict, Verdict::trusted) << where;
  const bool may_be_open = forgery.forger == Forger::insider || open_questions.contains(report.cause);
  EXPECT_TRUE(may_be_open || report.verdict == Verdict::untrusted) << where;
  EXPECT_FALSE(report.cause.empty()) << where;
  EXPECT_TRUE(forgery.causes.empty() || forgery.causes.contains(report.cause)) << where;
  EXPECT_TRUE(forgery.entry.empty() || names(report, forgery.entry)) << forgery.entry << " in " << where;
}

class Forgeries : public testing::TestWithParam<ForgeryCase> {};

TEST_P(Forgeries, AreUnmaskedAndTheirCauseIsNamed) {
  std::size_t documents = 0;
  for (const Specimen& specimen : all_specimens()) {
    const auto take = [&](const Forgery& forgery) {
      ++documents;
      expect_unmasked(forgery, specimen.name);
    };
    GetParam().make({specimen, take});
  }
  EXPECT_GE(documents, all_specimens().size()); // a case that lost its places would pass as well
  std::cout << "S-OFD " << GetParam().number << " " << GetParam().title << ": " << documents
            << " documents\n";
}

std::string name_of(const testing::TestParamInfo<ForgeryCase>& info) {
  return "Case" + std::to_string(info.param.number) + "_" + std::to_string(info.index);
}

INSTANTIATE_TEST_SUITE_P(Catalogue, Forgeries, testing::ValuesIn(test::forgery_catalogue()), name_of);

TEST(ForgeryCatalogue, HasEveryCase) {
  std::set<int> numbers;
  for (const ForgeryCase& each : test::forgery_catalogue())
    numbers.insert(each.number);
  for (int number = 1; number <= last_case; ++number)
    EXPECT_TRUE(numbers.contains(number)) << number;
}

// What the forgeries are made of, and with what: without a change everything is trusted.
TEST(ForgeryCatalogue, BeginsWithTrustedDocuments) {
  for (const Specimen& specimen : all_specimens()) {
    const Report report = usual_engine().verify(specimen.file);
    EXPECT_EQ(report.verdict, Verdict::trusted) << specimen.name << ": " << told(report);
    test::OfdEntries entries(specimen.file);
    EXPECT_EQ(usual_engine().verify(entries.pack()).verdict, Verdict::trusted) << specimen.name;
    specimen.sign(entries);
    const Report again = usual_engine().verify(entries.pack());
    EXPECT_EQ(again.verdict, Verdict::trusted) << specimen.name << ": " << told(again);
  }
}

TEST(ForgeryCatalogue, LeavesUnusualArchivesTrusted) {
  std::vector<test::RawMember> members;
  for (const auto& entry : test::OfdEntries(test::sealed_file()).list())
    members.push_back(test::raw_member(entry.name, as_text(entry.content)));
  for (const auto& each : test::unusual_packages()) {
    const Report report = usual_engine().verify(each.around(members));
    EXPECT_EQ(report.verdict, Verdict::trusted) << each.name << ": " << told(report);
  }
}

// Nobody signs the list of signatures while more may follow: a change there is harmless or found.
TEST(ForgeryCatalogue, AChangedByteOfTheListChangesNoSignature) {
  for (const Specimen& specimen : all_specimens()) {
    const std::string& list = specimen.document.signatures_path;
    const std::size_t size = test::OfdEntries(specimen.file).content(list).size();
    for (std::size_t at = 0; at < size; at += 11) {
      const Report report = usual_engine().verify(test::OfdEntries(specimen.file).flip(list, at).pack());
      if (report.verdict != Verdict::trusted) continue;
      ASSERT_EQ(report.signatures.size(), specimen.signers.size()) << specimen.name << " at " << at;
      EXPECT_EQ(outcome_of(report.coverage), Outcome::passed) << specimen.name << " at " << at;
      EXPECT_TRUE(report.uncovered.empty() || report.uncovered.front() == "/" + list)
          << specimen.name << " at " << at;
    }
  }
}

} // namespace
} // namespace elicense::verify
