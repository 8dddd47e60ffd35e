// SPDX-License-Identifier: Apache-2.0
// What somebody may be here. The words are those of schemas/authorization.tsv and of the API.
#pragma once
#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace elicense::access {

enum class Role {
  anonymous, // who shows nothing: an anonymous verifier
  holder,
  agent,
  window_clerk,
  issuer_clerk,
  issuer_approver,
  seal_keeper,
  seal_approver,
  integrator,
  auditor,
  administrator,
};
inline constexpr std::array all_roles = {Role::anonymous,    Role::holder,        Role::agent,
                                         Role::window_clerk, Role::issuer_clerk,  Role::issuer_approver,
                                         Role::seal_keeper,  Role::seal_approver, Role::integrator,
                                         Role::auditor,      Role::administrator};

std::string_view to_text(Role role); // "seal_keeper"
std::optional<Role> role_from_text(std::string_view text);
bool needs_two_persons(Role role); // granted and revoked by two: administrator and the roles of seals

using Roles = std::set<Role>;
std::string to_text(const Roles& roles);                     // "auditor integrator", in the order above
std::optional<Roles> roles_from_text(std::string_view text); // the same; anonymous is nobody's

} // namespace elicense::access
