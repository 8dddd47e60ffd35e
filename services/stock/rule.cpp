// SPDX-License-Identifier: Apache-2.0
#include "stock/rule.hpp"
#include "crypto/split.hpp"
#include "schemas/resources.hpp"
#include "stock/text.hpp"
#include <algorithm>
#include <stdexcept>

namespace elicense::stock {
namespace {

constexpr std::size_t column_count = 6;

Grade read_grade(std::string_view text) {
  if (text == "B") return Grade::b;
  if (text == "C") return Grade::c;
  throw std::logic_error("stock-rules.tsv: a grade is B or C");
}

std::vector<Rule> read_rules(std::string_view table) {
  std::vector<Rule> rules;
  bool header_read = false;
  for (const std::string_view line : split(table, "\n")) {
    if (line.empty() || line.front() == '#') continue;
    const auto cells = split(line, "\t");
    if (cells.size() != column_count) throw std::logic_error("stock-rules.tsv: six columns are needed");
    if (header_read)
      rules.push_back({cells[0], read_grade(cells[1]), cells[2], cells[3], cells[4], cells[5]});
    header_read = true;
  }
  return rules;
}

} // namespace

std::string_view to_text(Grade grade) {
  constexpr std::string_view names[] = {"A", "B", "C"};
  return names[static_cast<std::size_t>(grade)];
}

std::span<const Rule> rules() {
  static const std::vector<Rule> all = read_rules(find_resource("schemas/stock-rules.tsv").value());
  return all;
}

const Rule* find_rule(std::string_view id) {
  const auto found = std::ranges::find(rules(), id, &Rule::id);
  return found == rules().end() ? nullptr : &*found;
}

const Rule& rule(std::string_view id) {
  const Rule* const found = find_rule(id);
  if (found == nullptr) throw std::out_of_range("stock-rules.tsv holds no rule " + std::string(id));
  return *found;
}

} // namespace elicense::stock
