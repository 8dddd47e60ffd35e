// SPDX-License-Identifier: Apache-2.0
#include "submission/matter_table.hpp"
#include "tests/submission/matters.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::submission {
namespace {

using test::fails_with;
using test::succeeds;

const std::string header =
    "matter_code,matter_name,authority_code,authority_name,region,item_code,item_name,applicant,"
    "material_code,material_name,required,condition,licenses\n";

std::string row(const std::string& code, const std::string& rest) {
  return code + ",示例事项,11640000MB999999XM,示例局,640100," + rest + "\n";
}

TEST(MatterTable, BecomesMatters) {
  const auto rows = read_matter_rows(
      header +
          row("a",
              "01,新办,natural_person,,身份证,,,identity-card | 11100000MB0143028R901:许可证编号;有效期至") +
          row("a", "01,新办,natural_person,m2,照片,false,married,") + row("b", "01,新办,both,,证明,,,"),
      {});
  ASSERT_THAT(rows, succeeds());
  ASSERT_EQ(rows->size(), 2U);
  EXPECT_EQ((*rows)[1].row, 3U);
  ASSERT_TRUE((*rows)[0].matter) << (*rows)[0].matter.error().detail;
  const Matter& first = *(*rows)[0].matter;
  ASSERT_EQ(first.items.size(), 1U);
  ASSERT_EQ(first.items[0].materials.size(), 2U);
  const auto& alternatives = first.items[0].materials[0].alternatives;
  ASSERT_EQ(alternatives.size(), 2U);
  EXPECT_EQ(alternatives[0].type_code, test::identity_card);
  EXPECT_EQ(alternatives[1].fields, (std::vector<std::string>{"许可证编号", "有效期至"}));
  EXPECT_FALSE(first.items[0].materials[1].required);
  EXPECT_FALSE(first.items[0].materials[1].condition.is_null());
  EXPECT_EQ(first.items[0].materials[1].code, "m2");
}

TEST(MatterTable, NamesAuthorities) {
  const auto rows = read_matter_rows(header + "a,事项,civil-affairs,,640100,01,新办,both,,证明,,,\n", {});
  ASSERT_THAT(rows, succeeds());
  ASSERT_TRUE((*rows)[0].matter);
  EXPECT_EQ((*rows)[0].matter->authority_name, "示例市民政局");
}

TEST(MatterTable, SaysWhichRowDoesNotFit) {
  const auto why = [](const std::string& second) {
    const auto rows = read_matter_rows(header + row("a", "01,新办,both,,证明,,,") + second, {});
    EXPECT_THAT(rows, succeeds());
    return (*rows)[0].matter ? std::string("fine") : (*rows)[0].matter.error().detail;
  };
  EXPECT_EQ(why(""), "fine");
  EXPECT_EQ(why("a,另一名称,11640000MB999999XM,示例局,640100,01,新办,both,,证明,,,\n"),
            "row 2: name differs");
  EXPECT_EQ(why("a,示例事项,11640000MB999999XM,示例局,640104,01,新办,both,,证明,,,\n"),
            "row 2: region differs");
  EXPECT_EQ(why(row("a", "01,变更,both,,证明,,,")), "row 2: item_name differs");
  EXPECT_EQ(why(row("a", "01,新办,both,,证明,perhaps,,")),
            "/items/0/materials/1/required: true or false is needed");
  EXPECT_EQ(why(row("a", "01,新办,both,,证明,,,nothing")),
            "/items/0/materials/1/licenses/0: no license of this name");
  EXPECT_EQ(why("a,示例事项\n").substr(0, 6), "row 2:");
}

TEST(MatterTable, NeedsItsColumns) {
  EXPECT_THAT(read_matter_table("a,b\n1,2\n"), fails_with("MATTER_FILE"));
  EXPECT_THAT(read_matter_table(""), fails_with("MATTER_FILE"));
  EXPECT_THAT(read_matter_table(header), succeeds());
}

} // namespace
} // namespace elicense::submission
