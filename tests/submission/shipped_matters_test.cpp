// SPDX-License-Identifier: Apache-2.0
// Every shipped matter uses license types, fields and rules that are there.
#include "schemas/resources.hpp"
#include "submission/matter_check.hpp"
#include "submission/matter_directory.hpp"
#include "submission/rule.hpp"
#include "tests/submission/matters.hpp"

namespace elicense::submission {
namespace {

TEST(ShippedMatters, AreThereAndRight) {
  const auto directory = MatterDirectory::load();
  ASSERT_TRUE(directory) << directory.error().detail;
  EXPECT_GE(directory->all().size(), 60U);
  for (const Matter* const matter : directory->all()) {
    EXPECT_EQ(matter->version, 1);
    EXPECT_EQ(matter->code.size(), 31U) << matter->code; // 实施编码
    for (const MatterFinding& finding : check_matter(*matter, nullptr, test::embedded_types()))
      ADD_FAILURE() << matter->name << " " << finding.rule << " " << finding.place;
  }
}

TEST(ShippedMatters, MostMaterialsHaveALicense) {
  std::size_t all = 0, linked = 0;
  const auto directory = MatterDirectory::load().value();
  for (const Matter* const matter : directory.all())
    for (const Item& item : matter->items)
      for (const Material& material : item.materials) {
        ++all;
        linked += !material.alternatives.empty();
      }
  EXPECT_GT(linked * 5, all * 3);
  EXPECT_LT(linked, all);
}

TEST(ShippedMatters, FollowTheAuthorityOfTheOperator) {
  const std::string other = "11640100MB9999001";
  const auto directory = MatterDirectory::load({other, "别处"});
  ASSERT_FALSE(directory); // no right credit code
  EXPECT_EQ(directory.error().code, "MATTER_INVALID");
}

TEST(ShippedMatters, EveryNameIsRight) {
  const auto words = nlohmann::json::parse(find_resource("schemas/matter-words.json").value());
  for (const auto& [name, rule] : words["rules"].items())
    EXPECT_TRUE(check_rule(rule["logic"])) << name;
}

} // namespace
} // namespace elicense::submission
