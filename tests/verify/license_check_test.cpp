// SPDX-License-Identifier: Apache-2.0
// A license's own questions: identifier, register, registered document, metadata and what the page shows.
#include "tests/support/licensed_documents.hpp"
#include "tests/support/ofd_mutation.hpp"
#include "tests/support/report_facts.hpp"
#include <gmock/gmock.h>

namespace elicense::verify {
namespace {

using license::State;
using test::expect_verdict;
using test::license_document;
using test::permit;
using test::told;
using testing::Contains;
using testing::IsEmpty;
using testing::Not;

class LicenseCheck : public testing::Test {
 protected:
  LicenseCheck() : license(permit()), document(license_document(license)) {}

  void issue() { test::register_issued(licenses, license, document); }
  Report verify(ByteView file, std::optional<Time> at = {}, OwnIssuers own = {}) {
    return test::engine(
               {.licenses = &licenses, .types = &test::embedded_types(), .own_issuers = std::move(own)})
        .verify(file, at);
  }
  Report verify_offline(ByteView file) {
    return test::engine({.types = &test::embedded_types()}).verify(file);
  }

  test::MemoryRegister licenses;
  license::License license;
  Bytes document;
};

TEST_F(LicenseCheck, TrustsARegisteredLicense) {
  issue();
  const Report report = verify(document);
  EXPECT_EQ(report.verdict, Verdict::trusted) << told(report);
  ASSERT_TRUE(report.license.has_value());
  EXPECT_EQ(report.license->identifier, license.identifier);
  EXPECT_EQ(report.license->type_code, license.type_code);
  EXPECT_EQ(report.license->issuer_code, license.issuer_code);
  EXPECT_EQ(report.license->state, "valid");
  EXPECT_THAT(report.license->notes, IsEmpty());
  EXPECT_THAT(test::codes_of(report.license->steps),
              testing::ElementsAre("LICENSE_IDENTIFIER", "LICENSE_REGISTERED", "LICENSE_STATE",
                                   "LICENSE_DOCUMENT", "LICENSE_METADATA"));
}

TEST_F(LicenseCheck, WithoutARegisterOnlyTheDocumentIsJudged) {
  const Report report = verify_offline(document);
  EXPECT_EQ(report.verdict, Verdict::trusted) << told(report);
  EXPECT_EQ(report.license->state, "unknown");
  EXPECT_THAT(report.license->notes, Contains("LICENSE_STATE_UNKNOWN"));
  EXPECT_TRUE(test::is_silent(report.license->steps));
}

TEST_F(LicenseCheck, OfAnotherHouseIsOfUnknownState) {
  const Report report = verify(document, {}, {"11640000MB0000002B"});
  EXPECT_EQ(report.verdict, Verdict::trusted) << told(report);
  EXPECT_EQ(report.license->state, "unknown");
}

TEST_F(LicenseCheck, WhatWasErasedIsJudgedByWhatIsLeft) {
  issue();
  licenses.erase(license.identifier);
  const Report report = verify(document, {}, {license.issuer_code});
  EXPECT_EQ(report.verdict, Verdict::trusted) << told(report);
  EXPECT_EQ(report.license->state, "valid");
  EXPECT_THAT(report.license->notes, Contains("LICENSE_ERASED"));
  EXPECT_THAT(test::codes_of(report.license->steps),
              testing::ElementsAre("LICENSE_IDENTIFIER", "LICENSE_REGISTERED", "LICENSE_STATE",
                                   "LICENSE_DOCUMENT", "LICENSE_METADATA"));
  licenses.set_state(license.identifier, State::revoked);
  expect_verdict(verify(document), Verdict::untrusted, "LICENSE_STATE");
}

TEST_F(LicenseCheck, AnotherFileOfAnErasedLicenseIsNotDecided) {
  issue();
  licenses.erase(license.identifier);
  expect_verdict(verify(test::sealed(document)), Verdict::undetermined, "LICENSE_REGISTER_UNREACHABLE");
}

TEST_F(LicenseCheck, OfOurHouseButNeverIssued) {
  expect_verdict(verify(document, {}, {license.issuer_code}), Verdict::untrusted, "LICENSE_REGISTERED");
}

TEST_F(LicenseCheck, TheStateWinsOverAnIntactDocument) {
  issue();
  for (const State state :
       {State::suspended, State::replaced, State::cancelled, State::annulled, State::revoked}) {
    licenses.set_state(license.identifier, state);
    const Report report = verify(document);
    expect_verdict(report, Verdict::untrusted, "LICENSE_STATE");
    EXPECT_EQ(report.license->state, license::to_text(state));
    EXPECT_EQ(report.license->state_name, license::in_chinese(state));
    EXPECT_EQ(report.detail, license::to_text(state));
  }
}

TEST_F(LicenseCheck, TheStateIsThatOfTheTimeAskedAbout) {
  issue();
  const Report after = verify(document, test::utc("2031-03-01T00:00:00Z"));
  expect_verdict(after, Verdict::untrusted, "LICENSE_STATE");
  EXPECT_EQ(after.license->state, "expired");
}

TEST_F(LicenseCheck, ARegisterThatCannotBeAskedLeavesItUndetermined) {
  test::SilentRegister silent;
  const Report report =
      test::engine({.licenses = &silent, .types = &test::embedded_types()}).verify(document);
  expect_verdict(report, Verdict::undetermined, "LICENSE_REGISTER_UNREACHABLE");
  EXPECT_EQ(report.detail, "STORE_UNAVAILABLE");
  EXPECT_EQ(report.license->state, "unknown");
}

TEST_F(LicenseCheck, TellsOfADisputeAndJudgesAsBefore) {
  issue();
  licenses.disputed.insert(license.identifier);
  const Report report = verify(document);
  EXPECT_EQ(report.verdict, Verdict::trusted) << told(report);
  EXPECT_THAT(report.license->notes, Contains("LICENSE_DISPUTED"));
  licenses.disputed.clear();
  EXPECT_THAT(verify(document).license->notes, IsEmpty());
}

class RegisterWithoutDisputes final : public test::MemoryRegister {
 public:
  Result<bool> is_disputed(const license::License&) override {
    return fail(ErrorKind::unavailable, "STORE_UNAVAILABLE");
  }
};

TEST_F(LicenseCheck, ADisputeThatCannotBeAskedAboutLeavesItUndetermined) {
  RegisterWithoutDisputes without;
  test::register_issued(without, license, document);
  const auto engine = test::engine({.licenses = &without, .types = &test::embedded_types()});
  expect_verdict(engine.verify(document), Verdict::undetermined, "LICENSE_REGISTER_UNREACHABLE");
}

// --- another file under the identifier ---

TEST_F(LicenseCheck, AnotherFileUnderTheIdentifier) {
  issue();
  ofd::NewDocument other = test::license_draft(license);
  other.title = "另一份";
  const Report report = verify(test::sealed(ofd::write_document(other).value()));
  expect_verdict(report, Verdict::untrusted, "LICENSE_DOCUMENT");
  EXPECT_THAT(report.license->notes, IsEmpty());
}

TEST_F(LicenseCheck, TheRegisteredFileWithoutOneOfItsSeals) {
  test::register_issued(licenses, license, test::sealed(document));
  expect_verdict(verify(document), Verdict::untrusted, "LICENSE_DOCUMENT");
}

TEST_F(LicenseCheck, TheRegisteredFileSealedAnew) {
  issue();
  expect_verdict(verify(license_document(license)), Verdict::untrusted, "LICENSE_DOCUMENT");
}

TEST_F(LicenseCheck, TheRegisteredFileWithOneMoreSeal) {
  issue();
  const Report report = verify(test::sealed(document));
  EXPECT_EQ(report.verdict, Verdict::trusted) << told(report);
  EXPECT_THAT(report.license->notes, Contains("LICENSE_FURTHER_SIGNATURES"));
}

TEST_F(LicenseCheck, TheSameEntriesPackedAnewAreTheRegisteredDocument) {
  issue();
  std::vector<ofd::PackageEntry> entries;
  const auto package = ofd::Package::open(document).value();
  for (const auto& [name, content] : package.entries())
    entries.push_back({name, content, true});
  EXPECT_EQ(verify(ofd::write_package(entries)).verdict, Verdict::trusted);
}

class DamagedRegister final : public test::MemoryRegister {
 public:
  Bytes found;
  Result<Bytes> document(std::string_view) override { return found; }
};

TEST_F(LicenseCheck, ADamagedRegisteredFileDecidesNothing) {
  DamagedRegister damaged;
  test::register_issued(damaged, license, document);
  const auto engine = test::engine({.licenses = &damaged, .types = &test::embedded_types()});
  for (const Bytes& found : {to_bytes("damaged"), test::sealed_file()}) {
    damaged.found = found;
    EXPECT_EQ(engine.verify(document).verdict, Verdict::trusted);
    expect_verdict(engine.verify(test::sealed(document)), Verdict::undetermined, "LICENSE_DOCUMENT");
  }
}

TEST_F(LicenseCheck, ARegisteredFileThatIsNoPackageDecidesNothing) {
  test::register_issued(licenses, license, as_bytes("no package"));
  expect_verdict(verify(document), Verdict::undetermined, "LICENSE_DOCUMENT");
}

class RegisterWithoutFiles final : public test::MemoryRegister {
 public:
  Result<Bytes> document(std::string_view) override {
    return fail(ErrorKind::unavailable, "STORE_UNAVAILABLE");
  }
};

TEST_F(LicenseCheck, ARegisteredFileThatCannotBeReadLeavesItUndetermined) {
  RegisterWithoutFiles without;
  test::register_issued(without, license, document);
  const auto engine = test::engine({.licenses = &without, .types = &test::embedded_types()});
  expect_verdict(engine.verify(test::sealed(document)), Verdict::undetermined,
                 "LICENSE_REGISTER_UNREACHABLE");
}

// --- identifier and metadata ---

Bytes document_with(const license::License& license, std::string_view name, std::string value) {
  ofd::NewDocument draft = test::license_draft(license);
  std::ranges::find(draft.custom_data, name, &ofd::CustomData::name)->value = std::move(value);
  return test::sealed(ofd::write_document(draft).value());
}

TEST_F(LicenseCheck, AnIdentifierWithAWrongCheckCharacter) {
  std::string wrong = license.identifier;
  wrong.back() = wrong.back() == '0' ? '1' : '0';
  const Report report = verify_offline(document_with(license, "ZZBS", wrong));
  expect_verdict(report, Verdict::untrusted, "LICENSE_IDENTIFIER");
  EXPECT_EQ(report.detail, "IDENTIFIER_CHECK");
  EXPECT_EQ(report.license->identifier, wrong);
}

TEST_F(LicenseCheck, AnIdentifierOfAnotherTypeOrIssuer) {
  expect_verdict(verify_offline(document_with(license, "ZZLXDM", "11100000MB0143028R902")),
                 Verdict::untrusted, "LICENSE_IDENTIFIER");
  expect_verdict(verify_offline(document_with(license, "ZZBFJGDM", "11640000MB0000002B")), Verdict::untrusted,
                 "LICENSE_IDENTIFIER");
}

TEST_F(LicenseCheck, MetadataThatDifferFromTheRegister) {
  issue();
  const Bytes other = document_with(license, "KZ_法定代表人", "别人");
  const Report report = verify(other);
  EXPECT_EQ(report.verdict, Verdict::untrusted);
  EXPECT_EQ(test::outcome_of(report.license->steps, "LICENSE_METADATA"), Outcome::failed) << told(report);
}

TEST_F(LicenseCheck, MetadataThatDifferFromThePage) {
  const Bytes other = document_with(license, "ZZBH", "JY26401040000002");
  expect_verdict(verify_offline(other), Verdict::undetermined, "LICENSE_METADATA");
  document = other;
  issue();
  expect_verdict(verify(other), Verdict::untrusted, "LICENSE_METADATA");
}

// The document with one element changed by its signer.
Bytes with_element(ByteView document, const std::string& entry, std::string_view element,
                   const std::function<bool(const ofd::XmlElement&)>& wanted,
                   const std::function<std::string(const std::string&)>& change) {
  test::OfdEntries entries(document);
  const auto elements = entries.elements(entry, element);
  const auto found = std::ranges::find_if(elements, wanted);
  entries.replace_element(entry, *found, change(entries.markup(entry, *found)));
  return entries.refresh_references().resign().pack();
}

TEST_F(LicenseCheck, AnIdentifierIsGivenOnce) {
  const auto is_identifier = [](const ofd::XmlElement& e) { return test::attribute_of(e, "Name") == "ZZBS"; };
  const Report report =
      verify_offline(with_element(document, "OFD.xml", "CustomData", is_identifier,
                                  [](const std::string& markup) { return markup + markup; }));
  expect_verdict(report, Verdict::untrusted, "LICENSE_IDENTIFIER");
  EXPECT_EQ(report.detail, "given twice");
}

TEST_F(LicenseCheck, AnIssuerWhomNoSealNamesIsNotDecided) {
  const Report report = verify_offline(document_with(license, "ZZBFJG", "另一机构"));
  expect_verdict(report, Verdict::undetermined, "LICENSE_ISSUER");
  EXPECT_EQ(report.detail, "另一机构");
}

TEST_F(LicenseCheck, AnIssuerWhoIsNotNamedOnceIsNotDecided) {
  const auto is_title = [](const ofd::XmlElement& e) { return test::attribute_of(e, "Name") == "ZZBFJG"; };
  for (const int times : {0, 2})
    expect_verdict(verify_offline(with_element(document, "OFD.xml", "CustomData", is_title,
                                               [&](const std::string& markup) {
                                                 return times == 0 ? std::string() : markup + markup;
                                               })),
                   Verdict::undetermined, "LICENSE_ISSUER");
}

TEST_F(LicenseCheck, NoEndWhereTheTypeHasNoWordForIt) {
  expect_verdict(verify_offline(document_with(license, "ZZYXQJZRQ", std::string(license::no_end))),
                 Verdict::undetermined, "LICENSE_METADATA");
}

TEST_F(LicenseCheck, OfATypeThatIsNotKnownThePageIsNotCompared) {
  const Report report = test::engine().verify(document_with(license, "ZZBH", "JY26401040000002"));
  EXPECT_THAT(test::codes_of(report.license->steps), Not(Contains("LICENSE_METADATA"))) << told(report);
  const license::TypeCatalogue none;
  EXPECT_THAT(test::codes_of(test::engine({.types = &none}).verify(document).license->steps),
              Not(Contains("LICENSE_METADATA")));
}

TEST_F(LicenseCheck, APageWhoseTextsCannotBeReadIsNotTrusted) {
  ofd::NewDocument draft = test::license_draft(license);
  draft.pages.front().layers += "<ofd:Layer ID=\"900\"><ofd:TextObject ID=\"901\" Boundary=\"0 0 9 9\">"
                                "<ofd:TextCode><ofd:X/></ofd:TextCode></ofd:TextObject></ofd:Layer>";
  expect_verdict(verify_offline(test::sealed(ofd::write_document(draft).value())), Verdict::untrusted,
                 "OFD_STRUCTURE");
}

TEST_F(LicenseCheck, AFieldThatTheRegisterDoesNotHoldIsThatOfTheMetadata) {
  license.data.erase("法定代表人");
  issue();
  EXPECT_EQ(verify(document).verdict, Verdict::trusted);
}

TEST_F(LicenseCheck, ATagThatLeadsToNoTextShowsNothing) {
  const auto any = [](const ofd::XmlElement&) { return true; };
  const auto to_another = [](const std::string& markup) {
    return markup.substr(0, markup.find('>') + 1) + "800" + markup.substr(markup.rfind('<'));
  };
  const Report report =
      verify_offline(with_element(document, "Doc_0/Tags/CustomTag.xml", "ObjectRef", any, to_another));
  EXPECT_EQ(report.verdict, Verdict::trusted) << told(report);
}

TEST_F(LicenseCheck, AFaceInOtherDateFormsAndWithFixedWords) {
  for (const char* shown : {"2031年2月28日", "2031.02.28", "有效期至 2031年02月28日 止"}) {
    ofd::NewDocument draft = test::license_draft(license);
    std::string& layers = draft.pages.front().layers;
    for (std::size_t at; (at = layers.find(">2031年02月28日<")) != std::string::npos;)
      layers.replace(at, std::string(">2031年02月28日<").size(), ">" + std::string(shown) + "<");
    const Report report = verify_offline(test::sealed(ofd::write_document(draft).value()));
    EXPECT_EQ(report.verdict, Verdict::trusted) << shown << told(report);
  }
}

TEST_F(LicenseCheck, MetadataThatNobodyCoversAreNotUsed) {
  test::OfdEntries entries(document);
  const std::string signature = "Doc_0/Signs/Sign_0/Signature.xml", text = entries.text(signature);
  const auto begin = text.find("<ofd:Reference FileRef=\"/OFD.xml\""),
             end = text.find("</ofd:Reference>", begin);
  entries.replace(signature, text.substr(begin, end + 16 - begin), "").resign();
  const Report report = verify(entries.pack());
  expect_verdict(report, Verdict::undetermined, "COVERAGE_OFD_XML");
  EXPECT_FALSE(report.license.has_value());
  EXPECT_THAT(report.deviations, Contains("OFD_XML_UNCOVERED"));
  EXPECT_THAT(report.uncovered, testing::ElementsAre("/OFD.xml"));
}

TEST_F(LicenseCheck, ADocumentWithoutAnIdentifierIsNoLicense) {
  EXPECT_FALSE(verify(test::sealed_file()).license.has_value());
}

TEST_F(LicenseCheck, TellsThePlaceInTheStatusListsThatTheDocumentSays) {
  EXPECT_FALSE(verify_offline(document).license->status_list); // from before documents said it
  license.status_place = license::StatusPlace{4, "https://licenses.example/v1/status-lists/0", 4711};
  const auto report = verify_offline(license_document(license));
  ASSERT_TRUE(report.license->status_list);
  EXPECT_EQ(report.license->status_list->uri, "https://licenses.example/v1/status-lists/0");
  EXPECT_EQ(report.license->status_list->index, 4711U);
}

TEST_F(LicenseCheck, BelievesNoPlaceThatIsNone) {
  const auto told_place = [&](const std::string& uri, const std::string& index) {
    auto draft = test::license_draft(license);
    draft.custom_data.push_back({"StatusListUri", uri});
    draft.custom_data.push_back({"StatusListIndex", index});
    return verify_offline(test::sealed(ofd::write_document(draft).value())).license->status_list.has_value();
  };
  EXPECT_TRUE(told_place("u", "0"));
  for (const char* const index : {"", "-1", "x", "1.0", "1234567890123456789"})
    EXPECT_FALSE(told_place("u", index)) << index;
  EXPECT_FALSE(told_place(std::string(2049, 'u'), "0"));
}

TEST_F(LicenseCheck, AnotherPlaceThanTheRegisterHasIsFound) {
  license.status_place = license::StatusPlace{4, "https://licenses.example/v1/status-lists/0", 4711};
  license::License other = license;
  other.status_place->index = 4712;
  document = license_document(other);
  test::register_issued(licenses, license, document);
  expect_verdict(verify(document), Verdict::untrusted, "LICENSE_METADATA");
}

} // namespace
} // namespace elicense::verify
