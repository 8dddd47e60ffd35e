// SPDX-License-Identifier: Apache-2.0
// Who asks, as far as it was proved.
#pragma once
#include "access/party.hpp"

namespace elicense::access {

enum class Scheme {
  none,
  signature,
  certificate,
  token,
  session,
  secret, // shown as it is, which the façades alone take
};
std::string_view to_text(Scheme scheme);

struct Caller {
  Scheme scheme = Scheme::none;
  std::string party;  // empty for anonymous callers and holders
  std::string key_id; // of the credential that was proved; empty for sessions
  std::string tenant; // authority the party belongs to
  HolderCode holder;  // empty for others
  Roles roles = {Role::anonymous};
  Scopes scopes;

  bool is_anonymous() const { return scheme == Scheme::none; }
  bool has(Role role) const { return roles.contains(role); }
  // Its own, or one that a scope names.
  bool counts_as_own(std::string_view authority) const {
    return !tenant.empty() && (tenant == authority || scopes.allow(ScopeKind::authority, authority));
  }
};

} // namespace elicense::access
