// SPDX-License-Identifier: Apache-2.0
// The report as JSON: its order, its sentences in two languages, and nothing said of steps that passed.
#include "tests/support/licensed_documents.hpp"
#include "tests/support/ofd_mutation.hpp"
#include "tests/support/report_facts.hpp"
#include "wording/wording.hpp"
#include <gmock/gmock.h>

namespace elicense::verify {
namespace {

using Json = nlohmann::ordered_json;
using testing::ElementsAre;

std::vector<std::string> keys_of(const Json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items())
    keys.push_back(key);
  return keys;
}

Report altered() {
  return test::engine().verify(test::OfdEntries(test::sealed_file()).flip("Doc_0/Res/image_2.png", 0).pack());
}

TEST(ReportJson, HasItsMembersInOrder) {
  const Json json = to_json(test::engine().verify(test::sealed_file()), "en");
  EXPECT_THAT(keys_of(json), ElementsAre("verdict", "cause", "text", "next_step", "detail", "document",
                                         "signatures", "coverage", "license", "deviations", "freshness"));
  EXPECT_THAT(keys_of(json["signatures"][0]),
              ElementsAre("id", "format", "integrity", "cryptography", "trust", "signed_at",
                          "time_is_stamped", "signer", "seal", "failing_entries", "deviations", "notes",
                          "steps"));
  EXPECT_THAT(keys_of(json["freshness"]),
              ElementsAre("asked_at", "checked_at", "trust_loaded_at", "oldest_crl"));
}

TEST(ReportJson, OfATrustedDocument) {
  const Json json = to_json(test::engine().verify(test::sealed_file()), "en");
  EXPECT_EQ(json["verdict"], "trusted");
  EXPECT_EQ(json["cause"], nullptr);
  EXPECT_FALSE(json["text"].get<std::string>().empty());
  EXPECT_EQ(json["license"], nullptr);
  const Json& signature = json["signatures"][0];
  EXPECT_EQ(signature["format"], "SES-V4");
  for (const char* group : {"integrity", "cryptography", "trust"})
    EXPECT_EQ(signature[group]["result"], "passed") << group;
  EXPECT_EQ(signature["signed_at"], "2026-06-15T00:00:00Z");
  EXPECT_EQ(signature["signer"]["name"], "测试签章者");
  EXPECT_EQ(signature["seal"]["id"], "64000000000042");
  EXPECT_EQ(json["coverage"]["result"], "passed");
  EXPECT_EQ(json["freshness"]["asked_at"], "2026-06-15T00:00:00Z");
  for (const Json& step : signature["steps"]) {
    EXPECT_EQ(step["result"], "passed") << step;
    EXPECT_FALSE(step.contains("text")) << step;
    EXPECT_FALSE(step.contains("detail")) << step;
  }
}

TEST(ReportJson, OfAnAlteredDocumentNamesFileCauseAndNextStep) {
  const Json json = to_json(altered(), "en");
  EXPECT_EQ(json["verdict"], "untrusted");
  EXPECT_EQ(json["cause"], "SIG_REFERENCES");
  EXPECT_NE(json["next_step"], "");
  const Json& signature = json["signatures"][0];
  EXPECT_THAT(signature["failing_entries"], ElementsAre("/Doc_0/Res/image_2.png"));
  const Json& step = signature["steps"][0];
  EXPECT_EQ(step["code"], "SIG_REFERENCES");
  EXPECT_EQ(step["group"], "integrity");
  EXPECT_EQ(step["result"], "failed");
  EXPECT_EQ(step["text"], json["text"]);
  EXPECT_EQ(step["next_step"], json["next_step"]);
  EXPECT_EQ(step["detail"], "/Doc_0/Res/image_2.png");
}

TEST(ReportJson, SpeaksTheLanguageAskedForAndChineseOtherwise) {
  const Json english = to_json(altered(), "en"), chinese = to_json(altered(), "zh");
  EXPECT_NE(english["text"], chinese["text"]);
  EXPECT_EQ(english["text"], wording::sentence("SIG_REFERENCES", wording::Language::english).text);
  EXPECT_EQ(to_json(altered(), "fr")["text"], chinese["text"]);
  EXPECT_EQ(english["cause"], chinese["cause"]);
}

TEST(ReportJson, OfALicense) {
  test::MemoryRegister licenses;
  const license::License license = test::permit();
  const Bytes document = test::license_document(license);
  test::register_issued(licenses, license, document);
  const Json json =
      to_json(test::engine({.licenses = &licenses, .types = &test::embedded_types()}).verify(document), "en");
  EXPECT_THAT(keys_of(json["license"]),
              ElementsAre("result", "identifier", "type_code", "issuer_code", "state", "state_name",
                          "successor", "status_list", "copy", "notes", "steps"));
  EXPECT_EQ(json["license"]["copy"], nullptr);
  EXPECT_EQ(json["license"]["state_name"], "有效");
  EXPECT_EQ(json["license"]["successor"], nullptr);
  EXPECT_EQ(json["license"]["state"], "valid");
  EXPECT_EQ(json["license"]["result"], "passed");
  // Personal data are in the document, not in what is said about it.
  EXPECT_EQ(json.dump().find(license.holder.name), std::string::npos);
}

TEST(ReportJson, OfAnUnreadableFile) {
  const Json json = to_json(test::engine().verify(as_bytes("no package")), "en");
  EXPECT_EQ(json["cause"], "ZIP_MALFORMED");
  EXPECT_EQ(json["document"][0]["code"], "OFD_OPEN");
  EXPECT_THAT(json["signatures"], testing::IsEmpty());
  EXPECT_EQ(json["coverage"]["result"], "undetermined");
}

TEST(ReportJson, IsUtf8WhateverTheFileHolds) {
  Report report = altered();
  report.detail = report.signatures[0].seal_name = report.signatures[0].failing_entries[0] = "\xff\xfe";
  const Json json = to_json(report, "en");
  EXPECT_EQ(json["detail"], "\uFFFD\uFFFD");
  EXPECT_NO_THROW(json.dump());
}

TEST(ReportJson, IsSilentOfASealOrSignerThatIsNotThere) {
  Report report = altered();
  SignatureReport& signature = report.signatures[0];
  signature.seal_id.clear();
  EXPECT_EQ(to_json(report, "en")["signatures"][0]["seal"]["name"], signature.seal_name);
  std::swap(signature.seal_id, signature.seal_name);
  EXPECT_EQ(to_json(report, "en")["signatures"][0]["seal"]["id"], signature.seal_id);
  signature.seal_id.clear();
  signature.signer_serial.clear();
  const Json json = to_json(report, "en")["signatures"][0];
  EXPECT_EQ(json["seal"], nullptr);
  EXPECT_EQ(json["signer"], nullptr);
}

TEST(ReportJson, SaysWhatADeviationIs) {
  Report report = altered();
  report.signatures[0].deviations = {"OFD_TYPE_ABSENT"};
  const Json deviation = to_json(report, "en")["signatures"][0]["deviations"][0];
  EXPECT_THAT(keys_of(deviation), ElementsAre("code", "text"));
  EXPECT_EQ(deviation["code"], "OFD_TYPE_ABSENT");
}

} // namespace
} // namespace elicense::verify
