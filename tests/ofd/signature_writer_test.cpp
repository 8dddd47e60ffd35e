// SPDX-License-Identifier: Apache-2.0
#include "ofd/coverage.hpp"
#include "ofd/writer.hpp"
#include "tests/ofd/opened.hpp"
#include "tests/support/files.hpp"
#include "tests/support/result_matchers.hpp"
#include <algorithm>
#include <cmath>

namespace elicense::ofd {
namespace {

using namespace test;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// All References good, nothing uncovered.
void expect_whole(ByteView file) {
  const Opened opened(file);
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < opened.document.signatures.size(); ++i) {
    all.push_back(i);
    for (const ReferenceCheck& check :
         check_references(opened.package, opened.document.signatures[i]).value())
      EXPECT_EQ(check.state, ReferenceState::good) << check.path;
  }
  const Coverage covered = coverage(opened.package, opened.document, all);
  EXPECT_THAT(covered.uncovered, IsEmpty());
  EXPECT_TRUE(covered.everything_reachable_is_covered);
  EXPECT_THAT(opened.document.signature_errors, IsEmpty());
}

TEST(AddSignature, CoversTheWholeDocument) {
  expect_whole(signed_document());
  const Opened opened(signed_document());
  EXPECT_THAT(opened.document.deviations, IsEmpty());
  EXPECT_THAT(opened.document.signatures.at(0).deviations, IsEmpty());
  EXPECT_EQ(opened.document.signatures[0].stamps[0].box.x, 140);
}

TEST(AddSignature, SignsTheFileAsStoredUnderItsAbsolutePath) {
  Bytes given;
  std::string path;
  const auto file =
      add_signature(small_document(), small_seal(), [&](ByteView xml, const std::string& property_info) {
        given = to_bytes(xml);
        path = property_info;
        return Result<Bytes>(to_bytes("value"));
      });
  EXPECT_EQ(path, "/Doc_0/Signs/Sign_0/Signature.xml");
  EXPECT_EQ(entry_text(*file, path.substr(1)), as_text(given));
  EXPECT_EQ(entry_text(*file, "Doc_0/Signs/Sign_0/SignedValue.dat"), "value");
  EXPECT_EQ(entry_text(*file, "Doc_0/Signs/Sign_0/Seal.esl"), "a seal");
}

TEST(AddSignature, ToADocumentThatWasNeverPackedIsTheSame) {
  const auto file = add_signature(make_document(small_draft()).value(), small_seal(), look_signed);
  ASSERT_THAT(file, succeeds());
  EXPECT_EQ(file->bytes, signed_document());
  EXPECT_EQ(file->package.entries(), Package::open(file->bytes)->entries());
}

TEST(AddSignature, PassesTheSignersRefusalOn) {
  const auto refuse = [](ByteView, const std::string&) -> Result<Bytes> {
    return fail(ErrorKind::unavailable, "SIGNER_UNAVAILABLE");
  };
  EXPECT_THAT(add_signature(small_document(), small_seal(), refuse), fails_with("SIGNER_UNAVAILABLE"));
}

// standards 2.7
TEST(AddSignature, WritesTheShapeOtherReadersExpect) {
  EXPECT_THAT(
      entry_text(signed_document(), "OFD.xml"),
      HasSubstr("</ofd:DocRoot><ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures></ofd:DocBody>"));
  EXPECT_THAT(entry_text(signed_document(), signature_list),
              HasSubstr("<ofd:MaxSignId>2</ofd:MaxSignId><ofd:Signature ID=\"1\" Type=\"Seal\" "
                        "BaseLoc=\"/Doc_0/Signs/Sign_0/Signature.xml\"/></ofd:Signatures>"));
  const std::string xml = entry_text(signed_document(), "Doc_0/Signs/Sign_0/Signature.xml");
  for (const std::string part :
       {"<ofd:SignedInfo><ofd:Provider ProviderName=\"tests\" Version=\"1\" Company=\"tests\"/>"
        "<ofd:SignatureMethod>1.2.156.10197.1.501</"
        "ofd:SignatureMethod><ofd:SignatureDateTime>20260131080000Z</ofd:SignatureDateTime>"
        "<ofd:References CheckMethod=\"1.2.156.10197.1.401\">",
        "<ofd:Reference FileRef=\"/OFD.xml\"><ofd:CheckValue>",
        "</ofd:References><ofd:StampAnnot ID=\"2\" PageRef=\"7\" Boundary=\"140 240 42 42\"/>"
        "<ofd:Seal><ofd:BaseLoc>/Doc_0/Signs/Sign_0/Seal.esl</ofd:BaseLoc></ofd:Seal></ofd:SignedInfo>"
        "<ofd:SignedValue>/Doc_0/Signs/Sign_0/SignedValue.dat</ofd:SignedValue></ofd:Signature>"})
    EXPECT_THAT(xml, HasSubstr(part));
  EXPECT_EQ(xml.find("Signatures.xml"), std::string::npos);
}

TEST(AddSignature, OfTheKindSignHasNoSeal) {
  const auto file = add_signature(small_document(), small_signature(), look_signed);
  ASSERT_THAT(file, succeeds());
  expect_whole(*file);
  EXPECT_EQ(Opened(*file).document.signatures[0].kind, SignatureKind::sign);
  EXPECT_EQ(Opened(*file).document.signatures[0].seal_path, "");
}

TEST(AddSignature, ASecondOneLeavesEveryCoveredByteAndCoversTheFirst) {
  const Bytes before = signed_document();
  const auto after = add_signature(before, small_seal(), look_signed);
  ASSERT_THAT(after, succeeds());
  expect_whole(*after);
  const Opened first(before), second(*after);
  for (const auto& [name, content] : first.package.entries()) {
    if (name == signature_list) continue;
    EXPECT_EQ(*second.package.find(name), content) << name;
  }
  const Signature& signature = second.document.signatures.at(1);
  EXPECT_EQ(signature.path, "Doc_0/Signs/Sign_1/Signature.xml");
  EXPECT_EQ(signature.id, "3");
  for (const std::string name : {"Signature.xml", "SignedValue.dat", "Seal.esl"})
    EXPECT_NE(std::ranges::find(signature.references, "Doc_0/Signs/Sign_0/" + name, &Reference::path),
              signature.references.end());
  EXPECT_THAT(entry_text(*after, signature_list), HasSubstr("<ofd:MaxSignId>4</ofd:MaxSignId>"));
  EXPECT_THAT(second.document.deviations, IsEmpty());
}

TEST(AddSignature, ClosesTheDocumentWhenItIsTheLast) {
  SignatureDraft draft = small_seal();
  draft.last = true;
  const auto closed = add_signature(signed_document(), draft, look_signed);
  ASSERT_THAT(closed, succeeds());
  expect_whole(*closed);
  EXPECT_THAT(add_signature(*closed, small_seal(), look_signed), fails_with("OFD_CLOSED"));
}

TEST(AddSignature, RefusesStampsOutsideTheirPage) {
  const auto stamped = [](std::uint32_t page, Box box) {
    SignatureDraft draft = small_seal();
    draft.stamps = {{.page = page, .box = box}};
    return add_signature(small_document(), draft, look_signed);
  };
  EXPECT_THAT(stamped(7, {0, 0, 210, 297}), succeeds());
  EXPECT_THAT(stamped(8, {0, 0, 297, 210}), succeeds());
  EXPECT_THAT(stamped(9, {0, 0, 10, 10}), fails_with("OFD_STAMP_PAGE"));
  EXPECT_THAT(stamped(0, {0, 0, 10, 10}), fails_with("OFD_STAMP_PAGE"));
  for (const Box box :
       {Box{-0.1, 0, 10, 10}, Box{0, -0.1, 10, 10}, Box{200.1, 0, 10, 10}, Box{0, 287.1, 10, 10},
        Box{0, 0, 0, 10}, Box{0, 0, 10, 0}, Box{0, 0, 10, -1}, Box{0, 0, std::nan(""), 10}})
    EXPECT_THAT(stamped(7, box), fails_with("OFD_STAMP_OUTSIDE"));
}

TEST(AddSignature, RefusesDraftsThatDoNotFit) {
  const auto with = [](const std::function<void(SignatureDraft&)>& change) {
    SignatureDraft draft = small_seal();
    change(draft);
    return add_signature(small_document(), draft, look_signed);
  };
  EXPECT_THAT(with([](SignatureDraft& d) { d.provider.clear(); }), fails_with("OFD_DRAFT_INVALID"));
  EXPECT_THAT(with([](SignatureDraft& d) { d.seal.clear(); }), fails_with("OFD_DRAFT_INVALID"));
  EXPECT_THAT(with([](SignatureDraft& d) { d.kind = SignatureKind::sign; }), fails_with("OFD_DRAFT_INVALID"));
}

TEST(AddSignature, RefusesADocumentWhoseSignaturesAreBroken) {
  EXPECT_THAT(add_signature(without_entry(signed_document(), signature_list), small_seal(), look_signed),
              fails_with("OFD_ENTRY_MISSING"));
  EXPECT_THAT(add_signature(with_replaced(signed_document(), signature_list, "Sign_0", "Sign_9"),
                            small_seal(), look_signed),
              fails_with("OFD_ENTRY_MISSING"));
  EXPECT_THAT(add_signature(as_bytes("no zip"), small_seal(), look_signed), fails_with("ZIP_MALFORMED"));
}

TEST(AddSignature, NeverTakesAFolderThatIsThere) {
  const Bytes signs = with_entry(small_document(), "Doc_0/SIGNS/a", "x");
  const auto elsewhere = add_signature(signs, small_seal(), look_signed);
  EXPECT_EQ(Opened(*elsewhere).document.signatures_path, "Doc_0/Signs_0/Signatures.xml");
  expect_whole(*elsewhere);
  const auto next =
      add_signature(with_entry(signed_document(), "Doc_0/Signs/sign_1/a", "x"), small_seal(), look_signed);
  EXPECT_EQ(Opened(*next).document.signatures.at(1).path, "Doc_0/Signs/Sign_2/Signature.xml");
}

TEST(AddSignature, GoesOnFromAnyFormOfId) {
  const auto next_id = [](std::string_view from, std::string_view to) {
    const auto file = add_signature(with_replaced(signed_document(), signature_list, from, to),
                                    small_signature(), look_signed);
    return std::pair(Opened(*file).document.signatures.at(1).id, entry_text(*file, signature_list));
  };
  EXPECT_EQ(next_id(">2<", ">009<").first, "10");
  EXPECT_THAT(next_id(">2<", ">s9<").second, HasSubstr("<ofd:MaxSignId>s10</ofd:MaxSignId>"));
  EXPECT_EQ(next_id("ID=\"1\"", "ID=\"s041\"").first, "42");
  EXPECT_EQ(next_id("<ofd:MaxSignId>2</ofd:MaxSignId>", "").first, "2");
}

TEST(AddSignature, FillsAnEmptyList) {
  const Bytes emptied = with_entry(signed_document(), signature_list,
                                   "<ofd:Signatures xmlns:ofd=\"http://www.ofdspec.org/2016\" />");
  const auto file = add_signature(emptied, small_signature(), look_signed);
  ASSERT_THAT(file, succeeds());
  EXPECT_EQ(Opened(*file).document.signatures.size(), 1U);
  EXPECT_EQ(Opened(*file).document.signatures[0].path, "Doc_0/Signs/Sign_1/Signature.xml");
}

TEST(AddSignature, KeepsAVendorsPrefixAndBytes) {
  const std::string vendor =
      "\xEF\xBB\xBF<?xml version=\"1.0\"?>\r\n<OFD xmlns='http://www.ofdspec.org/2016' Version=\"1.0\" "
      "DocType=\"OFD\">\r\n\t<DocBody><DocInfo><DocID/></DocInfo>\r\n\t\t<DocRoot>Doc_0/Document.xml"
      "</DocRoot>\r\n\t</DocBody>\r\n</OFD>\r\n";
  const auto file = add_signature(with_entry(small_document(), "OFD.xml", vendor), small_seal(), look_signed);
  ASSERT_THAT(file, succeeds());
  expect_whole(*file);
  std::string expected = vendor;
  expected.insert(expected.find("</DocBody>"), "<Signatures>/Doc_0/Signs/Signatures.xml</Signatures>");
  EXPECT_EQ(entry_text(*file, "OFD.xml"), expected);
}

// signed_document() with as many signatures as wanted, all like the first.
Bytes with_signatures(std::size_t count) {
  Bytes file = signed_document();
  const std::string first = entry_text(file, "Doc_0/Signs/Sign_0/Signature.xml");
  const Package package = Package::open(file).value();
  std::vector<PackageEntry> entries;
  for (const auto& [name, content] : package.entries())
    entries.push_back({name, content});
  std::string added;
  for (std::size_t i = 1; i < count; ++i) {
    const std::string folder = "Doc_0/Signs/Sign_" + std::to_string(i);
    std::string xml = first;
    xml.replace(xml.find("Doc_0/Signs/Sign_0/SignedValue"), 18, folder);
    entries.push_back({.name = folder + "/Signature.xml", .content = to_bytes(xml)});
    added +=
        "<ofd:Signature ID=\"" + std::to_string(i + 1) + "\" BaseLoc=\"/" + folder + "/Signature.xml\"/>";
  }
  return with_replaced(write_package(entries), signature_list, "</ofd:Signatures>",
                       added + "</ofd:Signatures>");
}

TEST(AddSignature, RefusesMoreSignaturesThanAreRead) {
  const auto added = [](std::size_t count) {
    return add_signature(with_signatures(count), small_signature(), look_signed);
  };
  EXPECT_EQ(Opened(added(max_signatures - 2).value()).document.signatures.size(), max_signatures - 1);
  EXPECT_EQ(Opened(added(max_signatures - 1).value()).document.signatures.size(), max_signatures);
  EXPECT_THAT(added(max_signatures), fails_with("OFD_TOO_MANY_SIGNATURES"));
}

// --- real files ---

class RealUnsigned : public testing::TestWithParam<const char*> {};

TEST_P(RealUnsigned, IsSignedWithTheSmallestChange) {
  const auto file = read_shared(std::string("samples/ofd/") + GetParam());
  if (!file) GTEST_SKIP() << "no samples beside this checkout";
  SignatureDraft draft = small_seal();
  draft.stamps[0].page = 1;
  const auto once = add_signature(*file, draft, look_signed);
  ASSERT_THAT(once, succeeds());
  expect_whole(*once);
  expect_whole(add_signature(*once, draft, look_signed).value());
  const Opened before(*file), after(*once);
  for (const auto& [name, content] : before.package.entries()) {
    if (name == "OFD.xml") continue;
    EXPECT_EQ(*after.package.find(name), content) << name;
  }
  std::string expected(as_text(*before.package.find("OFD.xml")));
  expected.insert(expected.find("</ofd:DocBody>"),
                  "<ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures>");
  EXPECT_EQ(as_text(*after.package.find("OFD.xml")), expected);
}

INSTANTIATE_TEST_SUITE_P(Samples, RealUnsigned,
                         testing::Values("unsigned-helloworld.ofd", "unsigned-7pages.ofd"),
                         [](const auto& sample) {
                           return std::string(sample.param).substr(9, 5) == "hello" ? "hello" : "pages";
                         });

TEST(RealSigned, TakesASecondSignatureWhereItIsOpen) {
  if (!read_shared("samples/index.tsv")) GTEST_SKIP() << "no samples beside this checkout";
  const auto add = [](const std::string& name) {
    return add_signature(read_shared("samples/ofd/" + name).value(), small_signature(), look_signed);
  };
  const auto open = add("ofdrw-2.4-v4.ofd");
  ASSERT_THAT(open, succeeds());
  expect_whole(*open);
  EXPECT_THAT(Opened(*open).document.signatures.at(1).id, "3");
  expect_whole(add("invoice-chongqing-2020.ofd").value());
  EXPECT_THAT(add("ofdrw-allprotected.ofd"), fails_with("OFD_CLOSED"));
  EXPECT_THAT(add("sign35275-attrs-1.ofd"), fails_with("OFD_CLOSED"));
  EXPECT_THAT(add("signatures-missing.ofd"), fails_with("OFD_ENTRY_MISSING"));
}

} // namespace
} // namespace elicense::ofd
