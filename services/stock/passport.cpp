// SPDX-License-Identifier: Apache-2.0
#include "stock/passport.hpp"
#include <algorithm>
#include <numeric>
#include <set>

namespace elicense::stock {
namespace {

using nlohmann::json;

constexpr std::array all_grades{Grade::a, Grade::b, Grade::c};

Error unreadable(const std::string& detail) {
  return fail(ErrorKind::malformed, "STOCK_PASSPORT", detail);
}

json to_json(const Rule& rule, const Passport::Tally& tally) {
  return {{"id", rule.id},
          {"grade", to_text(rule.grade)},
          {"rows", tally.rows},
          {"first_rows", tally.first_rows},
          {"sentence", {{"zh", rule.chinese}, {"en", rule.english}}},
          {"next_step", {{"zh", rule.next_step_chinese}, {"en", rule.next_step_english}}}};
}

Passport::Tally read_tally(const json& object) {
  return {object.at("rows"), object.at("first_rows")};
}

} // namespace

void Passport::add(const Assessment& assessment) {
  ++grades_[static_cast<std::size_t>(assessment.grade)];
  std::set<std::string_view> spoken;
  for (const Finding& finding : assessment.findings) {
    if (!spoken.insert(finding.rule).second) continue;
    Tally& tally = rules_[std::string(finding.rule)];
    ++tally.rows;
    if (tally.first_rows.size() < first_rows_kept) tally.first_rows.push_back(assessment.row);
  }
}

std::uint64_t Passport::rows() const {
  return std::accumulate(grades_.begin(), grades_.end(), std::uint64_t{0});
}

json Passport::to_json() const {
  json grades = json::object();
  for (const Grade grade : all_grades)
    grades[std::string(to_text(grade))] = rows_of(grade);
  std::vector<std::pair<const Rule*, const Tally*>> found;
  for (const auto& [id, tally] : rules_)
    found.emplace_back(&rule(id), &tally);
  std::ranges::stable_sort(found, [](const auto& a, const auto& b) {
    return std::pair(a.first->grade, a.second->rows) > std::pair(b.first->grade, b.second->rows);
  });
  json list = json::array();
  for (const auto& [found_rule, tally] : found)
    list.push_back(stock::to_json(*found_rule, *tally));
  return {{"rows", rows()}, {"grades", grades}, {"rules", list}};
}

Result<Passport> Passport::from_json(const json& object) try {
  Passport passport;
  for (const Grade grade : all_grades)
    passport.grades_[static_cast<std::size_t>(grade)] = object.at("grades").at(std::string(to_text(grade)));
  for (const json& each : object.at("rules")) {
    const std::string id = each.at("id");
    if (find_rule(id) == nullptr) return unreadable("no rule " + id);
    passport.rules_[id] = read_tally(each);
  }
  return passport;
} catch (const json::exception& error) {
  return unreadable(error.what());
}

} // namespace elicense::stock
