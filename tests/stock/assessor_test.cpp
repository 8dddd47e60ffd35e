// SPDX-License-Identifier: Apache-2.0
// One row through all rules.
#include "schemas/resources.hpp"
#include "tests/stock/stock_files.hpp"

namespace elicense::stock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Assessor, GivesACleanRowGradeAAndWhatIssuingNeeds) {
  const auto assessment = assessor_of(card()).assess(row_of(clean_data(card()), 7)).value();
  EXPECT_EQ(assessment.grade, Grade::a);
  EXPECT_THAT(assessment.findings, IsEmpty());
  EXPECT_EQ(assessment.row, 7U);
  EXPECT_EQ(assessment.data, clean_data(card()));
  EXPECT_EQ(assessment.holder_code_type, "111");
}

TEST(Assessor, GradesByTheWorstFinding) {
  EXPECT_EQ(assessor_of(card()).assess(row_of(clean_data(card(), {{"姓名", " 张三样例"}}))).value().grade,
            Grade::b);
  EXPECT_EQ(assessor_of(card()).assess(row_of(clean_data(card(), {{"姓名", " 张"}}))).value().grade,
            Grade::c);
}

TEST(Assessor, SaysWhatANormalisedValueWasBefore) {
  const auto assessment =
      assessor_of(card()).assess(row_of(clean_data(card(), {{"出生日期", "1990.1.1"}}))).value();
  EXPECT_EQ(assessment.findings,
            std::vector<Finding>{(Finding{rule("date_rewritten").id, "出生日期", "", "1990.1.1"})});
  EXPECT_EQ(assessment.data["出生日期"], "1990-01-01");
}

TEST(Assessor, LeavesEmptyValuesOut) {
  const auto& type = type_of("对外贸易经营者备案登记表");
  const auto assessment =
      assessor_of(type).assess(row_of(clean_data(type, {{type.number_field, " "}}))).value();
  EXPECT_FALSE(assessment.data.contains(type.number_field));
  EXPECT_THAT(rules_of(assessment), testing::Contains("required_missing"));
}

TEST(Assessor, TakesRefusedEmptyAndForeignRows) {
  Assessor assessor = assessor_of(card());
  Row refused;
  refuse(refused, "row_quotes", "a detail");
  const auto assessment = assessor.assess(refused).value();
  EXPECT_EQ(assessment.findings, std::vector<Finding>{(Finding{rule("row_quotes").id, "", "a detail", ""})});
  EXPECT_EQ(assessment.grade, Grade::c);
  EXPECT_TRUE(assessment.data.is_null());
  EXPECT_THAT(rules_of(assessor.assess(row_of({{"姓名", " "}, {"性别", "\u3000"}})).value()),
              ElementsAre("row_empty"));
  EXPECT_THAT(rules_of(assessor.assess(row_of({{"姓 名", "x"}})).value()), ElementsAre("row_columns"));
}

TEST(Assessor, ReadsFormerNumberDateAndScans) {
  const auto assess = [](const char* date) {
    return assessor_of(card())
        .assess(row_of(clean_data(
            card(), {{"原证照编号", " 旧1 "}, {"原发证日期", date}, {"扫描件", "a.PNG； b.pdf;"}})))
        .value();
  };
  const auto assessment = assess("2019年3月5日");
  EXPECT_EQ(assessment.former_number, "旧1");
  EXPECT_EQ(assessment.former_date, "2019-03-05");
  EXPECT_EQ(assessment.issued_on, "2019-03-05") << "the type has no day of issue of its own";
  EXPECT_EQ(assessment.attachments, (std::vector<std::string>{"a.PNG", "b.pdf"}));
  EXPECT_THAT(rules_of(assessment), ElementsAre("date_rewritten"));
  EXPECT_THAT(rules_of(assess("2019-02-30")), ElementsAre("date_malformed"));
  EXPECT_EQ(assess("2019-02-30").issued_on, "");
  EXPECT_THAT(rules_of(assess("2027-01-01")), ElementsAre("date_future"));
}

TEST(Assessor, TakesTheDayOfIssueFromTheType) {
  const auto& type = type_of("营业执照");
  const auto assessment =
      assessor_of(type).assess(row_of(clean_data(type, {{"原发证日期", "2001-02-03"}}))).value();
  EXPECT_EQ(assessment.issued_on, type.example["核准日期"]);
  EXPECT_EQ(assessment.former_date, "2001-02-03");
}

TEST(Assessor, AsksTheRegisterAboutUsableNumbersOnly) {
  std::vector<std::string> asked;
  const auto is_registered = [&](const std::string& number) {
    asked.push_back(number);
    return Result<bool>(number == "640104199001010026");
  };
  Assessor assessor = assessor_of(card(), {is_registered, {}});
  EXPECT_THAT(rules_of(assessor.assess(row_of(clean_data(card()))).value()),
              ElementsAre("registered_number"));
  assessor.assess(row_of(clean_data(card(), {{"公民身份号码", "1"}}))).value();
  EXPECT_THAT(asked, ElementsAre("640104199001010026"));
}

TEST(Assessor, EndsWhereTheRegisterCannotAnswer) {
  Assessor assessor = assessor_of(
      card(),
      {[](const std::string&) { return Result<bool>(fail(ErrorKind::unavailable, "STORE_UNAVAILABLE")); },
       {}});
  EXPECT_THAT(assessor.assess(row_of(clean_data(card()))), test::fails_with("STORE_UNAVAILABLE"));
}

TEST(Assessor, TakesABoundedNumberOfRows) {
  Assessor assessor = assessor_of(card());
  EXPECT_THAT(assessor.assess(row_of(clean_data(card()), max_rows)), test::succeeds());
  EXPECT_THAT(assessor.assess(row_of(clean_data(card()), max_rows + 1)),
              test::fails_with("STOCK_TOO_MANY_ROWS"));
}

TEST(Assessor, LeavesToTheSchemaWhatFieldsDoNotSay) {
  nlohmann::json file =
      nlohmann::json::parse(find_resource("schemas/license-types/identity-card.json").value());
  file["schema"]["properties"]["民族"]["not"] = {{"enum", {"回"}}};
  file["example"]["民族"] = "汉";
  const auto strict = license::parse_type(file.dump()).value();
  const auto assessment = assessor_of(strict).assess(row_of(clean_data(card()))).value();
  EXPECT_THAT(rules_of(assessment), ElementsAre("schema"));
  EXPECT_THAT(assessment.findings.front().detail, testing::HasSubstr("民族"));
}

} // namespace
} // namespace elicense::stock
