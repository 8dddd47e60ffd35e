// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/exemption_rows.hpp"

namespace elicense::store {
namespace {

using submission::Cost;
using submission::CostCount;
using submission::Counted;
using submission::CountedUnder;
using submission::ExemptionCounts;
using submission::ExemptionGroup;
using submission::ExemptionQuery;
using submission::GroupBy;

constexpr std::string_view sums =
    "sum(submissions), sum(asked_for), sum(given), sum(accepted), sum(refused), sum(paper_demanded), "
    "sum(withdrawn)";
constexpr std::string_view in_period = "WHERE tenant = ?1 AND day BETWEEN ?2 AND ?3";

ExemptionCounts counts_from(const Statement& row, int column) {
  return {.submissions = row.integer(column),
          .asked_for = row.integer(column + 1),
          .given = row.integer(column + 2),
          .accepted = row.integer(column + 3),
          .refused = row.integer(column + 4),
          .paper_demanded = row.integer(column + 5),
          .withdrawn = row.integer(column + 6)};
}

void subtract(Connection& connection, const Counted& counted) {
  const auto& [under, counts, costs] = counted;
  Statement(connection,
            "UPDATE exemption_counts SET submissions = submissions - ?, asked_for = asked_for - ?, given = "
            "given - ?, accepted = accepted - ?, refused = refused - ?, paper_demanded = paper_demanded - ?, "
            "withdrawn = withdrawn - ? WHERE tenant = ? AND day = ? AND matter = ? AND authority = ? AND "
            "region = ?",
            counts.submissions, counts.asked_for, counts.given, counts.accepted, counts.refused,
            counts.paper_demanded, counts.withdrawn, under.tenant, under.day, under.matter, under.authority,
            under.region)
      .run();
  for (const auto& [cost, materials] : costs)
    Statement(connection,
              "UPDATE exemption_costs SET materials = materials - ? WHERE tenant = ? AND day = ? AND matter "
              "= ? AND reason = ? AND license_type = ? AND issuer = ?",
              materials, under.tenant, under.day, under.matter, cost.reason, cost.type_code, cost.issuer_code)
        .run();
}

void add(Connection& connection, const Counted& counted) {
  const auto& [under, counts, costs] = counted;
  Statement(connection,
            "INSERT INTO exemption_counts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE "
            "SET submissions = submissions + excluded.submissions, asked_for = asked_for + "
            "excluded.asked_for, given = given + excluded.given, accepted = accepted + excluded.accepted, "
            "refused = refused + excluded.refused, paper_demanded = paper_demanded + "
            "excluded.paper_demanded, withdrawn = withdrawn + excluded.withdrawn",
            under.tenant, under.day, under.matter, under.authority, under.region, counts.submissions,
            counts.asked_for, counts.given, counts.accepted, counts.refused, counts.paper_demanded,
            counts.withdrawn)
      .run();
  for (const auto& [cost, materials] : costs)
    Statement(connection,
              "INSERT INTO exemption_costs VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET materials "
              "= materials + excluded.materials",
              under.tenant, under.day, under.matter, cost.reason, cost.type_code, cost.issuer_code, materials)
        .run();
}

// A column, or what is made of the day. Dates of SQLite: six days back and on to the next Monday is the
// Monday of the week.
std::string_view key_of(GroupBy by) {
  if (by == GroupBy::week) return "date(day, '-6 days', 'weekday 1')";
  if (by == GroupBy::month) return "substr(day, 1, 7)";
  return to_text(by);
}

bool is_period(GroupBy by) {
  return by == GroupBy::day || by == GroupBy::week || by == GroupBy::month;
}

ExemptionCounts total_of(const std::vector<ExemptionGroup>& groups) {
  ExemptionCounts total;
  for (const ExemptionGroup& group : groups)
    total += group.counts;
  return total;
}

std::vector<ExemptionGroup> read_groups(Connection& connection, const ExemptionQuery& query) {
  const std::string key(key_of(query.by));
  const std::string order = is_period(query.by) ? "1" : "sum(asked_for) - sum(given) DESC, 1";
  Statement row(connection,
                "SELECT " + key + ", max(matter), " + std::string(sums) + " FROM exemption_counts " +
                    std::string(in_period) + " GROUP BY 1 ORDER BY " + order,
                query.tenant, query.from, query.to);
  std::vector<ExemptionGroup> groups;
  while (row.next())
    groups.push_back({row.text(0), row.text(1), counts_from(row, 2)});
  return groups;
}

std::vector<CostCount> read_costs(Connection& connection, const ExemptionQuery& query) {
  Statement row(connection,
                "SELECT reason, license_type, issuer, sum(materials) FROM exemption_costs " +
                    std::string(in_period) +
                    " GROUP BY 1, 2, 3 HAVING sum(materials) > 0 ORDER BY 4 DESC, 1, 2, 3 LIMIT ?4",
                query.tenant, query.from, query.to, static_cast<std::int64_t>(submission::max_report_costs));
  std::vector<CostCount> costs;
  while (row.next())
    costs.push_back({{row.text(0), row.text(1), row.text(2)}, row.integer(3)});
  return costs;
}

submission::Costs costs_under(Connection& connection, const CountedUnder& under) {
  Statement row(connection,
                "SELECT reason, license_type, issuer, materials FROM exemption_costs WHERE tenant = ? AND "
                "day = ? AND matter = ? AND materials > 0",
                under.tenant, under.day, under.matter);
  submission::Costs costs;
  while (row.next())
    costs.emplace(Cost{row.text(0), row.text(1), row.text(2)}, row.integer(3));
  return costs;
}

} // namespace

void count_submission(Connection& connection, const std::optional<submission::Submission>& before,
                      const submission::Submission& now) {
  if (before) subtract(connection, submission::counted(*before));
  add(connection, submission::counted(now));
}

submission::ExemptionReport read_exemption_report(Connection& connection, const ExemptionQuery& query) {
  auto groups = read_groups(connection, query);
  const ExemptionCounts total = total_of(groups);
  return {.total = total, .groups = std::move(groups), .costs = read_costs(connection, query)};
}

void each_count(Connection& connection, const std::function<void(const Counted&)>& each) {
  Statement row(connection, "SELECT tenant, day, matter, " + std::string(sums) +
                                " FROM exemption_counts GROUP BY tenant, day, matter");
  while (row.next()) {
    const CountedUnder under{
        .tenant = row.text(0), .day = row.text(1), .matter = row.text(2), .authority = {}, .region = {}};
    each({under, counts_from(row, 3), costs_under(connection, under)});
  }
}

} // namespace elicense::store
