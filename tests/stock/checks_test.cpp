// SPDX-License-Identifier: Apache-2.0
// The rules for a row by itself: each where it speaks, and where it must not.
#include "schemas/resources.hpp"
#include "tests/stock/stock_files.hpp"

namespace elicense::stock {
namespace {

using nlohmann::json;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

const license::LicenseType& company() {
  return type_of("营业执照");
}
const license::LicenseType& estate() {
  return type_of("中华人民共和国不动产权证书");
}

auto card_with(const json& changes) {
  return rules_of(card(), clean_data(card(), changes));
}
auto company_with(const json& changes) {
  return rules_of(company(), clean_data(company(), changes));
}
auto estate_with(const json& changes) {
  return rules_of(estate(), clean_data(estate(), changes));
}

TEST(FieldChecks, HoldValuesToTheFieldsOfTheType) {
  EXPECT_THAT(card_with({{"签发机关", ""}}), ElementsAre("required_missing"));
  EXPECT_THAT(card_with({{"签发机关", "一二三"}}), ElementsAre("too_short"));
  EXPECT_THAT(card_with({{"签发机关", std::string(31, 'a') + "b"}}), ElementsAre("too_long"));
  EXPECT_THAT(card_with({{"住址", "示例街\t3号楼"}}), ElementsAre("not_printable"));
  EXPECT_THAT(card_with({{"性别", "不明"}}), ElementsAre("not_listed"));
  EXPECT_THAT(card_with({{"有效期自", "2019-02-29"}}), ElementsAre("date_malformed"));
  EXPECT_THAT(card_with({{"有效期至", "2041-02-29"}}), ElementsAre("date_malformed"))
      << "the pattern alone lets it pass";
  EXPECT_THAT(estate_with({{"不动产单元号", "640104"}}), ElementsAre("pattern"));
}

TEST(FieldChecks, LeavePicturesToTheType) {
  EXPECT_THAT(card_with({{"照片", std::string(32768, '1')}}), IsEmpty()) << "a picture is no fill-in";
  EXPECT_THAT(card_with({{"照片", std::string(32769, '1')}}), ElementsAre("too_long"));
}

TEST(FieldChecks, HoldCodesToTheirCheckCharacters) {
  EXPECT_THAT(card_with({{"公民身份号码", "64010419900101002"}}), ElementsAre("citizen_number_malformed"));
  EXPECT_THAT(card_with({{"公民身份号码", "640104199013010026"}}), ElementsAre("citizen_number_date"));
  EXPECT_THAT(card_with({{"公民身份号码", "640104199001010025"}}), ElementsAre("citizen_number_check"));
  EXPECT_THAT(company_with({{"统一社会信用代码", "91640100MI00000155"}}),
              ElementsAre("credit_code_malformed"));
  EXPECT_THAT(company_with({{"统一社会信用代码", "91640100MA00000156"}}), ElementsAre("credit_code_check"));
  for (const char* old : {"640100200000123", "12345678-9", "12345678X"})
    EXPECT_THAT(company_with({{"统一社会信用代码", old}}), ElementsAre("credit_code_old")) << old;
}

TEST(FieldChecks, FindTracesOfWrongEncodings) {
  for (const char* name :
       {"张\uFFFD三", "锟斤拷公司", "烫烫烫烫", "屯屯屯屯", "????", "å¼\u00a0ä¸\u0089", "ÕÅÈý"})
    EXPECT_THAT(card_with({{"姓名", name}}), Contains("encoding_damage")) << name;
  for (const char* name : {"买买提·艾力", "JOSÉ MARÍA", "张三?", "王°"})
    EXPECT_THAT(card_with({{"姓名", name}}), Not(Contains("encoding_damage"))) << name;
  EXPECT_THAT(card_with({{"姓名", "张\uE123"}}), ElementsAre("private_character"));
  EXPECT_THAT(card_with({{"姓名", "张\U000F1234"}}), ElementsAre("private_character"));
}

TEST(FieldChecks, FindFillIns) {
  for (const char* name : {"测试", "测试12", "不详", "Test1", "XXX", "NULL", "1111", "----", "****", "aaaaa"})
    EXPECT_THAT(card_with({{"姓名", name}}), Contains("placeholder_identity")) << name;
  for (const char* name : {"吴测试", "无名", "丽丽丽丽", "111", "1112"})
    EXPECT_THAT(card_with({{"姓名", name}}), Not(Contains("placeholder_identity"))) << name;
  EXPECT_THAT(card_with({{"住址", "0000 0000"}}), ElementsAre("placeholder"));
  EXPECT_THAT(estate_with({{"附记", "暂无"}}), testing::AnyOf(IsEmpty(), ElementsAre("placeholder")));
}

TEST(FieldChecks, TakeFillInsOfOptionalFieldsForWhatTheyAre) {
  json file = json::parse(find_resource("schemas/license-types/real-estate-certificate.json").value());
  for (const bool required : {true, false}) {
    if (required)
      file["schema"]["required"].push_back("附记");
    else
      std::erase(file["schema"]["required"].get_ref<json::array_t&>(), json("附记"));
    const auto type = license::parse_type(file.dump()).value();
    EXPECT_EQ(rules_of(type, clean_data(type, {{"附记", "无"}})).empty(), !required);
  }
}

TEST(HolderChecks, AgreeWithTheCitizenNumber) {
  EXPECT_THAT(card_with({{"出生日期", "1990-01-02"}}), ElementsAre("birth_date_mismatch"));
  EXPECT_THAT(card_with({{"性别", "男"}}), ElementsAre("sex_mismatch"));
  const auto& birth = type_of("出生医学证明");
  EXPECT_THAT(rules_of(birth, clean_data(birth, {{"性别", "女"}})), Not(Contains("sex_mismatch")))
      << "the child's";
}

TEST(HolderChecks, AskNothingOfFaultyCodes) {
  EXPECT_THAT(card_with({{"公民身份号码", "640104199001010025"}, {"性别", "男"}}),
              ElementsAre("citizen_number_check"));
}

TEST(HolderChecks, TellWhichCodeItIs) {
  const auto code_type = [](const std::string& code) {
    return assessor_of(estate())
        .assess(row_of(clean_data(estate(), {{"权利人证件号码", code}})))
        .value()
        .holder_code_type;
  };
  EXPECT_EQ(code_type("640104199001010026"), "111");
  EXPECT_EQ(code_type("91640100MA00000155"), "001");
  EXPECT_EQ(code_type("91640100MA00000156"), "001") << "by its letters";
  EXPECT_EQ(code_type("640104199001010025"), "111");
  EXPECT_THAT(estate_with({{"权利人证件号码", "640104199001010025"}}), ElementsAre("citizen_number_check"));
  EXPECT_THAT(estate_with({{"权利人证件号码", "91640100MA00000156"}, {"权利人", "示例有限公司"}}),
              ElementsAre("credit_code_check"));
}

TEST(HolderChecks, CompareNameAndKindOfCode) {
  EXPECT_THAT(estate_with({{"权利人", "示例科技有限公司"}}), ElementsAre("name_code_kind"));
  EXPECT_THAT(company_with({{"名称", "张三"}}), ElementsAre("name_code_kind"));
  EXPECT_THAT(company_with({{"名称", "甲厂"}}), IsEmpty());
  EXPECT_THAT(company_with({{"名称", "张三样例"}}), IsEmpty());
}

TEST(HolderChecks, HoldOtherCodesToTheirRules) {
  const auto& passport = type_of("外国人永久居留身份证");
  EXPECT_THAT(rules_of(passport, clean_data(passport, {{passport.holder_code_field, "#"}})),
              Contains("pattern"));
}

auto co_owned(const char* names, const char* codes) {
  return assessor_of(estate())
      .assess(row_of(clean_data(estate(), {{"共有人", names}, {"共有人证件号码", codes}})))
      .value();
}

TEST(OtherHolderChecks, TellWhichCodeEachHas) {
  EXPECT_THAT(co_owned("李四样例", "640104198808080012").other_code_types, ElementsAre("111"));
  const auto both = co_owned("示例公司、李四样例", "91640100MA00000155、640104198808080012");
  EXPECT_THAT(both.other_code_types, ElementsAre("001", "111"));
  EXPECT_THAT(rules_of(both), IsEmpty());
  EXPECT_THAT(assessor_of(card()).assess(row_of(clean_data(card())))->other_code_types, IsEmpty());
}

TEST(OtherHolderChecks, HoldTheirCodesToTheirRules) {
  EXPECT_THAT(rules_of(co_owned("李四样例", "640104198808080013")), ElementsAre("citizen_number_check"));
  EXPECT_THAT(rules_of(co_owned("示例公司、李四样例", "91640100MA00000156、640104198808080012")),
              ElementsAre("credit_code_check"));
  EXPECT_THAT(rules_of(co_owned("示例公司、李四样例", "91640100MA00000155")), ElementsAre("schema"));
}

TEST(DateChecks, HoldDaysToTheCalendarAndToday) {
  EXPECT_THAT(company_with({{"成立日期", today}}), IsEmpty());
  EXPECT_THAT(company_with({{"成立日期", "2026-11-28"}}), ElementsAre("date_future"));
  EXPECT_THAT(company_with({{"成立日期", "1949-10-01"}}), IsEmpty());
  EXPECT_THAT(company_with({{"成立日期", "1949-09-30"}}), ElementsAre("date_implausible"));
  EXPECT_THAT(card_with({{"出生日期", "1899-12-31"}}),
              ElementsAre("birth_date_mismatch", "date_implausible"));
  for (const char* day : {"1970-01-01", "2000-01-01"})
    EXPECT_THAT(company_with({{"成立日期", day}}), ElementsAre("default_date")) << day;
}

TEST(DateChecks, LetEndsAndNextInspectionsLieAhead) {
  EXPECT_THAT(card_with({{"有效期至", "2039-01-01"}}), IsEmpty());
  const auto& worker = type_of("特种作业操作证");
  ASSERT_TRUE(worker.schema["properties"].contains("复审日期"));
  EXPECT_THAT(rules_of(worker, clean_data(worker, {{"复审日期", "2028-02-02"}})),
              Not(Contains("date_future")));
}

TEST(DateChecks, HoldValidityTogether) {
  EXPECT_THAT(card_with({{"有效期至", "2020-05-31"}}), ElementsAre("validity_order", "expired"));
  EXPECT_THAT(card_with({{"有效期至", "2026-11-26"}}), ElementsAre("expired"));
  EXPECT_THAT(card_with({{"有效期至", today}}), IsEmpty());
  EXPECT_THAT(card_with({{"有效期至", "长期"}}), IsEmpty());
  EXPECT_THAT(company_with({{"核准日期", "2026-03-05"}, {"营业期限至", "2026-03-04"}}),
              ElementsAre("validity_before_issue", "expired"));
}

TEST(DateChecks, HoldBirthBeforeIssue) {
  EXPECT_THAT(estate_with({{"登记日期", "1989-12-31"}}), ElementsAre("birth_after_issue"));
  EXPECT_THAT(estate_with({{"登记日期", "1990-01-01"}}), IsEmpty());
}

TEST(DateChecks, RefuseCitizenNumbersOfTomorrow) {
  EXPECT_THAT(estate_with({{"权利人证件号码", "990000202612010010"}}), Contains("citizen_number_date"));
}

TEST(AttachmentChecks, TakePlainNamesOfKnownKinds) {
  const auto rules_with = [](const std::string& names) { return card_with({{"扫描件", names}}); };
  EXPECT_THAT(rules_with("正面.png;b.JPG；c.jpeg;d.pdf"), IsEmpty());
  for (const char* name :
       {"../a.png", "a/b.png", "a\\b.png", ".png", ".a.png", "C:a.png", "a.exe", "a", "a\tb.png"})
    EXPECT_THAT(rules_with(name), ElementsAre("attachment_name")) << name;
  const std::string longest(max_attachment_name - 4, 'n');
  EXPECT_THAT(rules_with(longest + ".png"), IsEmpty());
  EXPECT_THAT(rules_with(longest + "n.png"), ElementsAre("attachment_name"));
}

TEST(AttachmentChecks, BoundTheirNumberAndLookForTheFiles) {
  std::string names;
  for (std::size_t i = 0; i < max_attachments; ++i)
    names += std::to_string(i) + ".png;";
  EXPECT_THAT(card_with({{"扫描件", names}}), IsEmpty());
  EXPECT_THAT(card_with({{"扫描件", names + "more.png"}}), ElementsAre("attachment_count"));
  Assessor assessor = assessor_of(card(), {{}, [](const std::string& name) { return name == "a.png"; }});
  const auto assessment = assessor.assess(row_of(clean_data(card(), {{"扫描件", "a.png;b.png"}}))).value();
  EXPECT_EQ(assessment.findings,
            std::vector<Finding>{(Finding{rule("attachment_missing").id, "扫描件", "file 2", ""})});
}

} // namespace
} // namespace elicense::stock
