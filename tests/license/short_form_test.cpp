// SPDX-License-Identifier: Apache-2.0
#include "license/short_form.hpp"
#include "tests/license/type_sources.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::license {
namespace {

using nlohmann::json;
using namespace nlohmann::literals;

const DefiningAuthority defining_authority{"11640000MB999999XM", "示例市行政审批服务局"};

json short_file() {
  return R"({
    "code": "{authority}801", "provisional": true, "provisional_reason": "none is known",
    "name": {"zh": "示例许可证", "en": "Sample Permit"},
    "catalogue": {"ValidityRange": "5年", "CertificateIssuingAuthorityLevel": "区县级"},
    "holder": {"category": "legal_person", "name_field": "名称", "code_field": "统一社会信用代码"},
    "number_field": "编号",
    "validity": {"from_field": "发证日期", "until_field": "有效期至"},
    "fields": [
      ["编号", "number", "示字0001号"],
      ["名称", "organization", "示例有限公司"],
      ["统一社会信用代码", "uscc", "91640100MA00000155"],
      ["范围", "text? 300", "零售"],
      ["方式", "one_of 批发|零售", "零售"],
      ["有效期至", "date", "2031-02-28"],
      ["发证机关", "issuer", "示例市样例局"],
      ["发证日期", "issue_date", "2026-03-01"]
    ],
    "face": {"style": "certificate", "tint": "green"}
  })"_json;
}

json expanded(const json& file) {
  return long_form(file, defining_authority).value();
}

std::string problem_of_short(const json& file) {
  const auto type = parse_type(file.dump(), defining_authority);
  return type ? "" : type.error().detail;
}

std::string problem_of_field(json row) {
  json file = short_file();
  file["fields"][3] = std::move(row);
  return problem_of_short(file);
}

TEST(ShortForm, BecomesASchemaWithMasksAndAnExample) {
  const json file = expanded(short_file());
  EXPECT_FALSE(file.contains("fields"));
  EXPECT_EQ(file["schema"]["properties"]["范围"],
            R"({"type": "string", "minLength": 1, "maxLength": 300})"_json);
  EXPECT_EQ(file["schema"]["properties"]["方式"]["enum"], R"(["批发", "零售"])"_json);
  EXPECT_EQ(file["schema"]["required"].size(), 7U); // "text?" is not
  EXPECT_EQ(file["schema"]["additionalProperties"], false);
  EXPECT_EQ(file["masks"]["名称"], "none");
  EXPECT_EQ(file["example"]["范围"], "零售");
}

TEST(ShortForm, BelongsToTheOperatorUntilThereIsAnOfficialCode) {
  const auto type = parse_type(short_file().dump(), {"11100000MB0143028R", "国家市场监督管理总局"}).value();
  EXPECT_EQ(type.code, "11100000MB0143028R801");
  EXPECT_TRUE(type.provisional);
  EXPECT_EQ(type.catalogue["CertificateDefineAuthorityName"], "国家市场监督管理总局");
  EXPECT_EQ(type.catalogue["CertificateDefineAuthorityLevel"], "国家级");
  EXPECT_EQ(parse_type(short_file().dump())->code, "11640000MB999999XM801");
}

TEST(ShortForm, KnowsTheLevelOfAnAuthorityByItsDivision) {
  const auto level = [](const char* code) {
    const auto file = long_form(short_file(), {code, "示例"});
    return (*file)["catalogue"]["CertificateDefineAuthorityLevel"].get<std::string>();
  };
  EXPECT_EQ(level("11100000MB0143028R"), "国家级");
  EXPECT_EQ(level("11640000MB999999XM"), "省部级");
  EXPECT_EQ(level("11330100002500287C"), "地市级");
  EXPECT_EQ(level("11330105002500287C"), "区县级");
}

TEST(ShortForm, FillsTheCatalogue) {
  json file = short_file();
  EXPECT_EQ(expanded(file)["catalogue"]["CertificateTypeName"], "示例许可证");
  EXPECT_EQ(expanded(file)["catalogue"]["CertificateHolderCategory"], "法人和其他组织");
  EXPECT_EQ(expanded(file)["holder"]["code_types"], json{"001"});
  file["holder"]["category"] = "natural_person";
  EXPECT_EQ(expanded(file)["holder"]["code_types"], json{"111"});
  file["holder"]["category"] = "both";
  EXPECT_EQ(expanded(file)["holder"]["code_types"], (json{"111", "001"}));
  file["code"] = "11100000000019713D008"; // another authority's: the file has to name it
  EXPECT_EQ(problem_of_short(file), "/catalogue/CertificateDefineAuthorityName: is needed");
}

TEST(ShortForm, HidesMoreOfANaturalPerson) {
  json file = short_file();
  file["holder"]["category"] = "natural_person";
  EXPECT_EQ(expanded(file)["masks"]["范围"], "hidden");
  EXPECT_EQ(expanded(file)["masks"]["编号"], "code");
  file["fields"][3][1] = "text 300 none";
  EXPECT_EQ(expanded(file)["masks"]["范围"], "none");
}

TEST(ShortForm, DrawsWhatItNames) {
  const json face = expanded(short_file())["face"];
  EXPECT_EQ(face["title"], "示例许可证");
  EXPECT_EQ(face["corner"], "编号");
  EXPECT_EQ(face["issuer"], "发证机关");
  EXPECT_EQ(face["date"], "发证日期");
  ASSERT_EQ(face["rows"].size(), 5U); // number, issuer and day have places of their own
  EXPECT_EQ(face["rows"][2], R"({"label": "范围", "text": "{范围}", "longest": 300})"_json);
  EXPECT_EQ(face["rows"][4]["label"], "有效期至");
}

TEST(ShortForm, ShowsBothEndsInOneRow) {
  json file = short_file();
  file["fields"].push_back({"有效期自", "date", "2026-03-01"});
  std::swap(file["fields"][5], file["fields"][8]);
  file["validity"]["from_field"] = "有效期自";
  const json rows = expanded(file)["face"]["rows"];
  EXPECT_EQ(rows.back()["text"], "{有效期自}至{有效期至}");
  EXPECT_EQ(rows.size(), 5U);
}

TEST(ShortForm, SetsEverythingInRowsOnACard) {
  json file = short_file();
  file["face"] = {{"style", "card"}};
  file["fields"].push_back({"照片", "portrait"});
  const json face = expanded(file)["face"];
  EXPECT_FALSE(face.contains("corner") || face.contains("issuer"));
  EXPECT_EQ(face["rows"].size(), 8U - 1); // from and until share one
  EXPECT_EQ(face["pictures"], json{"照片"});
}

TEST(ShortForm, LetsTheFileSayOtherwise) {
  json file = short_file();
  file["face"]["title"] = "许可证";
  file["face"]["columns"] = {{"名称"}};
  file["masks"] = {{"名称", "name"}};
  EXPECT_EQ(expanded(file)["face"]["title"], "许可证");
  EXPECT_FALSE(expanded(file)["face"].contains("rows"));
  EXPECT_EQ(expanded(file)["masks"], (json{{"名称", "name"}}));
}

TEST(ShortForm, LeavesTheLongFormAlone) {
  const json file = test::embedded_type_file("business-license");
  EXPECT_EQ(expanded(file), file);
  EXPECT_EQ(expanded(json(1)), json(1));
}

TEST(ShortForm, NamesThePlaceOfAFault) {
  EXPECT_EQ(problem_of_field("范围"), "/fields/3: must be [name, kind, example]");
  EXPECT_EQ(problem_of_field({"范围"}), "/fields/3: must be [name, kind, example]");
  EXPECT_EQ(problem_of_field({"范围", "text", 1}), "/fields/3: must be [name, kind, example]");
  EXPECT_EQ(problem_of_field({"范围", "", "零售"}), "/fields/3: a kind is needed");
  EXPECT_EQ(problem_of_field({"范围", "poem", "零售"}), "/fields/3: there is no kind poem");
  EXPECT_EQ(problem_of_field({"范围", "text secret", "零售"}),
            "/fields/3: secret is neither a size nor a mask");
  EXPECT_EQ(problem_of_field({"范围", "text 0", "零售"}), "/fields/3: 0 is neither a size nor a mask");
  EXPECT_EQ(problem_of_field({"范围", "text 9 none 9", "零售"}), "/fields/3: 9 is too much");
  EXPECT_EQ(problem_of_field({"范围", "text"}), "/fields/3: an example is needed");
  EXPECT_EQ(problem_of_field({"共有人", "parties", "李四样例"}), "/fields/3: an example is needed");
  EXPECT_EQ(problem_of_field({"范围", "text", {"李四样例"}}), "/fields/3: an example is needed");
  EXPECT_EQ(problem_of_field({"名称", "text", "零售"}), "/fields/3: 名称 is there already");
  EXPECT_EQ(problem_of_field({"范围", "matching ^[0-9]{4}$", "12"}).substr(0, 9), "/example:");
  json file = short_file();
  file["fields"] = 1;
  EXPECT_EQ(problem_of_short(file), "/fields: a list is needed");
  file = short_file();
  file["face"] = 1;
  EXPECT_EQ(problem_of_short(file), "/face: an object is needed");
}

TEST(ShortForm, IsRefusedWhenItsFaceHasNoRoom) {
  json file = short_file();
  file["fields"][3][1] = "text 4000";
  EXPECT_EQ(problem_of_short(file), "/face: /rows: more text than the page has room for");
}

TEST(ShortForm, SaysItsAssuranceAndFormerCodes) {
  json file = short_file();
  EXPECT_EQ(parse_type(file.dump())->assurance, "A");
  file["assurance"] = "B";
  EXPECT_EQ(parse_type(file.dump())->assurance, "B");
  file["assurance"] = "E";
  EXPECT_EQ(problem_of_short(file), "/assurance: must be A, B, C or D");
  file["assurance"] = "A";
  file["former_codes"] = {"{authority}802"};
  EXPECT_EQ(parse_type(file.dump())->former_codes, std::vector<std::string>{"11640000MB999999XM802"});
  file["former_codes"] = {"802"};
  EXPECT_EQ(problem_of_short(file), "/former_codes/0: must have 21 characters");
  file["former_codes"] = "802";
  EXPECT_EQ(problem_of_short(file), "/former_codes: must be a list");
}

} // namespace
} // namespace elicense::license
