// SPDX-License-Identifier: Apache-2.0
#include "access/harvest.hpp"
#include "crypto/split.hpp"

#include <algorithm>
#include <charconv>

namespace elicense::access {
namespace {

constexpr HarvestRule all_rules[] = {HarvestRule::missed_subjects, HarvestRule::filler_purposes,
                                     HarvestRule::test_operators};

Error bad(std::string_view line) {
  return fail(ErrorKind::invalid, "HARVEST_RULES", std::string(line));
}

std::optional<HarvestRule> harvest_rule_from_text(std::string_view text) {
  for (const HarvestRule rule : all_rules)
    if (to_text(rule) == text) return rule;
  return std::nullopt;
}

std::optional<std::uint32_t> number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value == 0) return std::nullopt;
  return value;
}

Result<void> read_word(HarvestRules& rules, std::string_view line,
                       const std::vector<std::string_view>& columns) {
  if (columns.size() != 3 || columns[2].empty()) return bad(line);
  if (columns[1] == "purpose") {
    rules.filler_purposes.emplace(columns[2]);
  } else if (columns[1] == "operator") {
    rules.test_operators.emplace(columns[2]);
  } else {
    return bad(line);
  }
  return {};
}

Result<void> read_rule(HarvestRules& rules, std::string_view line,
                       const std::vector<std::string_view>& columns) {
  const auto rule = harvest_rule_from_text(columns[0]);
  if (!rule || columns.size() != 4) return bad(line);
  const auto window = number(columns[1]), slowed = number(columns[2]), refused = number(columns[3]);
  if (!window || !slowed || !refused || *slowed > *refused) return bad(line);
  rules.thresholds[*rule] = {std::chrono::seconds(*window), *slowed, *refused};
  return {};
}

// Bytes of the first UTF-8 character.
std::size_t first_character(std::string_view text) {
  std::size_t size = 1;
  while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xc0U) == 0x80)
    ++size;
  return size;
}

bool is_one_character_repeated(std::string_view text) {
  const std::string_view first = text.substr(0, first_character(text));
  for (std::size_t at = 0; at < text.size(); at += first.size())
    if (text.substr(at, first.size()) != first) return false;
  return true;
}

std::string folded(std::string_view text) { // without blanks at its ends, in small letters
  while (!text.empty() && text.front() == ' ')
    text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ')
    text.remove_suffix(1);
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

} // namespace

std::string_view to_text(HarvestRule rule) {
  switch (rule) {
  case HarvestRule::missed_subjects:
    return "missed_subjects";
  case HarvestRule::filler_purposes:
    return "filler_purposes";
  case HarvestRule::test_operators:
    return "test_operators";
  }
  return {};
}

Result<HarvestRules> HarvestRules::parse(std::string_view tsv) {
  HarvestRules rules;
  for (const std::string_view line : split(tsv, "\n")) {
    if (line.empty() || line.front() == '#') continue;
    const auto columns = split(line, "\t");
    const auto read =
        columns[0] == "word" ? read_word(rules, line, columns) : read_rule(rules, line, columns);
    if (!read) return read.error();
  }
  if (rules.thresholds.size() != std::size(all_rules)) return bad("a rule is missing");
  return rules;
}

bool is_filler(std::string_view purpose, const HarvestRules& rules) {
  const std::string text = folded(purpose);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return text.empty() || is_one_character_repeated(text) || std::ranges::all_of(text, is_digit) ||
         rules.filler_purposes.contains(text);
}

bool is_test_operator(std::string_view name, const HarvestRules& rules) {
  const std::string text = folded(name);
  return text.empty() || rules.test_operators.contains(text);
}

} // namespace elicense::access
