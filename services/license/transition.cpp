// SPDX-License-Identifier: Apache-2.0
#include "license/transition.hpp"
#include "crypto/split.hpp"
#include "schemas/resources.hpp"
#include <algorithm>

namespace elicense::license {
namespace {

constexpr std::string_view none = "-", refused = "no";
constexpr std::string_view before_states[] = {"transition", "name"};
constexpr std::string_view behind_states[] = {"asked_by",     "approved_by", "reason",
                                              "legal_basis",  "may_wait",    "new_version",
                                              "reaches_back", "verifies_as", "operation"};
constexpr std::string_view answers[] = {"valid", "suspended", "no_longer_valid", "as_before"};
constexpr std::string_view reason_columns[] = {"transition", "reason", "chinese", "english"};

using Columns = std::vector<std::string_view>;

Error bad(std::string_view file, std::size_t line, std::string_view reason) {
  return fail(ErrorKind::invalid, "TRANSITION_TABLE",
              std::string(file) + " line " + std::to_string(line) + ": " + std::string(reason));
}

// Every line that is not a comment, its columns, and where it stands; the first is the header.
struct Line {
  std::size_t number;
  Columns columns;
};
std::vector<Line> lines_of(std::string_view tsv) {
  std::vector<Line> lines;
  std::size_t number = 0;
  for (const std::string_view line : split(tsv, "\n")) {
    ++number;
    if (!line.empty() && line.front() != '#') lines.push_back({number, split(line, "\t")});
  }
  return lines;
}

Columns header_of_transitions() {
  Columns header(std::begin(before_states), std::end(before_states));
  for (const State state : all_states)
    header.push_back(to_text(state));
  header.insert(header.end(), std::begin(behind_states), std::end(behind_states));
  return header;
}

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

// The cells of one row by the name of their column.
class Cells {
 public:
  Cells(const Columns& header, const Columns& row) {
    for (std::size_t i = 0; i < header.size(); ++i)
      cells_.emplace(header[i], row[i]);
  }
  std::string text(std::string_view column) const {
    const std::string_view cell = cells_.at(column);
    return cell == none ? std::string() : std::string(cell);
  }
  bool is_yes(std::string_view column) const { return cells_.at(column) == "yes"; }
  bool has_answer(std::string_view column) const { return is_yes(column) || cells_.at(column) == refused; }

 private:
  std::map<std::string_view, std::string_view> cells_;
};

bool read_states(const Cells& cells, TransitionRule& rule) {
  for (const State from : all_states) {
    const std::string word = cells.text(to_text(from));
    const auto to = state_from_text(word);
    if (!to && word != refused) return false;
    if (to) rule.to.emplace(from, *to);
  }
  return true;
}

std::string_view fault_of(const Cells& cells, const TransitionRule& rule) {
  for (const char* const column : {"reason", "legal_basis", "may_wait", "new_version", "reaches_back"})
    if (!cells.has_answer(column)) return "a cell is yes or no";
  if (rule.to.empty()) return "it leads from no state";
  if (rule.asked_by.empty()) return "nobody may ask for it";
  if (!is_one_of(rule.verifies_as, answers)) return "verifies_as is none of the answers";
  if (rule.may_wait && (rule.reaches_back || rule.new_version))
    return "what reaches back or makes a version does not wait";
  return {};
}

TransitionRule flags_of(const Cells& cells) {
  TransitionRule rule;
  rule.name = cells.text("transition");
  rule.chinese = cells.text("name");
  const std::string roles = cells.text("asked_by");
  for (const std::string_view role : split(roles, " "))
    if (!role.empty()) rule.asked_by.emplace(role);
  rule.approved_by = cells.text("approved_by");
  rule.legal_basis = cells.is_yes("legal_basis");
  rule.may_wait = cells.is_yes("may_wait");
  rule.new_version = cells.is_yes("new_version");
  rule.reaches_back = cells.is_yes("reaches_back");
  rule.verifies_as = cells.text("verifies_as");
  rule.operation = cells.text("operation");
  return rule;
}

struct ReadRule {
  TransitionRule rule;
  bool wants_reason = false;
};

Result<ReadRule> read_rule(const Line& line) {
  constexpr std::string_view file = "transitions.tsv";
  const Columns header = header_of_transitions();
  if (line.columns.size() != header.size()) return bad(file, line.number, "a cell is missing");
  const Cells cells(header, line.columns);
  ReadRule read{flags_of(cells), cells.is_yes("reason")};
  if (!read_states(cells, read.rule)) return bad(file, line.number, "below a state stands a state or no");
  if (const auto fault = fault_of(cells, read.rule); !fault.empty()) return bad(file, line.number, fault);
  return read;
}

Result<std::map<std::string, std::vector<TransitionReason>>> read_reasons(std::string_view tsv) {
  constexpr std::string_view file = "transition-reasons.tsv";
  std::map<std::string, std::vector<TransitionReason>> reasons;
  const auto lines = lines_of(tsv);
  if (lines.empty() || !std::ranges::equal(lines.front().columns, reason_columns))
    return bad(file, 1, "the header is transition, reason, chinese, english");
  for (const Line& line : std::span(lines).subspan(1)) {
    const Columns& row = line.columns;
    if (row.size() != std::size(reason_columns) || std::ranges::count(row, std::string_view()) > 0)
      return bad(file, line.number, "a cell is missing");
    auto& of_transition = reasons[std::string(row[0])];
    if (std::ranges::count(of_transition, row[1], &TransitionReason::code) > 0)
      return bad(file, line.number, "a reason twice");
    of_transition.push_back({std::string(row[1]), std::string(row[2]), std::string(row[3])});
  }
  return reasons;
}

} // namespace

Result<TransitionTable> TransitionTable::parse(std::string_view transitions, std::string_view reasons) {
  auto known = read_reasons(reasons);
  if (!known) return known.error();
  const auto lines = lines_of(transitions);
  if (lines.empty() || lines.front().columns != header_of_transitions())
    return bad("transitions.tsv", 1, "the header names every state and column once, in order");
  TransitionTable table;
  for (const Line& line : std::span(lines).subspan(1)) {
    auto read = read_rule(line);
    if (!read) return read.error();
    TransitionRule& rule = read->rule;
    if (table.find(rule.name) != nullptr) return bad("transitions.tsv", line.number, "a row twice");
    if (const auto found = known->extract(rule.name); !found.empty()) rule.reasons = found.mapped();
    if (read->wants_reason == rule.reasons.empty())
      return bad("transitions.tsv", line.number,
                 "reasons are listed for what needs one, and for nothing else");
    table.rules_.push_back(std::move(rule));
  }
  if (!known->empty()) return bad("transition-reasons.tsv", 0, known->begin()->first + " is no transition");
  return table;
}

Result<TransitionTable> TransitionTable::load() {
  return parse(find_resource("schemas/transitions.tsv").value_or(""),
               find_resource("schemas/transition-reasons.tsv").value_or(""));
}

const TransitionRule* TransitionTable::find(std::string_view name) const {
  const auto found = std::ranges::find(rules_, name, &TransitionRule::name);
  return found == rules_.end() ? nullptr : &*found;
}

} // namespace elicense::license
