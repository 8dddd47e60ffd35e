// SPDX-License-Identifier: Apache-2.0
// The parts of Signature.xml besides its references, changed by the signer himself.
#include "tests/support/ofd_mutation.hpp"
#include "tests/support/report_facts.hpp"
#include <gmock/gmock.h>

namespace elicense::verify {
namespace {

using test::engine;
using test::OfdEntries;
using test::told;

const std::string signature = "Doc_0/Signs/Sign_0/Signature.xml", list = "Doc_0/Signs/Signatures.xml";

void expect_cause(const Report& report, std::string_view cause) {
  EXPECT_EQ(report.verdict, cause.empty() ? Verdict::trusted : Verdict::untrusted) << told(report);
  EXPECT_EQ(report.cause, cause) << told(report);
}

TEST(Integrity, TheMethodIsSm2OrNotNamed) {
  for (const auto& [method, cause] :
       {std::pair("1.2.156.10197.1.501", ""), std::pair("1.2.156.10197.1.301.1", ""), std::pair("", ""),
        std::pair("1.2.840.113549.1.1.11", "SIG_METHOD"), std::pair("SM2", "SIG_METHOD")}) {
    OfdEntries entries(test::sealed_file());
    const auto element = entries.elements(signature, "SignatureMethod").at(0);
    const std::string markup = "<ofd:SignatureMethod>" + std::string(method) + "</ofd:SignatureMethod>";
    expect_cause(engine().verify(entries.replace_element(signature, element, markup).resign().pack()), cause);
  }
}

TEST(Integrity, AStampLiesOnItsPage) {
  for (const auto& [place, cause] :
       {std::pair("0 0 210 297", ""), std::pair("-0.01 0 40 40", ""), std::pair("0 -0.01 40 40", ""),
        std::pair("0 0 210.01 297.01", ""), std::pair("-0.02 0 40 40", "SIG_STAMP"),
        std::pair("0 -0.02 40 40", "SIG_STAMP"), std::pair("170.02 0 40 40", "SIG_STAMP"),
        std::pair("0 257.02 40 40", "SIG_STAMP"), std::pair("0 0 0 40", "OFD_STRUCTURE"),
        std::pair("0 0 40 0", "OFD_STRUCTURE")}) {
    OfdEntries entries(test::sealed_file());
    const auto stamp = entries.elements(signature, "StampAnnot").at(0);
    const std::string boundary = test::attribute_of(stamp, "Boundary");
    entries.replace(signature, "Boundary=\"" + boundary, "Boundary=\"" + std::string(place)).resign();
    expect_cause(engine().verify(entries.pack()), cause);
  }
}

TEST(Integrity, AStampIsOnAPageOfTheDocument) {
  OfdEntries entries(test::sealed_file());
  const std::string page = test::attribute_of(entries.elements(signature, "StampAnnot").at(0), "PageRef");
  entries.replace(signature, "PageRef=\"" + page + "\"", "PageRef=\"999\"").resign();
  const Report report = engine().verify(entries.pack());
  expect_cause(report, "SIG_STAMP");
  EXPECT_EQ(report.detail, "no page with id 999");
}

TEST(Integrity, NamesTheFirstOfTheFilesThatDiffer) {
  const std::string image = "Doc_0/Res/image_2.png", font = "Doc_0/Res/font_1.otf";
  OfdEntries entries(test::sealed_file());
  EXPECT_EQ(engine().verify(entries.flip(image, 0).pack()).detail, "/" + image);
  const Report report = engine().verify(entries.flip(font, 0).pack());
  expect_cause(report, "SIG_REFERENCES");
  EXPECT_THAT(report.signatures[0].failing_entries, testing::UnorderedElementsAre("/" + image, "/" + font));
  EXPECT_EQ(report.detail, report.signatures[0].failing_entries[0] + " and others");
}

TEST(Integrity, TheSealFileIsTheSealOfTheValue) {
  const std::string seal = "Doc_0/Signs/Sign_0/Seal.esl";
  OfdEntries other(test::sealed_file());
  Report report = engine().verify(other.flip(seal, 20).refresh_references().resign().pack());
  expect_cause(report, "SEAL_FILE");
  EXPECT_EQ(report.detail, "/" + seal + " is not the seal in the signature value");
  OfdEntries none(test::sealed_file());
  report = engine().verify(none.drop_reference(signature, seal).remove(seal).resign().pack());
  expect_cause(report, "SEAL_FILE");
  EXPECT_EQ(report.detail, "/" + seal + " is missing");
}

TEST(Integrity, ABaseIsAnotherSignatureOfTheDocument) {
  const Bytes twice = test::sealed(test::sealed_file());
  OfdEntries good(twice);
  const auto entries = good.elements(list, "Signature");
  const std::string first = test::attribute_of(entries.at(0), "ID"),
                    second = test::attribute_of(entries.at(1), "ID"), id = "ID=\"" + second + "\"";
  for (const auto& [base, cause] :
       {std::pair(first, ""), std::pair(second, "SIG_BASE"), std::pair(std::string("99"), "SIG_BASE")})
    expect_cause(
        engine().verify(OfdEntries(twice).replace(list, id, id + " Relative=\"" + base + "\"").pack()),
        cause);
}

} // namespace
} // namespace elicense::verify
