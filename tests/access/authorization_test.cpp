// SPDX-License-Identifier: Apache-2.0
#include "access/authorization.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::access {
namespace {

using test::fails_with;

std::string header() {
  std::string line = "endpoint\trelation";
  for (const Role role : all_roles)
    line += "\t" + std::string(to_text(role));
  return line + "\n";
}

std::string row(const std::string& start, const std::string& others,
                const std::map<Role, std::string>& given = {}) {
  std::string line = start;
  for (const Role role : all_roles)
    line += "\t" + (given.contains(role) ? given.at(role) : others);
  return line + "\n";
}

std::string thing() {
  return row("thing\town", "none",
             {{Role::holder, "allow"}, {Role::window_clerk, "mask"}, {Role::auditor, "deny"}}) +
         row("thing\tothers", "none", {{Role::window_clerk, "mask"}}) + row("thing\tother_tenant", "none") +
         row("thing\tabsent", "none", {{Role::holder, "allow"}});
}

TEST(AuthorizationTable, DecidesByTheRolesHeld) {
  const auto table =
      AuthorizationTable::parse("# a remark\n" + header() + "\n" + thing() + row("open\tnone", "allow"))
          .value();
  const auto own = [&](Roles roles) { return table.decide("thing", Relation::own, roles); };
  EXPECT_EQ(own({Role::holder}), Decision::allow);
  EXPECT_EQ(own({Role::window_clerk}), Decision::mask);
  EXPECT_EQ(own({Role::holder, Role::window_clerk}), Decision::allow);
  EXPECT_EQ(own({Role::holder, Role::auditor}), Decision::refuse) << "deny wins";
  EXPECT_EQ(own({Role::integrator}), Decision::refuse);
  EXPECT_EQ(own({}), Decision::refuse);
  EXPECT_EQ(table.decide("thing", Relation::absent, {Role::holder}), Decision::allow);
  EXPECT_TRUE(table.always_refuses("thing", {Role::integrator}));
  EXPECT_FALSE(table.always_refuses("thing", {Role::window_clerk}));
  EXPECT_TRUE(table.has_objects("thing"));
  EXPECT_FALSE(table.has_objects("open"));
  EXPECT_TRUE(table.is_public("open"));
  EXPECT_FALSE(table.is_public("thing"));
  EXPECT_EQ(table.rule("thing", Relation::own, Role::auditor), Rule::deny);
  EXPECT_EQ(table.endpoints(), (std::vector<std::string>{"open", "thing"}));
}

TEST(AuthorizationTable, AMissingCellIsNoTable) {
  const std::string good = header() + thing();
  ASSERT_TRUE(AuthorizationTable::parse(good));
  for (const auto& [from, to] : {std::pair<std::string, std::string>{"\tholder\t", "\t"},
                                 {"\tholder\t", "\tauditor\t"},
                                 {"\tholder\t", "\troot\t"},
                                 {"\tmask\t", "\t\t"},
                                 {"\tmask\t", "\t"},
                                 {"\tmask\t", "\tyes\t"},
                                 {"thing\tothers", "thing\tstrange"},
                                 {"thing\tothers", "thing\town"},
                                 {"thing\tothers", "thing\tnone"},
                                 {"thing\tothers", "thang\tothers"},
                                 {"thing\town\t", "thing\town\tnone\t"}}) {
    std::string bad = good;
    bad.replace(bad.find(from), from.size(), to);
    EXPECT_THAT(AuthorizationTable::parse(bad), fails_with("AUTHORIZATION_TABLE")) << from << " -> " << to;
  }
}

} // namespace
} // namespace elicense::access
