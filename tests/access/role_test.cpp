// SPDX-License-Identifier: Apache-2.0
#include "access/role.hpp"

namespace elicense::access {
namespace {

TEST(RoleWords, AreReadAsTheyAreWritten) {
  for (const Role role : all_roles)
    EXPECT_EQ(role_from_text(to_text(role)), role);
  EXPECT_FALSE(role_from_text("root"));
  EXPECT_FALSE(role_from_text(""));
}

TEST(RoleWords, AListHasOneSpelling) {
  EXPECT_EQ(to_text(Roles{Role::auditor, Role::holder}), "holder auditor");
  EXPECT_EQ(roles_from_text("holder auditor"), (Roles{Role::auditor, Role::holder}));
  EXPECT_EQ(roles_from_text(""), Roles{});
  EXPECT_FALSE(roles_from_text("holder  auditor"));
  EXPECT_FALSE(roles_from_text("holder,auditor"));
  EXPECT_FALSE(roles_from_text("anonymous"));
}

TEST(RoleWords, TwoPersonsForAdministratorsAndSeals) {
  for (const Role role : all_roles)
    EXPECT_EQ(needs_two_persons(role),
              role == Role::administrator || role == Role::seal_keeper || role == Role::seal_approver);
}

} // namespace
} // namespace elicense::access
