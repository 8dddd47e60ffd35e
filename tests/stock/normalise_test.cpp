// SPDX-License-Identifier: Apache-2.0
// Every stated change, and that nothing else is changed.
#include "stock/normalise.hpp"
#include "tests/stock/stock_files.hpp"

namespace elicense::stock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Normalised {
  std::string value;
  std::vector<std::string> rules;
};

Normalised normalised(const license::LicenseType& type, std::string_view field, const std::string& value) {
  const TypeView view(type);
  Draft draft(view);
  const std::size_t index = view.find(field);
  draft.values[index] = value;
  normalise(draft, index);
  Normalised result{draft.values[index], {}};
  for (const Finding& finding : draft.findings)
    result.rules.emplace_back(finding.rule);
  return result;
}

TEST(Normalise, ReadsDaysInTheirUsualSpellings) {
  for (const char* text : {"2019-03-05", "2019.3.5", "2019.03.05", "2019/3/5", "2019-3-5", "2019年3月5日",
                           "2019年03月05日", "2019 年 3 月 5 日", "20190305", "２０１９．３．５",
                           "2019年３月5", "2019-03-05 00:00:00", "2019/3/5 0:00", "2019-03-05T00:00:00"})
    EXPECT_EQ(read_day(text), "2019-03-05") << text;
}

TEST(Normalise, GuessesNoDay) {
  for (const char* text :
       {"", "19.3.5", "2019.3", "2019-02-29", "2019-13-01", "05/03/2019", "2019-03-05 12:30:00", "201935",
        "2019年", "2019.3.5.1", "43529", "2019-03-05x", "二〇一九年三月五日", "12019-03-05"})
    EXPECT_EQ(read_day(text), std::nullopt) << text;
}

TEST(Normalise, TrimsAndRemovesWhatCannotBeSeen) {
  const auto trimmed = normalised(card(), "姓名", "\u3000\u00a0 张 三\t\r\n");
  EXPECT_EQ(trimmed.value, "张 三");
  EXPECT_THAT(trimmed.rules, ElementsAre("trimmed"));
  const auto hidden = normalised(card(), "姓名", "\ufeff张\u200b三");
  EXPECT_EQ(hidden.value, "张三");
  EXPECT_THAT(hidden.rules, ElementsAre("invisible_removed"));
}

TEST(Normalise, WritesLineBreaksOneWay) {
  const auto text = normalised(card(), "住址", "一行\r\n二行");
  EXPECT_EQ(text.value, "一行\n二行");
  EXPECT_THAT(text.rules, ElementsAre("line_break_changed"));
}

TEST(Normalise, WritesCodesPlain) {
  const auto wide = normalised(card(), "公民身份号码", "６４０１０４１９９００１０１００２６");
  EXPECT_EQ(wide.value, "640104199001010026");
  EXPECT_THAT(wide.rules, ElementsAre("width_changed"));
  const auto small = normalised(card(), "公民身份号码", "11010519491231 002x");
  EXPECT_EQ(small.value, "11010519491231002X");
  EXPECT_THAT(small.rules, ElementsAre("blanks_removed", "case_changed"));
}

TEST(Normalise, ExtendsOldCitizenNumbers) {
  const auto extended = normalised(card(), "公民身份号码", "110105491231002");
  EXPECT_EQ(extended.value, "11010519491231002X");
  EXPECT_THAT(extended.rules, ElementsAre("citizen_number_extended"));
  EXPECT_THAT(normalised(card(), "公民身份号码", "110105491231996").rules, IsEmpty()) << "born before 1900";
  EXPECT_THAT(normalised(card(), "公民身份号码", "110105491331002").rules, IsEmpty());
}

TEST(Normalise, KeepsBracketsOfLicenseNumbersAndBlanksThatBelong) {
  const auto& permit = type_of("建筑施工企业安全生产许可证");
  const auto number = normalised(permit, "证书编号", "（宁）JZ安许证字〔2026〕００0001");
  EXPECT_EQ(number.value, "（宁）JZ安许证字〔2026〕000001");
  const auto& estate = type_of("中华人民共和国不动产权证书");
  EXPECT_THAT(normalised(estate, "不动产单元号", "640104 001001 GB00001 F00010001").rules, IsEmpty());
}

TEST(Normalise, LeavesTextsAsTheyAre) {
  EXPECT_THAT(normalised(card(), "住址", "示例街３号楼 a座").rules, IsEmpty());
  EXPECT_THAT(normalised(card(), "性别", "nan").rules, IsEmpty());
}

TEST(Normalise, KnowsTheWordsForNoEnd) {
  for (const char* word : {"长期有效", "永久", "永久有效", "无固定期限", "无期限", "无限期"}) {
    const auto end = normalised(card(), "有效期至", word);
    EXPECT_EQ(end.value, "长期");
    EXPECT_THAT(end.rules, ElementsAre("long_term_rewritten")) << word;
  }
  EXPECT_THAT(normalised(card(), "有效期至", "长期").rules, IsEmpty());
  EXPECT_THAT(normalised(card(), "有效期自", "长期").rules, IsEmpty()) << "only an end may be open";
  EXPECT_EQ(normalised(card(), "有效期至", "2040.6.1").value, "2040-06-01");
}

} // namespace
} // namespace elicense::stock
