// SPDX-License-Identifier: Apache-2.0
#include "license/type_change.hpp"
#include "tests/license/type_files.hpp"
#include <functional>
#include <gmock/gmock.h>

namespace elicense::license {
namespace {

using nlohmann::json;
using test::permit_file;

// What is found in the permit after this change, as "rule place" and "!rule place" where it refuses.
std::vector<std::string> found(const std::function<void(json&)>& change) {
  json file = permit_file();
  change(file);
  std::vector<std::string> texts;
  for (const TypeFinding& finding :
       compare(parse_type(permit_file().dump()).value(), parse_type(file.dump()).value()))
    texts.push_back((finding.refuses ? "!" : "") + finding.rule + " " + finding.place);
  return texts;
}

json& property(json& file, const char* field) {
  return file["schema"]["properties"][field];
}

TEST(TypeChange, TheSameFileChangesNothing) {
  EXPECT_TRUE(found([](json&) {}).empty());
}

TEST(TypeChange, AFieldIsNotRemoved) {
  json longer = permit_file();
  property(longer, "备注") = {{"type", "string"}, {"maxLength", 10}};
  const auto before = parse_type(longer.dump()).value(), next = parse_type(permit_file().dump()).value();
  EXPECT_THAT(compare(before, next), testing::Contains(TypeFinding{"field-removed", true, "备注"}));
  EXPECT_THAT(compare(next, before), testing::ElementsAre(TypeFinding{"field-added", false, "备注"}));
}

TEST(TypeChange, AFieldIsNotMadeAnother) {
  const auto changed = found([](json& file) {
    property(file, "经营范围") = {{"type", "array"}, {"items", {{"type", "string"}}}};
    file["example"]["经营范围"] = json::array({"道路普通货物运输"});
  });
  EXPECT_THAT(changed, testing::Contains("!field-changed 经营范围"));
  EXPECT_THAT(changed, testing::Contains("data-refused example"));
}

TEST(TypeChange, AMaskIsNotMadeWeaker) {
  const auto masked = [](const char* before, const char* next) {
    json first = permit_file(), second = permit_file();
    first["masks"]["经营范围"] = before;
    second["masks"]["经营范围"] = next;
    return compare(parse_type(first.dump()).value(), parse_type(second.dump()).value());
  };
  const TypeFinding weaker{"mask-weaker", true, "经营范围"}, changed{"mask-changed", false, "经营范围"};
  EXPECT_THAT(masked("hidden", "none"), testing::ElementsAre(weaker));
  EXPECT_THAT(masked("hidden", "name"), testing::ElementsAre(weaker));
  EXPECT_THAT(masked("name", "none"), testing::ElementsAre(weaker));
  EXPECT_THAT(masked("none", "hidden"), testing::ElementsAre(changed));
  EXPECT_THAT(masked("name", "hidden"), testing::ElementsAre(changed));
  EXPECT_THAT(masked("name", "address"), testing::ElementsAre(changed));
}

TEST(TypeChange, WhatIsLookedUpByStaysTheSame) {
  EXPECT_THAT(found([](json& file) { file["number_field"] = "业户名称"; }),
              testing::ElementsAre("!number-changed 业户名称"));
  EXPECT_THAT(found([](json& file) { file["validity"].erase("until_field"); }),
              testing::ElementsAre("!validity-changed until_field"));
  EXPECT_THAT(found([](json& file) {
                file["holder"]["category"] = "both";
                file["holder"]["code_types"] = json::array({"001", "111"});
              }),
              testing::ElementsAre("!holder-changed category"));
}

TEST(TypeChange, TellsWhatANextVersionOfALicenseMeets) {
  const auto tighter = found([](json& file) { property(file, "业户名称")["maxLength"] = 20; });
  EXPECT_THAT(tighter, testing::Contains("field-rule-changed 业户名称"));
  EXPECT_THAT(tighter, testing::Contains("data-refused longest"));
}

TEST(TypeChange, AFormerCodeIsKept) {
  json before = permit_file();
  before["former_codes"] = json::array({"11100000000019713D901"});
  const auto findings = compare(parse_type(before.dump()).value(), parse_type(permit_file().dump()).value());
  EXPECT_THAT(findings, testing::ElementsAre(TypeFinding{"former-code-lost", true, "11100000000019713D901"}));
}

} // namespace
} // namespace elicense::license
