// SPDX-License-Identifier: Apache-2.0
#include "access/authorization.hpp"

#include "crypto/split.hpp"

namespace elicense::access {
namespace {

constexpr std::size_t object_relations = 4; // own, others, other_tenant, absent

std::optional<Relation> relation_from_text(std::string_view text) {
  for (const Relation relation :
       {Relation::none, Relation::own, Relation::others, Relation::other_tenant, Relation::absent})
    if (to_text(relation) == text) return relation;
  return std::nullopt;
}

std::optional<Rule> cell_from_text(std::string_view text) {
  static constexpr std::pair<std::string_view, Rule> rules[] = {
      {"allow", Rule::allow}, {"mask", Rule::mask}, {"none", Rule::none}, {"deny", Rule::deny}};
  for (const auto& [word, rule] : rules)
    if (word == text) return rule;
  return std::nullopt;
}

Error bad(std::size_t line, std::string_view reason) {
  return fail(ErrorKind::invalid, "AUTHORIZATION_TABLE",
              "line " + std::to_string(line) + ": " + std::string(reason));
}

// The columns after endpoint and relation.
Result<std::vector<Role>> read_header(std::size_t line, const std::vector<std::string_view>& columns) {
  std::vector<Role> roles;
  for (std::size_t i = 2; i < columns.size(); ++i) {
    const auto role = role_from_text(columns[i]);
    if (!role) return bad(line, "a column is no role");
    roles.push_back(*role);
  }
  if (columns.size() < 2 || roles.size() != all_roles.size() ||
      std::set<Role>(roles.begin(), roles.end()).size() != roles.size())
    return bad(line, "the header names endpoint, relation and every role once");
  return roles;
}

} // namespace

std::string_view to_text(Relation relation) {
  switch (relation) {
  case Relation::none:
    return "none";
  case Relation::own:
    return "own";
  case Relation::others:
    return "others";
  case Relation::other_tenant:
    return "other_tenant";
  case Relation::absent:
    return "absent";
  }
  return {};
}

Result<void> AuthorizationTable::add_row(std::size_t line, const std::vector<std::string_view>& columns,
                                         const std::vector<Role>& roles) {
  const auto relation = columns.size() > 1 ? relation_from_text(columns[1]) : std::nullopt;
  if (!relation || columns.size() != roles.size() + 2) return bad(line, "a cell is missing");
  Cells cells;
  for (std::size_t i = 0; i < roles.size(); ++i) {
    const auto rule = cell_from_text(columns[i + 2]);
    if (!rule) return bad(line, "a cell is allow, mask, none or deny");
    cells.emplace(roles[i], *rule);
  }
  if (endpoints_[std::string(columns[0])].emplace(*relation, std::move(cells)).second) return {};
  return bad(line, "a row twice");
}

Result<AuthorizationTable> AuthorizationTable::parse(std::string_view tsv) {
  AuthorizationTable table;
  std::vector<Role> roles;
  std::size_t number = 0;
  for (const std::string_view line : split(tsv, "\n")) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const auto columns = split(line, "\t");
    if (roles.empty()) {
      auto header = read_header(number, columns);
      if (!header) return header.error();
      roles = *std::move(header);
    } else if (auto added = table.add_row(number, columns, roles); !added) {
      return added.error();
    }
  }
  for (const auto& [name, rows] : table.endpoints_)
    if (rows.contains(Relation::none) ? rows.size() != 1 : rows.size() != object_relations)
      return bad(number, name + " has neither one row nor four");
  return table;
}

std::vector<std::string> AuthorizationTable::endpoints() const {
  std::vector<std::string> names;
  for (const auto& [name, rows] : endpoints_)
    names.push_back(name);
  return names;
}

bool AuthorizationTable::has_objects(std::string_view endpoint) const {
  return !endpoints_.find(endpoint)->second.contains(Relation::none);
}

Rule AuthorizationTable::rule(std::string_view endpoint, Relation relation, Role role) const {
  return endpoints_.find(endpoint)->second.at(relation).at(role);
}

Decision AuthorizationTable::decide(std::string_view endpoint, Relation relation, const Roles& roles) const {
  std::set<Rule> rules;
  for (const Role role : roles)
    rules.insert(rule(endpoint, relation, role));
  if (rules.contains(Rule::deny)) return Decision::refuse;
  if (rules.contains(Rule::allow)) return Decision::allow;
  return rules.contains(Rule::mask) ? Decision::mask : Decision::refuse;
}

bool AuthorizationTable::always_refuses(std::string_view endpoint, const Roles& roles) const {
  for (const auto& [relation, cells] : endpoints_.find(endpoint)->second)
    if (decide(endpoint, relation, roles) != Decision::refuse) return false;
  return true;
}

bool AuthorizationTable::is_public(std::string_view endpoint) const {
  for (const auto& [relation, cells] : endpoints_.find(endpoint)->second)
    for (const auto& [role, rule] : cells)
      if (rule != Rule::allow) return false;
  return true;
}

} // namespace elicense::access
