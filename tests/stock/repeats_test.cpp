// SPDX-License-Identifier: Apache-2.0
// What repeats an earlier row, and the table that remembers.
#include "stock/repeats.hpp"
#include "stock/synth_codes.hpp"
#include "license/type_schema.hpp"
#include "tests/stock/stock_files.hpp"

namespace elicense::stock {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Repeated : public testing::Test {
 protected:
  Assessment assess(const nlohmann::json& changes) {
    return assessor_.assess(row_of(clean_data(estate_, changes), ++rows_)).value();
  }
  const license::LicenseType& estate_ = type_of("中华人民共和国不动产权证书");
  Assessor assessor_ = assessor_of(estate_);
  std::uint64_t rows_ = 0;
};

TEST_F(Repeated, RowsAreTheSameRowOrOnlyTheSameNumber) {
  EXPECT_THAT(rules_of(assess({})), IsEmpty());
  const auto again = assess({});
  EXPECT_THAT(rules_of(again), ElementsAre("repeated_row"));
  EXPECT_EQ(again.findings.front().detail, "the same as row 1");
  EXPECT_THAT(rules_of(assess({{"用途", "其他用途"}})), ElementsAre("repeated_number"));
  EXPECT_THAT(rules_of(assess({{"不动产权证号", "宁（2026）示例市不动产权第0000002号"}})), IsEmpty())
      << "a holder may have many";
}

TEST_F(Repeated, NormalisedRowsAreCompared) {
  assess({});
  EXPECT_THAT(rules_of(assess({{"登记日期", "2026.2.10"}})), ElementsAre("date_rewritten", "repeated_row"));
}

TEST_F(Repeated, HoldersHaveOneName) {
  assess({});
  const auto other =
      assess({{"不动产权证号", "宁（2026）示例市不动产权第0000002号"}, {"权利人", "李四样例"}});
  EXPECT_THAT(rules_of(other), ElementsAre("holder_name_conflict"));
  EXPECT_EQ(other.findings.front().detail, "not as in row 1");
}

TEST_F(Repeated, FaultyNumbersAreNotRemembered) {
  assess({{"不动产权证号", "宁"}});
  EXPECT_THAT(rules_of(assess({{"不动产权证号", "宁"}})), ElementsAre("too_short"));
}

TEST(Repeats, NotePhonesOfManyRows) {
  license::LicenseType type = type_of("中华人民共和国不动产权证书");
  for (const char* name : {"联系电话", "投诉举报电话"}) {
    type.schema["properties"][name] = {{"type", "string"}, {"pattern", "^[0-9-]{5,20}$"}};
    type.example[name] = "0951-1234567";
  }
  type.validator = license::compile_schema(type.schema).value();
  Assessor assessor = assessor_of(type);
  for (std::uint64_t number = 1; number <= max_rows_with_a_phone + 2; ++number) {
    const auto data =
        clean_data(type, {{type.number_field, "宁示例不动产权第" + std::to_string(number) + "号"}});
    const auto found = rules_of(assessor.assess(row_of(data, number)).value());
    if (number <= max_rows_with_a_phone) {
      EXPECT_THAT(found, IsEmpty()) << number;
    } else {
      EXPECT_THAT(found, ElementsAre("shared_phone")) << number << ": and not the complaints line";
    }
  }
}

TEST(DigestTable, KeepsWhatWasPutInHoweverItGrows) {
  DigestTable table;
  constexpr std::uint32_t many = 3000;
  for (std::uint32_t row = 1; row <= many; ++row)
    EXPECT_TRUE(table.put(row * std::uint64_t{0x100000000}, {row, row + 1}).is_new)
        << "all in the same places at first";
  EXPECT_EQ(table.size(), many);
  for (std::uint32_t row = 1; row <= many; ++row) {
    const auto [entry, is_new] = table.put(row * std::uint64_t{0x100000000}, {7, 7});
    EXPECT_FALSE(is_new);
    EXPECT_EQ(entry.row, row);
    EXPECT_EQ(entry.note, row + 1);
  }
}

} // namespace
} // namespace elicense::stock
