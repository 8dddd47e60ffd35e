// SPDX-License-Identifier: Apache-2.0
#include "ofd/coverage.hpp"
#include "tests/ofd/opened.hpp"
#include "tests/support/files.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::ofd {
namespace {

using namespace test;
using testing::ElementsAre;
using testing::IsEmpty;

// --- real files ---

std::vector<std::vector<std::string>> bad_in_sample(const std::string& name) {
  const Opened sample(read_shared("samples/ofd/" + name).value());
  std::vector<std::vector<std::string>> bad;
  for (std::size_t i = 0; i < sample.document.signatures.size(); ++i)
    bad.push_back(sample.bad(i));
  return bad;
}

TEST(RealReferences, AreGoodOrChangedAsKnown) {
  if (!read_shared("samples/index.tsv")) GTEST_SKIP() << "no samples beside this checkout";
  for (const char* name : {"invoice-chongqing-2020.ofd", "ofdrw-2.4-v4.ofd", "ofdrw-allprotected.ofd"})
    EXPECT_THAT(bad_in_sample(name), ElementsAre(IsEmpty())) << name;
  EXPECT_THAT(bad_in_sample("sign35275-attrs-1.ofd"), ElementsAre(IsEmpty(), IsEmpty()));
  const auto pages =
      ElementsAre("Doc_0/Pages/Page_1/Content.xml changed", "Doc_0/Pages/Page_0/Content.xml changed");
  EXPECT_THAT(bad_in_sample("yunnan-housing-edited.ofd"), ElementsAre(pages, pages));
  const auto three =
      ElementsAre("OFD.xml changed", "Doc_0/Document.xml changed", "Doc_0/Pages/Page_0/Content.xml changed");
  EXPECT_THAT(bad_in_sample("shandong-rawrs-edited.ofd"), ElementsAre(three, three));
}

TEST(RealCoverage, IsCompleteOrNamesWhatIsNot) {
  if (!read_shared("samples/index.tsv")) GTEST_SKIP() << "no samples beside this checkout";
  const auto covered = [](const std::string& name, const std::vector<std::size_t>& valid) {
    const Opened sample(read_shared("samples/ofd/" + name).value());
    return coverage(sample.package, sample.document, valid);
  };
  EXPECT_TRUE(covered("invoice-chongqing-2020.ofd", {0}).everything_reachable_is_covered);
  EXPECT_THAT(covered("ofdrw-2.4-v4.ofd", {0}).uncovered, IsEmpty());
  EXPECT_THAT(covered("sign35275-attrs-1.ofd", {0, 1}).uncovered, IsEmpty());
  EXPECT_THAT(covered("sign35275-attrs-1.ofd", {0}).uncovered,
              ElementsAre("Doc_0/Annots/Annotations.xml", "OFD.xml"));
  const Coverage shandong = covered("shandong-rawrs-edited.ofd", {});
  EXPECT_FALSE(shandong.everything_reachable_is_covered);
  EXPECT_THAT(shandong.uncovered, testing::Contains("Doc_0/PublicRes.xml"));
}

// --- our own ---

TEST(References, OfAnUnchangedDocumentAreGood) {
  const Opened opened(signed_document());
  EXPECT_EQ(opened.references()->size(), 13U);
  EXPECT_THAT(opened.bad(), IsEmpty());
}

TEST(References, TellEveryChangedEntry) {
  const Opened opened(signed_document());
  for (const Reference& reference : opened.document.signatures[0].references) {
    std::string content(as_text(*opened.package.find(reference.path)));
    if (!reference.path.ends_with(".xml")) content += "x";
    if (reference.path.ends_with(".xml")) content += "\n";
    EXPECT_THAT(Opened(with_entry(signed_document(), reference.path, content)).bad(),
                ElementsAre(reference.path + " changed"));
  }
}

TEST(References, TellMissingEntries) {
  const Opened opened(without_entry(signed_document(), "Doc_0/Res/image_2.png"));
  EXPECT_THAT(opened.bad(), ElementsAre("Doc_0/Res/image_2.png missing"));
}

TEST(References, MustNameTheirCaseExactly) {
  const Opened opened(
      with_replaced(signed_document(), first_signature, "/Doc_0/Document.xml", "/doc_0/document.XML"));
  EXPECT_THAT(opened.bad(), ElementsAre("doc_0/document.XML missing"));
}

TEST(References, AcceptSm3ByNumberAndByNameOnly) {
  const auto with = [](std::string_view method) {
    return Opened(with_replaced(signed_document(), first_signature, "1.2.156.10197.1.401", method))
        .references();
  };
  EXPECT_THAT(with("SM3"), succeeds());
  for (const std::string_view method :
       {"MD5", "SHA1", "sm3", "1.2.156.10197.1.401.2", "2.16.840.1.101.3.4.2.1", ""})
    EXPECT_THAT(with(method), fails_with("OFD_CHECK_METHOD")) << method;
  EXPECT_THAT(
      Opened(with_replaced(signed_document(), first_signature, " CheckMethod=\"1.2.156.10197.1.401\"", ""))
          .references(),
      fails_with("OFD_CHECK_METHOD")); // MD5 by default
}

TEST(References, MayNotBeEmptyOrTwice) {
  Signature signature = Opened(signed_document()).document.signatures[0];
  const Package package = Package::open(signed_document()).value();
  const Reference again = signature.references[0];
  signature.references.push_back(again);
  EXPECT_THAT(check_references(package, signature), fails_with("OFD_REFERENCE_TWICE"));
  signature.references.clear();
  EXPECT_THAT(check_references(package, signature), fails_with("OFD_REFERENCES_EMPTY"));
}

TEST(References, TwiceInDifferentFormsAreStillTwice) {
  const std::string reference =
      "<ofd:Reference FileRef=\"../../../OFD.xml\"><ofd:CheckValue>AA==</ofd:CheckValue></ofd:Reference>";
  const Opened opened(with_replaced(signed_document(), first_signature, "</ofd:References>",
                                    reference + "</ofd:References>"));
  EXPECT_THAT(opened.references(), fails_with("OFD_REFERENCE_TWICE"));
}

TEST(References, OfAnotherLengthAreChanged) {
  Signature signature = Opened(signed_document()).document.signatures[0];
  signature.references.resize(1);
  signature.references[0].digest.pop_back();
  const auto checks = check_references(Package::open(signed_document()).value(), signature);
  EXPECT_EQ(checks->at(0).state, ReferenceState::changed);
}

TEST(Coverage, OfOurDocumentsIsComplete) {
  const Opened opened(signed_document());
  const Coverage result = coverage(opened.package, opened.document, {0});
  EXPECT_THAT(result.uncovered, IsEmpty());
  EXPECT_TRUE(result.everything_reachable_is_covered);
}

TEST(Coverage, WithoutAValidSignatureIsNone) {
  const Opened opened(signed_document());
  const Coverage result = coverage(opened.package, opened.document, {});
  EXPECT_EQ(result.uncovered.size(), 13U);
  EXPECT_FALSE(result.everything_reachable_is_covered);
}

TEST(Coverage, NamesSmuggledFiles) {
  const Opened opened(with_entry(signed_document(), "Doc_0/smuggled.bin", "x"));
  const Coverage result = coverage(opened.package, opened.document, {0});
  EXPECT_THAT(result.uncovered, ElementsAre("Doc_0/smuggled.bin"));
  EXPECT_TRUE(result.everything_reachable_is_covered);
}

TEST(Coverage, DoesNotCountWhatWasChanged) {
  const Opened opened(with_entry(signed_document(), "Doc_0/Res/image_2.png", "other"));
  const Coverage result = coverage(opened.package, opened.document, {0});
  EXPECT_THAT(result.uncovered, ElementsAre("Doc_0/Res/image_2.png"));
  EXPECT_FALSE(result.everything_reachable_is_covered);
}

// One Reference taken away at a time (its digest in Signature.xml would no longer be right; this is about
// coverage).
TEST(Coverage, SeesEveryReferenceThatIsMissing) {
  Opened opened(signed_document());
  const std::vector<Reference> all = opened.document.signatures[0].references;
  for (std::size_t i = 0; i < all.size(); ++i) {
    opened.document.signatures[0].references = all;
    opened.document.signatures[0].references.erase(opened.document.signatures[0].references.begin() +
                                                   static_cast<std::ptrdiff_t>(i));
    const Coverage result = coverage(opened.package, opened.document, {0});
    EXPECT_THAT(result.uncovered, ElementsAre(all[i].path));
    EXPECT_FALSE(result.everything_reachable_is_covered);
  }
}

TEST(Coverage, AddsUpOverSignatures) {
  const Opened opened(add_signature(signed_document(), small_signature(), look_signed).value());
  EXPECT_THAT(coverage(opened.package, opened.document, {0, 1}).uncovered, IsEmpty());
  EXPECT_THAT(coverage(opened.package, opened.document, {1}).uncovered, IsEmpty());
  EXPECT_THAT(coverage(opened.package, opened.document, {0}).uncovered, IsEmpty()); // the second has no seal
}

} // namespace
} // namespace elicense::ofd
