// SPDX-License-Identifier: Apache-2.0
#include "stock/mapping.hpp"
#include "tests/stock/stock_files.hpp"

namespace elicense::stock {
namespace {

std::vector<std::string> all_fields() {
  return card().fields();
}

TEST(Mapping, BindsEqualNamesAndTheColumnsOfStock) {
  const auto targets = bind_columns({"姓名", "扫描件", "原证照编号", "原发证日期"}, {}, card()).value();
  EXPECT_EQ(targets[0].role, Role::field);
  EXPECT_EQ(targets[0].field, "姓名");
  EXPECT_EQ(targets[1].role, Role::attachments);
  EXPECT_EQ(targets[2].role, Role::former_number);
  EXPECT_EQ(targets[3].role, Role::former_date);
}

TEST(Mapping, FileNamesWhatDiffers) {
  const auto mapping =
      parse_mapping(R"({"fields": {"名字": "姓名"}, "ignored": ["序号", "备注"], "attachments": "附件",
    "former_number": "旧证号", "former_date": "旧日期"})",
                    card())
          .value();
  const auto targets =
      bind_columns({"序号", "名字", "附件", "旧证号", "旧日期", "备注"}, mapping, card()).value();
  EXPECT_EQ(targets[0].role, Role::ignored);
  EXPECT_EQ(targets[1].field, "姓名");
  EXPECT_EQ(targets[2].role, Role::attachments);
  EXPECT_EQ(targets[3].role, Role::former_number);
  EXPECT_EQ(targets[4].role, Role::former_date);
  EXPECT_EQ(targets[5].role, Role::ignored);
  EXPECT_THAT(bind_columns({"扫描件"}, mapping, card()), test::fails_with("STOCK_COLUMNS"));
}

TEST(Mapping, RefusesColumnsThatAreNothingOrTwice) {
  EXPECT_THAT(bind_columns({"姓名", "不知道"}, {}, card()), test::fails_with("STOCK_COLUMNS"));
  Mapping mapping;
  mapping.fields["名字"] = "姓名";
  EXPECT_THAT(bind_columns({"姓名", "名字"}, mapping, card()), test::fails_with("STOCK_COLUMNS"));
}

TEST(Mapping, HeaderNeedsAColumnForEveryRequiredField) {
  EXPECT_THAT(check_header(all_fields(), {}, card()), test::succeeds());
  auto fields = all_fields();
  fields.pop_back();
  const auto checked = check_header(fields, {}, card());
  EXPECT_THAT(checked, test::fails_with("STOCK_COLUMNS"));
  EXPECT_THAT(checked.error().detail, testing::HasSubstr(all_fields().back()));
  EXPECT_THAT(bind_columns(fields, {}, card()), test::succeeds()) << "a row of NDJSON may leave it out";
}

TEST(Mapping, RefusesFilesThatAreNone) {
  for (const char* text : {"[]", R"({"other": 1})", R"({"fields": []})", R"({"fields": {"a": "没有"}})",
                           R"({"fields": {"a": 1}})", R"({"ignored": "a"})", R"({"ignored": [1]})",
                           R"({"attachments": 1})", R"({"former_number": null})", R"({"former_date": {}})"})
    EXPECT_THAT(parse_mapping(text, card()), test::fails_with("STOCK_MAPPING")) << text;
  EXPECT_THAT(parse_mapping("{", card()), test::fails_with("JSON_MALFORMED"));
  const std::string ignored = R"({"ignored": [")" + std::string(max_mapping_size, 'x') + "\"]}";
  EXPECT_THAT(parse_mapping(ignored, card()), test::fails_with("JSON_TOO_LARGE"));
}

} // namespace
} // namespace elicense::stock
