// SPDX-License-Identifier: Apache-2.0
// The fields' own rules say what check_data() says.
#include "license/field_rules.hpp"
#include "tests/license/known_types.hpp"
#include "tests/license/type_sources.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::license {
namespace {

using nlohmann::json;
using test::card_type;

std::optional<FieldFault> fault_of(const char* field, const std::string& text) {
  return field_rules(card_type()).find(field)->fault(text);
}

TEST(FieldRules, NameEveryFault) {
  EXPECT_EQ(fault_of("姓名", "张三"), std::nullopt);
  EXPECT_EQ(fault_of("姓名", "张"), FieldFault::too_short);
  EXPECT_EQ(fault_of("姓名", std::string(31, 'a')), FieldFault::too_long);
  EXPECT_EQ(fault_of("姓名", "张\x01"), FieldFault::not_printable);
  EXPECT_EQ(fault_of("公民身份号码", "x"), FieldFault::pattern);
  EXPECT_EQ(fault_of("性别", "无"), FieldFault::not_listed);
  EXPECT_EQ(fault_of("出生日期", "2026-02-29"), FieldFault::not_a_day);
  EXPECT_EQ(fault_of("照片", std::string(max_data_picture + 1, 'x')), FieldFault::too_long);
  EXPECT_EQ(fault_of("住址", std::string(max_data_text + 1, 'x')), FieldFault::too_long);
  EXPECT_EQ(field_rules(card_type()).find("没有"), nullptr);
}

TEST(FieldRules, AreCompleteForEveryTypeWithoutLists) {
  for (const LicenseType* type : test::embedded_types().all()) {
    const FieldRules rules = field_rules(*type);
    EXPECT_EQ(rules.complete, std::ranges::none_of(rules.fields, &FieldRule::is_list)) << type->name;
  }
}

// Every field of a type of each sort, with values that are wrong and values that are right.
TEST(FieldRules, AgreeWithCheckData) {
  const std::string values[] = {"",      "甲", "2026-02-29", "2026-02-28", "长期", std::string(201, 'x'),
                                "张\t三"};
  for (const LicenseType* type : test::various_types())
    for (const FieldRule& rule : field_rules(*type).fields)
      for (const std::string& value : values) {
        json data = type->example;
        data[rule.name] = rule.value(value);
        EXPECT_EQ(!rule.fault(value), type->check_data(data).has_value()) << type->name << rule.name << value;
      }
}

TEST(FieldRules, KnowWhatIsRequired) {
  for (const LicenseType* type : test::various_types())
    for (const FieldRule& rule : field_rules(*type).fields) {
      json data = type->example;
      data.erase(rule.name);
      EXPECT_EQ(rule.required, !type->check_data(data).has_value()) << type->name << rule.name;
    }
}

TEST(FieldRules, AreNotCompleteWhereTheSchemaSaysMore) {
  const auto is_complete = [](const char* pointer, const json& value) {
    LicenseType type = card_type();
    type.schema[json::json_pointer(pointer)] = value;
    return field_rules(type).complete;
  };
  EXPECT_TRUE(is_complete("/properties/民族/maxLength", 11));
  EXPECT_FALSE(is_complete("/properties/民族/not", {{"enum", {"回"}}}));
  EXPECT_FALSE(is_complete("/properties/民族/type", "integer"));
  EXPECT_FALSE(is_complete("/properties/民族/format", "email"));
  EXPECT_FALSE(is_complete("/properties/民族", true));
  EXPECT_FALSE(is_complete("/additionalProperties", true));
  EXPECT_FALSE(is_complete("/if", {{"required", {"民族"}}}));
}

TEST(FieldRules, AListIsOneTextWithCommasBetween) {
  const FieldRules rules = field_rules(*test::embedded_types().find("11100000MB03271699001")); // 不动产权证书
  const FieldRule& rule = *rules.find("共有人");
  EXPECT_TRUE(rule.is_list);
  EXPECT_FALSE(rules.complete); // how many it may have is said by the schema
  EXPECT_EQ(rule.value("张三、李四"), (nlohmann::json{"张三", "李四"}));
  EXPECT_EQ(one_text({"张三", "李四"}), "张三、李四");
  EXPECT_EQ(one_text("张三"), "张三");
  EXPECT_EQ(rule.fault("张三、李四"), std::nullopt);
  EXPECT_EQ(rule.fault("张三、李"), FieldFault::too_short);
}

} // namespace
} // namespace elicense::license
