// SPDX-License-Identifier: Apache-2.0
#include "ofd/document.hpp"
#include "tests/support/files.hpp"
#include "tests/support/ofd_builder.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::ofd {
namespace {

using namespace test;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

Result<Document> read(ByteView file) {
  return read_document(Package::open(file).value());
}

// small_document() with one entry changed.
Result<Document> read_small_with(const std::string& name, std::string_view from, std::string_view to) {
  return read(with_replaced(small_document(), name, from, to));
}

// --- real files ---

struct Sample {
  std::string file;
  std::size_t pages;
  std::vector<std::string> deviations;
  std::vector<std::vector<std::string>> signatures; // the deviations of each
  std::vector<std::string> errors;
};

void PrintTo(const Sample& sample, std::ostream* out) {
  *out << sample.file;
}

class RealDocument : public testing::TestWithParam<Sample> {};

TEST_P(RealDocument, HasItsStructureAndDeviations) {
  const auto file = read_shared("samples/ofd/" + GetParam().file);
  if (!file) GTEST_SKIP() << "no samples beside this checkout";
  const auto document = read(*file);
  ASSERT_THAT(document, succeeds());
  EXPECT_EQ(document->pages.size(), GetParam().pages);
  EXPECT_EQ(document->deviations, GetParam().deviations);
  std::vector<std::vector<std::string>> signatures;
  for (const Signature& signature : document->signatures)
    signatures.push_back(signature.deviations);
  EXPECT_EQ(signatures, GetParam().signatures);
  std::vector<std::string> errors;
  for (const Error& error : document->signature_errors)
    errors.push_back(error.code);
  EXPECT_EQ(errors, GetParam().errors);
}

INSTANTIATE_TEST_SUITE_P(
    Samples, RealDocument,
    testing::Values(
        Sample{"invoice-chongqing-2020.ofd",
               1,
               {"OFD_PATH_CASE"},
               {{"OFD_TYPE_ABSENT", "OFD_SIGNATURE_TIME", "OFD_SEAL_ABSENT"}},
               {}},
        Sample{"ofdrw-2.4-v4.ofd",
               1,
               {},
               {{"OFD_SIGNATURE_TIME", "OFD_CHECK_METHOD_NAME", "OFD_CHILD_ORDER"}},
               {}},
        Sample{"ofdrw-allprotected.ofd",
               1,
               {},
               {{"OFD_SIGNATURE_ID", "OFD_SIGNATURE_TIME", "OFD_CHECK_METHOD_NAME", "OFD_CHILD_ORDER"}},
               {}},
        Sample{"shandong-rawrs-edited.ofd",
               1,
               {"OFD_NAMESPACE_OLD", "OFD_RESOURCE_MISSING"},
               {{"OFD_CHECK_METHOD_NAME"}, {"OFD_SIGNATURE_TIME", "OFD_CHECK_METHOD_NAME"}},
               {}},
        Sample{"sign35275-attrs-1.ofd",
               2,
               {"OFD_NAMESPACE_OLD", "OFD_RESOURCE_MISSING"},
               {{"OFD_PATH_RELATIVE"}, {"OFD_PATH_RELATIVE"}},
               {}},
        Sample{"signatures-missing.ofd", 1, {"OFD_DOC_ID", "OFD_BOM"}, {}, {"OFD_ENTRY_MISSING"}},
        Sample{"unsigned-helloworld.ofd", 1, {}, {}, {}},
        Sample{"unsigned-7pages.ofd", 5, {"OFD_RESOURCE_MISSING"}, {}, {}},
        Sample{
            "yunnan-housing-edited.ofd", 2, {"OFD_DOC_ID"}, {{"OFD_TYPE_ABSENT"}, {"OFD_TYPE_ABSENT"}}, {}}),
    [](const auto& sample) {
      std::string name = sample.param.file;
      std::erase_if(name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; });
      return name;
    });

TEST(RealDocuments, AreReadInDetail) {
  const auto file = read_shared("samples/ofd/invoice-chongqing-2020.ofd");
  if (!file) GTEST_SKIP() << "no samples beside this checkout";
  const auto document = read(*file);
  ASSERT_THAT(document, succeeds());
  EXPECT_EQ(document->version, "1.1");
  EXPECT_EQ(document->id, "0eb8011566b14d9f942a38d7df30f2de");
  ASSERT_EQ(document->custom_data.size(), 10U);
  EXPECT_EQ(document->custom_data[1].name, "发票代码");
  EXPECT_EQ(document->custom_data[1].value, "050001700111");
  EXPECT_EQ(document->pages[0].box.height, 140);
  ASSERT_EQ(document->attachments.size(), 1U);
  EXPECT_EQ(document->attachments[0].path, "Doc_0/Attachs/original_invoice.xml");
  EXPECT_TRUE(document->reachable.contains("Doc_0/Tpls/Tpl_0/Content.xml")); // written TPLS in the reference
  const Signature& signature = document->signatures.at(0);
  EXPECT_EQ(signature.provider, "gomain_eseal");
  EXPECT_EQ(signature.date_time, "20201010151120");
  EXPECT_EQ(signature.check_method, "1.2.156.10197.1.401");
  EXPECT_EQ(signature.references.size(), 13U);
  EXPECT_EQ(signature.references[1].path, "OFD.xml");
  EXPECT_EQ(signature.stamps.at(0).box.y, 8);
  EXPECT_EQ(signature.value_path, "Doc_0/Signs/Sign_0/SignedValue.dat");
}

// --- documents of our own, one thing changed ---

TEST(Document, ReadsWhatTheWriterWrote) {
  const auto document = read(small_document());
  ASSERT_THAT(document, succeeds());
  EXPECT_EQ(document->type, "OFD");
  EXPECT_EQ(document->title, "Test license");
  EXPECT_EQ(document->custom_data.at(1).value, "测试 <证照> & \"more\"");
  EXPECT_EQ(document->root, "Doc_0/Document.xml");
  EXPECT_EQ(document->signatures_path, "");
  ASSERT_EQ(document->pages.size(), 2U);
  EXPECT_EQ(document->pages[0].id, 7U);
  EXPECT_EQ(document->pages[1].box.width, 297);
  ASSERT_EQ(document->tags.size(), 2U);
  EXPECT_EQ(document->tags[0].name, "ZZBS");
  EXPECT_THAT(document->tags[0].objects, ElementsAre(std::pair(7U, 4U), std::pair(8U, 6U)));
  EXPECT_EQ(document->attachments.at(0).usage, "metadata");
  EXPECT_THAT(document->deviations, IsEmpty());
}

TEST(Document, ReachesEveryEntryOfAnOrdinaryFile) {
  for (const Bytes& file : {small_document(), signed_document()}) {
    const auto package = Package::open(file);
    const auto document = read_document(*package);
    for (const auto& [name, content] : package->entries())
      EXPECT_TRUE(document->reachable.contains(name)) << name;
  }
}

TEST(Document, NeedsItsEntryPoint) {
  EXPECT_THAT(read(write_package({{.name = "a.txt", .content = {}}})), fails_with("OFD_NOT_OFD"));
  EXPECT_THAT(read(without_entry(small_document(), "OFD.xml")), fails_with("OFD_NOT_OFD"));
}

TEST(Document, ThatIsEncryptedIsNamed) {
  EXPECT_THAT(read_document(Package::open(with_entry(small_document(), "Encryptions.xml", "x")).value()),
              fails_with("OFD_ENCRYPTED"));
}

TEST(Document, TellsWhichFilesLeadOutOfIt) {
  const auto active = [](const std::string& action) {
    const std::string actions =
        "<ofd:Actions><ofd:Action Event=\"CLICK\">" + action + "</ofd:Action></ofd:Actions></ofd:Page>";
    const Bytes file =
        with_replaced(small_document(), "Doc_0/Pages/Page_0/Content.xml", "</ofd:Page>", actions);
    return read_document(Package::open(file).value())->active;
  };
  EXPECT_THAT(active("<ofd:Region/><ofd:Goto/>"), testing::IsEmpty());
  EXPECT_THAT(active("<URI/>"), testing::IsEmpty()); // of no namespace: no reader of OFD knows it
  EXPECT_THAT(active("<x:Action xmlns:x=\"urn:x\"><ofd:URI/></x:Action>"), testing::IsEmpty());
  EXPECT_THAT(active("<ofd:Region/><ofd:URI/>"), testing::ElementsAre("Doc_0/Pages/Page_0/Content.xml"));
}

TEST(Document, NeedsItsRootAndPages) {
  EXPECT_THAT(read(without_entry(small_document(), "Doc_0/Document.xml")), fails_with("OFD_ENTRY_MISSING"));
  EXPECT_THAT(read(without_entry(small_document(), "Doc_0/Pages/Page_1/Content.xml")),
              fails_with("OFD_ENTRY_MISSING"));
}

TEST(Document, ToleratesMissingResources) {
  const auto document = read(without_entry(small_document(), "Doc_0/Res/font_1.ttf"));
  ASSERT_THAT(document, succeeds());
  EXPECT_THAT(document->deviations, ElementsAre("OFD_RESOURCE_MISSING"));
  EXPECT_THAT(read_small_with("Doc_0/PublicRes.xml", "font_1.ttf", "")->deviations,
              ElementsAre("OFD_RESOURCE_MISSING"));
}

TEST(Document, RefusesSeveralBodiesAndVersions) {
  EXPECT_THAT(read_small_with("OFD.xml", "</ofd:DocBody>", "</ofd:DocBody><ofd:DocBody/>"),
              fails_with("OFD_SEVERAL_BODIES"));
  EXPECT_THAT(read_small_with("OFD.xml", "</ofd:DocBody>", "<ofd:Versions/></ofd:DocBody>"),
              fails_with("OFD_VERSIONS"));
}

TEST(Document, RefusesABrokenStructure) {
  const std::string doc = "Doc_0/Document.xml";
  EXPECT_THAT(read_small_with("OFD.xml", "ofd:OFD", "ofd:OFX"), fails_with("OFD_STRUCTURE"));
  EXPECT_THAT(read_small_with("OFD.xml", "ofd:DocBody", "ofd:Body"), fails_with("OFD_STRUCTURE"));
  EXPECT_THAT(read_small_with("OFD.xml", "ofd:DocInfo", "ofd:Info"), fails_with("OFD_STRUCTURE"));
  EXPECT_THAT(read_small_with("OFD.xml", "ofd:DocRoot", "ofd:Root"), fails_with("OFD_STRUCTURE"));
  EXPECT_THAT(read_small_with("OFD.xml", "<ofd:DocRoot>", "<ofd:DocRoot>x</ofd:DocRoot><ofd:DocRoot>"),
              fails_with("OFD_STRUCTURE"));
  EXPECT_THAT(read_small_with("OFD.xml", "</ofd:DocBody>", "<ofd:Signatures/></ofd:DocBody>"),
              fails_with("OFD_STRUCTURE"));
  EXPECT_THAT(read_small_with("OFD.xml", "Doc_0/Document.xml", "<ofd:X/>Doc_0/Document.xml"),
              fails_with("OFD_STRUCTURE"));
  EXPECT_THAT(read_small_with(doc, "ofd:Document ", "ofd:Documents "), fails_with("XML_MALFORMED"));
  EXPECT_THAT(read_small_with(doc, "ofd:Page ", "ofd:Leaf "), fails_with("OFD_STRUCTURE"));
  EXPECT_THAT(read_small_with(doc, "ID=\"8\"", "ID=\"7\""), fails_with("OFD_STRUCTURE"));
  EXPECT_THAT(read_small_with(doc, "ID=\"8\"", "ID=\"x\""), fails_with("OFD_STRUCTURE"));
  EXPECT_THAT(read_small_with(doc, "Page_1", "Page_0"), fails_with("OFD_STRUCTURE"));
  EXPECT_THAT(read_small_with(doc, "0 0 210 297", "0 0 210"), fails_with("OFD_STRUCTURE"));
  EXPECT_THAT(read_small_with("Doc_0/Pages/Page_0/Content.xml", "0 0 210 297", "0 0 0 297"),
              fails_with("OFD_STRUCTURE"));
}

TEST(Document, TakesThePageSizeFromTheDocumentWhereThePageHasNone) {
  const auto document = read_small_with("Doc_0/Pages/Page_1/Content.xml", "ofd:Area", "ofd:NoArea");
  EXPECT_EQ(document->pages[1].box.width, 210);
  EXPECT_THAT(read(with_replaced(
                  with_replaced(small_document(), "Doc_0/Pages/Page_1/Content.xml", "ofd:Area", "ofd:NoArea"),
                  "Doc_0/Document.xml", "ofd:PageArea", "ofd:NoArea")),
              fails_with("OFD_STRUCTURE"));
}

TEST(Document, RefusesReferencesOutOfThePackage) {
  EXPECT_THAT(read_small_with("OFD.xml", "Doc_0/Document.xml", "../Document.xml"),
              fails_with("OFD_PATH_ESCAPES"));
  EXPECT_THAT(read_small_with("Doc_0/PublicRes.xml", "font_1.ttf", "/../../etc/passwd"),
              fails_with("OFD_PATH_ESCAPES"));
  EXPECT_THAT(read_small_with("Doc_0/PublicRes.xml", "BaseLoc=\"Res\"", "BaseLoc=\"../../x\""),
              fails_with("OFD_PATH_ESCAPES"));
  EXPECT_THAT(read_small_with("Doc_0/DocumentRes.xml", "image_2.png", "http://example.org/x.png"),
              fails_with("OFD_PATH"));
  EXPECT_THAT(read_small_with("Doc_0/Attachs/Attachments.xml", "metadata.xml", "file:///etc/passwd"),
              fails_with("OFD_PATH"));
}

TEST(Document, FindsResourcesBelowTheirFolder) {
  for (const std::string base : {"Res", "Res/", "./Res", "/Doc_0/Res", "Pages/../Res"}) {
    const auto document =
        read_small_with("Doc_0/PublicRes.xml", "BaseLoc=\"Res\"", "BaseLoc=\"" + base + "\"");
    ASSERT_THAT(document, succeeds()) << base;
    EXPECT_THAT(document->deviations, IsEmpty()) << base;
  }
}

TEST(Document, AppliesTheStrictProfileToEveryFile) {
  const auto package = Package::open(signed_document());
  for (const auto& [name, content] : package->entries()) {
    if (!name.ends_with(".xml") || name.ends_with("metadata.xml") || name.find("Sign") != std::string::npos)
      continue;
    const Bytes file =
        with_entry(signed_document(), name, "<!DOCTYPE x>" + std::string(as_text(content)).substr(39));
    EXPECT_THAT(read(file), fails_with("XML_DOCTYPE")) << name;
  }
}

TEST(Document, NamesDeviations) {
  const auto deviations = [](const std::string& name, std::string_view from, std::string_view to) {
    return read_small_with(name, from, to).value().deviations;
  };
  EXPECT_THAT(deviations("OFD.xml", "<?xml", "\xEF\xBB\xBF<?xml"), ElementsAre("OFD_BOM"));
  EXPECT_THAT(deviations("OFD.xml", "ofdspec.org/2016", "ofdspec.org"), ElementsAre("OFD_NAMESPACE_OLD"));
  EXPECT_THAT(deviations("OFD.xml", "0123456789abcdef0123456789abcdef", ""), ElementsAre("OFD_DOC_ID"));
  EXPECT_THAT(deviations("OFD.xml", "ZZMC", "ZZBS"), ElementsAre("OFD_CUSTOM_DATA_TWICE"));
  EXPECT_THAT(deviations("OFD.xml", "Doc_0/", "DOC_0/"), ElementsAre("OFD_PATH_CASE"));
  EXPECT_THAT(deviations("Doc_0/Tags/CustomTag.xml", ">4<", ">four<"), ElementsAre("OFD_TAG_REFERENCE"));
}

// --- everything that Document.xml can point to ---

Bytes with_all_parts() {
  const std::string ns = " xmlns:ofd=\"http://www.ofdspec.org/2016\"";
  Bytes file = with_replaced(small_document(), "Doc_0/Document.xml", "</ofd:CommonData>",
                             "<ofd:TemplatePage ID=\"9\" BaseLoc=\"T.xml\"/></ofd:CommonData>");
  file = with_replaced(
      file, "Doc_0/Document.xml", "</ofd:Document>",
      "<ofd:Annotations>A.xml</ofd:Annotations><ofd:Extensions>E.xml</ofd:Extensions></ofd:Document>");
  file = with_entry(file, "Doc_0/T.xml", "<ofd:Page" + ns + "><ofd:PageRes>R.xml</ofd:PageRes></ofd:Page>");
  file = with_entry(file, "Doc_0/R.xml",
                    "<ofd:Res" + ns +
                        "><ofd:ColorSpaces><ofd:ColorSpace Profile=\"c.icc\"/></ofd:ColorSpaces></ofd:Res>");
  file = with_entry(file, "Doc_0/c.icc", "profile");
  file =
      with_entry(file, "Doc_0/A.xml",
                 "<ofd:Annotations" + ns +
                     "><ofd:Page PageID=\"7\"><ofd:FileLoc>P.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>");
  file = with_entry(file, "Doc_0/P.xml", "<ofd:PageAnnot" + ns + "><Parameters/></ofd:PageAnnot>");
  file = with_entry(
      file, "Doc_0/E.xml",
      "<ofd:Extensions" + ns +
          "><ofd:Extension><ofd:ExtendData>x.bin</ofd:ExtendData></ofd:Extension></ofd:Extensions>");
  file = with_entry(file, "Doc_0/x.bin", "data");
  file = with_replaced(file, "Doc_0/Tags/CustomTags.xml", "</ofd:CustomTag>",
                       "<ofd:SchemaLoc>s.xsd</ofd:SchemaLoc></ofd:CustomTag>");
  file = with_entry(file, "Doc_0/Tags/s.xsd", "schema");
  return with_replaced(file, "OFD.xml", "</ofd:DocID>", "</ofd:DocID><ofd:Cover>cover.png</ofd:Cover>");
}

TEST(Document, FollowsEveryKindOfReference) {
  const auto document = read(with_entry(with_all_parts(), "cover.png", "png"));
  ASSERT_THAT(document, succeeds());
  for (const std::string name : {"Doc_0/T.xml", "Doc_0/R.xml", "Doc_0/c.icc", "Doc_0/A.xml", "Doc_0/P.xml",
                                 "Doc_0/E.xml", "Doc_0/x.bin", "Doc_0/Tags/s.xsd", "cover.png"})
    EXPECT_TRUE(document->reachable.contains(name)) << name;
  EXPECT_THAT(document->deviations, IsEmpty());
}

TEST(Document, DoesNotReachWhatNothingRefersTo) {
  const auto document = read(with_entry(small_document(), "Doc_0/smuggled.xml", "x"));
  EXPECT_FALSE(document->reachable.contains("Doc_0/smuggled.xml"));
}

// --- limits ---

Result<Document> with_pages(std::size_t count) {
  std::string pages;
  const Package package = Package::open(small_document()).value();
  std::vector<PackageEntry> entries;
  for (const auto& [name, content] : package.entries())
    entries.push_back({name, content});
  const Bytes content = *package.find("Doc_0/Pages/Page_0/Content.xml");
  for (std::size_t i = 2; i < count; ++i) {
    const std::string name = "Pages/P" + std::to_string(i) + ".xml";
    entries.push_back({.name = "Doc_0/" + name, .content = content});
    pages += "<ofd:Page ID=\"" + std::to_string(100 + i) + "\" BaseLoc=\"" + name + "\"/>";
  }
  return read(
      with_replaced(write_package(entries), "Doc_0/Document.xml", "</ofd:Pages>", pages + "</ofd:Pages>"));
}

TEST(DocumentLimit, Pages) {
  EXPECT_THAT(with_pages(max_pages - 1), succeeds());
  EXPECT_EQ(with_pages(max_pages)->pages.size(), max_pages);
  EXPECT_THAT(with_pages(max_pages + 1), fails_with("OFD_TOO_MANY_PAGES"));
}

} // namespace
} // namespace elicense::ofd
