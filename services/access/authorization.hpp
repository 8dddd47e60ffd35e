// SPDX-License-Identifier: Apache-2.0
// Who may do what: schemas/authorization.tsv, endpoint × relation × role. A cell that is missing is an error.
#pragma once
#include "access/caller.hpp"
#include "crypto/result.hpp"
#include <functional>
#include <map>
#include <vector>

namespace elicense::access {

enum class Relation {
  none,         // the endpoint is about no object
  own,          // of the caller's authority, or of the holder who asks
  others,       // of the caller's authority, but not the caller's or outside its scopes
  other_tenant, // of another authority
  absent,       // there is no such object
};
std::string_view to_text(Relation relation);

enum class Rule {
  allow,
  mask, // allowed, personal data masked
  none, // this role gives no right
  deny, // forbidden, whatever other roles give
};

enum class Decision { allow, mask, refuse };

class AuthorizationTable {
 public:
  // The header names every role; an endpoint has either one row, `none`, or the four others.
  // AUTHORIZATION_TABLE with line and reason
  static Result<AuthorizationTable> parse(std::string_view tsv);

  std::vector<std::string> endpoints() const;
  bool has_objects(std::string_view endpoint) const; // false: its one relation is `none`
  Rule rule(std::string_view endpoint, Relation relation, Role role) const;

  // deny before allow before mask; no right at all is a refusal.
  Decision decide(std::string_view endpoint, Relation relation, const Roles& roles) const;
  // Whether the object has no part in it: then it need not be looked for.
  bool always_refuses(std::string_view endpoint, const Roles& roles) const;
  bool is_public(std::string_view endpoint) const; // everybody is allowed everything

 private:
  Result<void> add_row(std::size_t line, const std::vector<std::string_view>& columns,
                       const std::vector<Role>& roles);
  using Cells = std::map<Role, Rule>;
  std::map<std::string, std::map<Relation, Cells>, std::less<>> endpoints_;
};

} // namespace elicense::access
