// SPDX-License-Identifier: Apache-2.0
#include "access/role.hpp"

#include "access/words.hpp"

namespace elicense::access {

std::string_view to_text(Role role) {
  switch (role) {
  case Role::anonymous:
    return "anonymous";
  case Role::holder:
    return "holder";
  case Role::agent:
    return "agent";
  case Role::window_clerk:
    return "window_clerk";
  case Role::issuer_clerk:
    return "issuer_clerk";
  case Role::issuer_approver:
    return "issuer_approver";
  case Role::seal_keeper:
    return "seal_keeper";
  case Role::seal_approver:
    return "seal_approver";
  case Role::integrator:
    return "integrator";
  case Role::auditor:
    return "auditor";
  case Role::administrator:
    return "administrator";
  }
  return {};
}

std::optional<Role> role_from_text(std::string_view text) {
  for (const Role role : all_roles)
    if (to_text(role) == text) return role;
  return std::nullopt;
}

bool needs_two_persons(Role role) {
  return role == Role::administrator || role == Role::seal_keeper || role == Role::seal_approver;
}

std::string to_text(const Roles& roles) {
  std::string text;
  for (const Role role : roles)
    text += (text.empty() ? "" : " ") + std::string(to_text(role));
  return text;
}

std::optional<Roles> roles_from_text(std::string_view text) {
  Roles roles;
  for (const std::string_view word : words_of(text)) {
    const auto role = role_from_text(word);
    if (!role || *role == Role::anonymous) return std::nullopt;
    roles.insert(*role);
  }
  return roles;
}

} // namespace elicense::access
