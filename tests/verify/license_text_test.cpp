// SPDX-License-Identifier: Apache-2.0
// Metadata against the register and the page, and the forms in which a face may show a value.
#include "tests/support/licensed_documents.hpp"
#include "tests/support/steps.hpp"
#include "verify/license_text.hpp"
#include <gmock/gmock.h>

namespace elicense::verify {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(WithoutBlanks, TakesAwayEveryKindOfBlank) {
  EXPECT_EQ(without_blanks(" 宁 夏\t示\u3000例\u00a0有\r\n限 "), "宁夏示例有限");
  EXPECT_EQ(without_blanks(""), "");
}

TEST(ShownForms, OfADate) {
  EXPECT_THAT(shown_forms("20260305"),
              ElementsAre("20260305", "2026年03月05日", "2026年3月5日", "2026.03.05"));
  EXPECT_THAT(shown_forms("20261231"),
              ElementsAre("20261231", "2026年12月31日", "2026年12月31日", "2026.12.31"));
  EXPECT_THAT(shown_forms("20190909"),
              ElementsAre("20190909", "2019年09月09日", "2019年9月9日", "2019.09.09"));
}

TEST(ShownForms, OfListsAndOfYesAndNo) {
  EXPECT_THAT(shown_forms("一^二^三"), ElementsAre("一^二^三", "一、二、三"));
  EXPECT_THAT(shown_forms("true"), ElementsAre("true", "是"));
  EXPECT_THAT(shown_forms("false"), ElementsAre("false", "否"));
}

TEST(ShownForms, OfAnythingElseIsTheValueItself) {
  for (const char* value : {"2026030", "202603055", "2026030A", "2026-305", "JY26401040000001"})
    EXPECT_THAT(shown_forms(value), ElementsAre(value));
  EXPECT_THAT(shown_forms("示例 路 2号"), ElementsAre("示例路2号"));
}

// --- a document, with the type's or the register's idea of it ---

using Metadata = std::vector<ofd::CustomData>;

// What does not agree: nothing, or one step with its outcome and detail. `change` is made to what was read.
std::vector<std::string> differences(const ofd::NewDocument& draft,
                                     const license::LicenseType& type = test::permit_type(),
                                     const license::License* registered = nullptr,
                                     const std::function<void(Metadata&)>& change = {}) {
  const auto package = ofd::Package::open(ofd::write_document(draft).value()).value();
  auto document = ofd::read_document(package).value();
  if (change) change(document.custom_data);
  const crypto::TrustStore trust;
  return test::told_of(
      {check_shown_text({package, document, trust, test::test_pki().now}, type, registered)});
}

TEST(ShownText, IsThatOfTheMetadata) {
  const license::License license = test::permit();
  EXPECT_THAT(differences(test::license_draft(license)), IsEmpty());
  EXPECT_THAT(differences(test::license_draft(license), test::permit_type(), &license), IsEmpty());
}

// Holders in places of their own: none of them may differ, and none may be missing.
TEST(ShownText, NamesEveryHolder) {
  for (const license::LicenseType* const type : test::embedded_types().all()) {
    if (type->other_holders.empty()) continue;
    SCOPED_TRACE(type->name);
    const license::License license = test::license_of(*type);
    ofd::NewDocument draft = test::license_draft(license);
    EXPECT_THAT(differences(draft, *type, &license), IsEmpty());
    const auto tag = std::ranges::find(draft.tags, "CZZT", &ofd::NewTag::name);
    ASSERT_EQ(tag->objects.size(), 2U);
    tag->objects.pop_back();
    EXPECT_THAT(differences(draft, *type, &license),
                ElementsAre("LICENSE_METADATA failed (CZZT on the page)"));
    license::License other = license;
    other.other_holders[0].code = "another";
    EXPECT_THAT(differences(test::license_draft(license), *type, &other),
                ElementsAre("LICENSE_METADATA failed (CZZTDM in the metadata)"));
  }
}

TEST(ShownText, OfAnotherTagIsNotItsOwn) {
  ofd::NewDocument draft = test::license_draft(test::permit());
  const auto tag = [&](std::string_view name) {
    return std::ranges::find(draft.tags, name, &ofd::NewTag::name);
  };
  std::swap(tag("ZZYXQQSRQ")->objects, tag("ZZYXQJZRQ")->objects);
  EXPECT_THAT(differences(draft), ElementsAre("LICENSE_METADATA undetermined (ZZYXQQSRQ on the page)"));
}

TEST(ShownText, TheRegistersElementsStandInTheMetadataOnceAndUnchanged) {
  const license::License license = test::permit();
  const auto with = [&](const std::function<void(Metadata&)>& change) {
    return differences(test::license_draft(license), test::permit_type(), &license, change);
  };
  for (const ofd::CustomData& element : license::metadata(license, test::permit_type())) {
    const auto step = ElementsAre("LICENSE_METADATA failed (" + element.name + " in the metadata)");
    const auto found = [&](Metadata& data) {
      return std::ranges::find(data, element.name, &ofd::CustomData::name);
    };
    EXPECT_THAT(with([&](Metadata& data) { data.erase(found(data)); }), step);
    EXPECT_THAT(with([&](Metadata& data) { data.push_back(element); }), step);
    EXPECT_THAT(with([&](Metadata& data) { found(data)->value += "x"; }), step);
  }
}

TEST(ShownText, OfNoEndIsTheTypesWordForIt) {
  license::LicenseType type = test::permit_type();
  type.long_term = "永久 有效";
  license::License license = test::permit();
  license.data[type.valid_until_field] = "永久有效";
  const ofd::NewDocument shows_no_end = test::license_draft(license);
  const auto differences_for = [&](std::string_view until) {
    ofd::NewDocument draft = shows_no_end;
    std::ranges::find(draft.custom_data, "ZZYXQJZRQ", &ofd::CustomData::name)->value = until;
    return differences(draft, type);
  };
  EXPECT_THAT(differences_for(license::no_end), IsEmpty());
  EXPECT_THAT(differences_for("20310228"),
              ElementsAre("LICENSE_METADATA undetermined (ZZYXQJZRQ on the page)"));
}

} // namespace
} // namespace elicense::verify
