// SPDX-License-Identifier: Apache-2.0
#include "ofd/document.hpp"
#include "tests/ofd/opened.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::ofd {
namespace {

using namespace test;
using testing::ElementsAre;
using testing::IsEmpty;

Document read_signed_with(const std::string& name, std::string_view from, std::string_view to) {
  return Opened(with_replaced(signed_document(), name, from, to)).document;
}
// The code of the one signature error that a change causes.
std::string error_with(const std::string& name, std::string_view from, std::string_view to) {
  const Document document = read_signed_with(name, from, to);
  EXPECT_THAT(document.signatures, IsEmpty());
  return document.signature_errors.size() == 1 ? document.signature_errors[0].code : "not one error";
}
std::vector<std::string> deviations_with(const std::string& name, std::string_view from,
                                         std::string_view to) {
  return read_signed_with(name, from, to).signatures.at(0).deviations;
}

TEST(Signatures, OfAnUnsignedDocumentAreNone) {
  const Document document = Opened(small_document()).document;
  EXPECT_EQ(document.signatures_path, "");
  EXPECT_THAT(document.signatures, IsEmpty());
  EXPECT_THAT(document.signature_errors, IsEmpty());
}

TEST(Signatures, AreReadInFull) {
  const Document document = Opened(signed_document()).document;
  EXPECT_EQ(document.signatures_path, signature_list);
  ASSERT_EQ(document.signatures.size(), 1U);
  const Signature& signature = document.signatures[0];
  EXPECT_EQ(signature.id, "1");
  EXPECT_EQ(signature.kind, SignatureKind::seal);
  EXPECT_EQ(signature.path, first_signature);
  EXPECT_EQ(signature.value_path, "Doc_0/Signs/Sign_0/SignedValue.dat");
  EXPECT_EQ(signature.seal_path, "Doc_0/Signs/Sign_0/Seal.esl");
  EXPECT_EQ(signature.provider, "tests");
  EXPECT_EQ(signature.signature_method, "1.2.156.10197.1.501");
  EXPECT_EQ(signature.date_time, "20260131080000Z");
  EXPECT_EQ(signature.references.size(), 13U);
  EXPECT_EQ(signature.references[0].digest.size(), 32U);
  EXPECT_EQ(signature.stamps.at(0).page, 7U);
  EXPECT_THAT(signature.deviations, IsEmpty());
}

TEST(Signatures, NeedNoSealWhenTheyAreNone) {
  const Bytes file = add_signature(small_document(), small_signature(), look_signed).value();
  const Signature signature = Opened(file).document.signatures.at(0);
  EXPECT_EQ(signature.kind, SignatureKind::sign);
  EXPECT_EQ(signature.seal_path, "");
  EXPECT_THAT(signature.deviations, IsEmpty());
}

TEST(Signatures, AreUnderARootOfTheirName) {
  const Bytes opened =
      with_replaced(signed_document(), first_signature, "<ofd:Signature xmlns", "<ofd:Sign xmlns");
  const Document document =
      Opened(with_replaced(opened, first_signature, "</ofd:Signature>", "</ofd:Sign>")).document;
  ASSERT_EQ(document.signature_errors.size(), 1U);
  EXPECT_EQ(document.signature_errors[0].code, "OFD_STRUCTURE");
  EXPECT_THAT(document.signatures, IsEmpty());
}

// standards 2.8: harmless, and named
TEST(Signatures, NameDeviations) {
  EXPECT_THAT(deviations_with(signature_list, " Type=\"Seal\"", ""), ElementsAre("OFD_TYPE_ABSENT"));
  EXPECT_THAT(deviations_with(signature_list, "\"Seal\"", "\"seal\""), ElementsAre("OFD_TYPE_CASE"));
  for (const std::string id : {"001", "s", "s1x", "x1"})
    EXPECT_THAT(deviations_with(signature_list, "ID=\"1\"", "ID=\"" + id + "\""),
                ElementsAre("OFD_SIGNATURE_ID"))
        << id;
  EXPECT_THAT(deviations_with(signature_list, "ID=\"1\"", "ID=\"s001\""), IsEmpty());
  EXPECT_THAT(deviations_with(signature_list, "\"/Doc_0/Signs/Sign_0", "\"Sign_0"),
              ElementsAre("OFD_PATH_RELATIVE"));
  EXPECT_THAT(deviations_with(first_signature, "/Doc_0/Signs/Sign_0/SignedValue", "SignedValue"),
              ElementsAre("OFD_PATH_RELATIVE"));
  EXPECT_THAT(deviations_with(first_signature, "FileRef=\"/", "FileRef=\"../../../"),
              ElementsAre("OFD_PATH_RELATIVE"))
      << "once for all references";
  EXPECT_THAT(deviations_with(first_signature, "SignedValue.dat", "SignValue.dat"),
              ElementsAre("OFD_SIGNED_VALUE_NAME"));
  EXPECT_THAT(deviations_with(first_signature, "1.2.156.10197.1.401", "SM3"),
              ElementsAre("OFD_CHECK_METHOD_NAME"));
  for (const std::string time : {"2026-01-31 08:00:00", "20260131080000", "20260131080000.053", "Z",
                                 "2026013108000Z", "2026013108000/Z", "2026013108000:Z",
                                 "2026013108000a.053Z", "20260131080000,053Z", "20260131080000.0x3Z"})
    EXPECT_THAT(deviations_with(first_signature, "20260131080000Z", time), ElementsAre("OFD_SIGNATURE_TIME"))
        << time;
  EXPECT_THAT(deviations_with(first_signature, "20260131080000Z", "20260131090909.059Z"), IsEmpty());
  EXPECT_THAT(deviations_with(first_signature,
                              "<ofd:Seal><ofd:BaseLoc>/Doc_0/Signs/Sign_0/Seal.esl</ofd:BaseLoc></ofd:Seal>",
                              ""),
              ElementsAre("OFD_SEAL_ABSENT"));
  EXPECT_THAT(deviations_with(first_signature, "<?xml", "\xEF\xBB\xBF<?xml"), ElementsAre("OFD_BOM"));
  EXPECT_THAT(deviations_with(first_signature, "ofdspec.org/2016", "ofdspec.org"),
              ElementsAre("OFD_NAMESPACE_OLD"));
  EXPECT_THAT(
      read_signed_with(signature_list, "<ofd:MaxSignId>", "<ofd:MaxSignId>1</ofd:MaxSignId><ofd:MaxSignId>")
          .deviations,
      ElementsAre("OFD_MAX_SIGN_ID"));
}

TEST(Signatures, TakeTheProviderFromElementsToo) {
  const std::string written = "<ofd:Provider ProviderName=\"tests\" Version=\"1\" Company=\"tests\"/>";
  const Document document = read_signed_with(
      first_signature, written, "<ofd:Provider><ofd:ProviderName>other</ofd:ProviderName></ofd:Provider>");
  EXPECT_EQ(document.signatures.at(0).provider, "other");
  EXPECT_THAT(document.signatures[0].deviations, ElementsAre("OFD_PROVIDER_ELEMENTS"));
}

TEST(Signatures, AcceptAnyOrderOfElements) {
  const std::string value = "<ofd:SignedValue>/Doc_0/Signs/Sign_0/SignedValue.dat</ofd:SignedValue>";
  const Bytes moved = with_replaced(with_replaced(signed_document(), first_signature, value, ""),
                                    first_signature, "<ofd:SignedInfo>", value + "<ofd:SignedInfo>");
  EXPECT_THAT(Opened(moved).document.signatures.at(0).deviations, ElementsAre("OFD_CHILD_ORDER"));
  const std::string time = "<ofd:SignatureDateTime>20260131080000Z</ofd:SignatureDateTime>";
  const Bytes time_first = with_replaced(with_replaced(signed_document(), first_signature, time, ""),
                                         first_signature, "<ofd:SignedInfo>", "<ofd:SignedInfo>" + time);
  EXPECT_THAT(Opened(time_first).document.signatures.at(0).deviations, ElementsAre("OFD_CHILD_ORDER"));
}

TEST(Signatures, AcceptBlanksBetweenElements) {
  EXPECT_THAT(deviations_with(first_signature, "><", ">\r\n  <"), IsEmpty());
}

TEST(Signatures, KnowTheirBase) {
  EXPECT_EQ(read_signed_with(signature_list, "ID=\"1\"", "ID=\"1\" Relative=\"s9\"").signatures.at(0).base_id,
            "s9");
}

TEST(Signatures, ThatCannotBeReadAreErrorsAndTheDocumentIsStillThere) {
  const Document gone = Opened(without_entry(signed_document(), signature_list)).document;
  EXPECT_EQ(gone.signatures_path, "/" + signature_list);
  EXPECT_EQ(gone.pages.size(), 2U);
  ASSERT_EQ(gone.signature_errors.size(), 1U);
  EXPECT_EQ(gone.signature_errors[0].code, "OFD_ENTRY_MISSING");
  EXPECT_EQ(Opened(without_entry(signed_document(), first_signature)).document.signature_errors.at(0).code,
            "OFD_ENTRY_MISSING");
}

TEST(Signatures, ErrorsAreNamed) {
  EXPECT_EQ(error_with("OFD.xml", "/Doc_0/Signs/", "../"), "OFD_PATH_ESCAPES");
  EXPECT_EQ(error_with(signature_list, "ofd:Signatures", "ofd:Signs"), "OFD_STRUCTURE");
  EXPECT_EQ(error_with(signature_list, "<?xml", "<!DOCTYPE x><?xml"), "XML_DOCTYPE");
  EXPECT_EQ(error_with(signature_list, "\"Seal\"", "\"Stamp\""), "OFD_STRUCTURE");
  EXPECT_EQ(error_with(signature_list, " ID=\"1\"", ""), "OFD_STRUCTURE");
  EXPECT_EQ(error_with(signature_list, " BaseLoc=", " X="), "OFD_STRUCTURE");
  EXPECT_EQ(error_with(signature_list, "/Doc_0/Signs/Sign_0/Signature.xml", "http://example.org/s.xml"),
            "OFD_STRUCTURE");
  EXPECT_EQ(error_with(first_signature, "<?xml", "<!DOCTYPE x><?xml"), "XML_DOCTYPE");
  EXPECT_EQ(error_with(first_signature, "/OFD.xml", "/OFD<!-- -->.xml"), "XML_MALFORMED"); // in an attribute
  EXPECT_EQ(error_with(first_signature, "</ofd:CheckValue>", "<!-- --></ofd:CheckValue>"),
            "XML_COMMENT_IN_TEXT");
  EXPECT_EQ(error_with(first_signature, "ofd:Signature>", "ofd:Sig>"), "XML_MALFORMED");
  EXPECT_EQ(error_with(first_signature, "ofd:SignedInfo", "ofd:Info"), "OFD_STRUCTURE");
  EXPECT_EQ(error_with(first_signature, "ofd:References", "ofd:Refs"), "OFD_STRUCTURE");
  EXPECT_EQ(error_with(first_signature, "ofd:Provider ", "ofd:Maker "), "OFD_STRUCTURE");
  EXPECT_EQ(error_with(first_signature, "ofd:SignedValue", "ofd:Value"), "OFD_STRUCTURE");
  EXPECT_EQ(error_with(first_signature, "=</ofd:CheckValue>", "</ofd:CheckValue>"), "OFD_STRUCTURE");
  EXPECT_EQ(error_with(first_signature, "FileRef", "File"), "OFD_STRUCTURE");
  EXPECT_EQ(error_with(first_signature, "\"/OFD.xml", "\"/../OFD.xml"), "OFD_STRUCTURE");
  EXPECT_EQ(error_with(first_signature, "PageRef=\"7\"", "PageRef=\"-7\""), "OFD_STRUCTURE");
  EXPECT_EQ(error_with(first_signature, "140 240 42 42", "140 240 42"), "OFD_STRUCTURE");
}

TEST(Signatures, AreListedAmongNothingElse) {
  const std::string token(64, 'a'), end = "</ofd:Signatures>";
  const std::vector<std::pair<std::string, std::string>> changes = {
      {end, "text" + end},
      {end, "<ofd:Signed/>" + end},
      {"Signature.xml\"/>", "Signature.xml\">text</ofd:Signature>"},
      {" BaseLoc=", " Valid=\"true\" BaseLoc="},
      {"<ofd:MaxSignId>", "<ofd:MaxSignId Valid=\"true\">"},
      {"<ofd:MaxSignId>", "<ofd:MaxSignId ID=\"1\">"},
      {"<ofd:Signatures ", "<ofd:Signatures Valid=\"true\" "},
      {"<ofd:MaxSignId>", "<ofd:MaxSignId>checked, valid "},
      {"ID=\"1\"", "ID=\"1 valid\""},
      {"ID=\"1\"", "ID=\"" + token + "a\""},
      {" BaseLoc=", " Relative=\"a b\" BaseLoc="}};
  for (const auto& [from, to] : changes)
    EXPECT_EQ(error_with(signature_list, from, to), "OFD_STRUCTURE") << to;
  EXPECT_EQ(read_signed_with(signature_list, "ID=\"1\"", "ID=\"" + token + "\"").signatures.at(0).id, token);
  EXPECT_THAT(
      read_signed_with(signature_list, "<ofd:Signatures ", "<ofd:Signatures xmlns:x=\"urn:x\" x:a=\"b\" ")
          .signature_errors,
      IsEmpty());
}

// A signature taken out of the list, which nothing signs, is silenced; its file gives it away.
TEST(Signatures, AreAllListed) {
  const std::string text = entry_text(signed_document(), first_signature);
  const Document hidden = Opened(with_entry(signed_document(), "Doc_0/hidden.bin", text)).document;
  ASSERT_EQ(hidden.signature_errors.size(), 1U);
  EXPECT_EQ(hidden.signature_errors[0].code, "OFD_SIGNATURE_UNLISTED");
  EXPECT_EQ(hidden.signature_errors[0].detail, "Doc_0/hidden.bin");
  for (const std::string other : {"<Signature/>", "<x:Y xmlns:x=\"http://www.ofdspec.org/2016\"/>", "no XML"})
    EXPECT_THAT(Opened(with_entry(signed_document(), "Doc_0/other.xml", other)).document.signature_errors,
                IsEmpty())
        << other;
}

TEST(Signatures, AreReferredToExactlyOrRelatively) {
  for (const std::string path : {"/./OFD.xml", "/Doc_0/../OFD.xml", "//OFD.xml"})
    EXPECT_EQ(error_with(first_signature, "\"/OFD.xml\"", "\"" + path + "\""), "OFD_STRUCTURE") << path;
  EXPECT_THAT(deviations_with(first_signature, "\"/OFD.xml\"", "\"../../../OFD.xml\""),
              ElementsAre("OFD_PATH_RELATIVE"));
}

TEST(Signatures, OneBrokenDoesNotHideTheOther) {
  const Document document = read_signed_with(
      signature_list, "</ofd:Signatures>",
      "<ofd:Signature ID=\"9\" BaseLoc=\"/Doc_0/Signs/Sign_9/Signature.xml\"/></ofd:Signatures>");
  EXPECT_EQ(document.signatures.size(), 1U);
  EXPECT_EQ(document.signature_errors.at(0).code, "OFD_ENTRY_MISSING");
}

// Outside every digest, a signature's own files may be nothing else at the same time.
TEST(Signatures, OwnFilesAreNothingElse) {
  EXPECT_EQ(
      error_with(first_signature, "/Doc_0/Signs/Sign_0/SignedValue.dat", "/Doc_0/Pages/Page_0/Content.xml"),
      "OFD_SIGNATURE_FILES");
  EXPECT_EQ(error_with(first_signature, "/Doc_0/Signs/Sign_0/SignedValue.dat", "/Doc_0/Signs/Signatures.xml"),
            "OFD_SIGNATURE_FILES");
  EXPECT_EQ(error_with("OFD.xml", "/Doc_0/Signs/Signatures.xml", "Doc_0/Document.xml"),
            "OFD_SIGNATURE_FILES");
  const Document twice = read_signed_with(
      signature_list, "</ofd:Signatures>",
      "<ofd:Signature ID=\"9\" BaseLoc=\"/Doc_0/Signs/Sign_0/Signature.xml\"/></ofd:Signatures>");
  EXPECT_EQ(twice.signatures.size(), 1U);
  EXPECT_EQ(twice.signature_errors.at(0).code, "OFD_SIGNATURE_FILES");
}

TEST(Signatures, HaveAnIdEach) {
  const Bytes two = add_signature(signed_document(), small_signature(), look_signed).value();
  const Document document = Opened(with_replaced(two, signature_list, "ID=\"3\"", "ID=\"1\"")).document;
  EXPECT_EQ(document.signatures.size(), 1U);
  ASSERT_EQ(document.signature_errors.size(), 1U); // and its file is not called unlisted on top
  EXPECT_EQ(document.signature_errors[0].code, "OFD_STRUCTURE");
}

// --- limits ---

Document with_entries(std::size_t count) {
  std::string entries;
  for (std::size_t i = 1; i < count; ++i)
    entries += "<ofd:Signature ID=\"" + std::to_string(i + 1) + "\" BaseLoc=\"/gone\"/>";
  return read_signed_with(signature_list, "</ofd:Signatures>", entries + "</ofd:Signatures>");
}

TEST(SignatureLimit, Signatures) {
  EXPECT_EQ(with_entries(max_signatures - 1).signature_errors.size(), max_signatures - 2);
  EXPECT_EQ(with_entries(max_signatures).signature_errors.size(), max_signatures - 1);
  EXPECT_EQ(with_entries(max_signatures).signatures.size(), 1U);
  const Document above = with_entries(max_signatures + 1);
  ASSERT_EQ(above.signature_errors.size(), 1U);
  EXPECT_EQ(above.signature_errors[0].code, "OFD_TOO_MANY_SIGNATURES");
}

Document with_references(std::size_t count) {
  std::string references;
  for (std::size_t i = 13; i < count; ++i)
    references += "<ofd:Reference FileRef=\"/f" + std::to_string(i) +
                  "\"><ofd:CheckValue>AA==</ofd:CheckValue></ofd:Reference>";
  return read_signed_with(first_signature, "</ofd:References>", references + "</ofd:References>");
}

TEST(SignatureLimit, References) {
  EXPECT_EQ(with_references(max_references - 1).signatures.at(0).references.size(), max_references - 1);
  EXPECT_EQ(with_references(max_references).signatures.at(0).references.size(), max_references);
  EXPECT_EQ(with_references(max_references + 1).signature_errors.at(0).code, "OFD_TOO_MANY_REFERENCES");
}

} // namespace
} // namespace elicense::ofd
