// SPDX-License-Identifier: Apache-2.0
#include "license/type.hpp"
#include "tests/license/known_types.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::license {
namespace {

using nlohmann::json;
using test::card_type;
using test::embedded_types;
using test::transport_permit_type;

// What is said of good data with one change.
std::string problem_of_data(const LicenseType& type, const std::string& field, const json& value) {
  json data = type.example;
  data[field] = value;
  const auto checked = type.check_data(data);
  if (checked) return "";
  EXPECT_EQ(checked.error().code, "LICENSE_DATA_INVALID");
  return checked.error().detail;
}

std::string problem_of_data(const json& data) {
  const auto checked = transport_permit_type().check_data(data);
  return checked ? "" : checked.error().detail;
}

TEST(LicenseData, OfEveryExampleIsRight) {
  for (const LicenseType* const type : embedded_types().all())
    EXPECT_THAT(type->check_data(type->example), test::succeeds()) << type->name;
}

TEST(LicenseData, IsNamedByPointerAndRuleNotByValue) {
  EXPECT_EQ(problem_of_data(transport_permit_type(), "经营状态", "不明"),
            "/经营状态: Failed to match against any enum values.");
  EXPECT_EQ(problem_of_data(transport_permit_type(), "统一社会信用代码", "11010519491231002X!"),
            "/统一社会信用代码: does not match the pattern ^[0-9A-HJ-NPQRTUWXY]{18}$");
  EXPECT_EQ(problem_of_data(transport_permit_type(), "业户名称", 5),
            "/业户名称: Value type not permitted by 'type' constraint.");
}

TEST(LicenseData, HasEveryRequiredFieldAndNoOther) {
  json without = transport_permit_type().example;
  without.erase("地址");
  EXPECT_EQ(problem_of_data(without), "/: Missing required property '地址'.");
  EXPECT_THAT(problem_of_data(transport_permit_type(), "备注", "x"), testing::HasSubstr("'备注'"));
  EXPECT_EQ(problem_of_data(json::array()), "/: must be an object");
  EXPECT_EQ(problem_of_data(json()), "/: must be an object");
}

TEST(LicenseData, HasDaysThatExist) {
  const auto dated = [](const json& value) {
    return problem_of_data(transport_permit_type(), "发证日期", value);
  };
  EXPECT_EQ(dated("2028-02-29"), "");
  for (const std::string& day : {std::string("2026-02-29"), std::string("2026-13-01"),
                                 std::string("20260101"), std::string(), std::string(40, '9') + "-01-01"})
    EXPECT_EQ(dated(day), "/发证日期: not a day as YYYY-MM-DD") << day;
  for (const json& value : {json(5), json(), json(true), json::array(), json::object()})
    EXPECT_EQ(dated(value), "/发证日期: must be a text") << value;
}

TEST(LicenseData, HoldsNoFractions) {
  EXPECT_EQ(problem_of_data(transport_permit_type(), "地址", 1.5), "/地址: a fraction; send it as text");
  EXPECT_EQ(problem_of_data(transport_permit_type(), "地址", json{{"a", {1, 2.5}}}),
            "/地址/a/1: a fraction; send it as text");
}

TEST(LicenseData, HoldsOnlyTextThatCanBeShown) {
  for (const std::string text : {"宁夏\t银川", "宁夏银川\x01", "宁夏银川\x7f", "宁夏银川\r",
                                 "宁夏银川\xEF\xBF\xBE", "宁夏银川\xEF\xBF\xBF"})
    EXPECT_EQ(problem_of_data(transport_permit_type(), "地址", text),
              "/地址: holds characters that cannot be shown");
  EXPECT_EQ(problem_of_data(transport_permit_type(), "地址", "宁夏银川\n贺兰县"), "");
}

TEST(LicenseData, KeepsTextsToTheirSize) {
  const auto sized = [](std::size_t size) {
    return problem_of_data(transport_permit_type(), "地址", std::string(size, 'a'));
  };
  const std::string by_schema = "/地址: String should be no more than 120 characters in length.";
  EXPECT_EQ(sized(max_data_text - 1), by_schema);
  EXPECT_EQ(sized(max_data_text), by_schema);
  EXPECT_EQ(sized(max_data_text + 1), "/地址: longer than 4096 bytes");
}

TEST(LicenseData, KeepsPicturesToTheirSize) {
  EXPECT_TRUE(card_type().is_picture("照片"));
  EXPECT_FALSE(card_type().is_picture("姓名"));
  EXPECT_FALSE(card_type().is_picture("不存在"));
  const auto sized = [](std::size_t size) {
    return problem_of_data(card_type(), "照片", std::string(size, 'A'));
  };
  const std::string by_schema = "/照片: String should be no more than 32768 characters in length.";
  EXPECT_EQ(sized(32768), "");
  EXPECT_EQ(sized(max_data_picture), by_schema);
  EXPECT_EQ(sized(max_data_picture + 1), "/照片: longer than 262144 bytes");
}

} // namespace
} // namespace elicense::license
