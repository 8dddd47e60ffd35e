// SPDX-License-Identifier: Apache-2.0
// Whether something is a rule, without anything to judge by it.
#include "submission/rule.hpp"
#include "submission/rule_operations.hpp"
#include <optional>

namespace elicense::submission {
namespace {

using nlohmann::json;

Error invalid(const std::string& pointer, const std::string& what) {
  return fail(ErrorKind::invalid, "RULE_INVALID", (pointer.empty() ? "/" : pointer) + ": " + what);
}

class RuleCheck {
 public:
  // What it gives, as far as that can be known before.
  Result<Kind> kind(const json& rule, const std::string& pointer, std::size_t depth = 1) {
    if (depth > max_rule_depth) return invalid(pointer, "too deep");
    if (++values_ > max_rule_values) return invalid(pointer, "too long");
    if (is_operation(rule)) return operation(rule, pointer, depth);
    if (rule.is_array()) return list(rule, pointer, depth);
    return constant(rule, pointer);
  }

 private:
  static Result<Kind> constant(const json& value, const std::string& pointer) {
    const Kind kind = kind_of(value);
    if (kind == Kind::other)
      return invalid(pointer, "neither an operation, nor a text, whole number, truth value or list");
    if (value.is_string() && value.get_ref<const std::string&>().size() > max_rule_text)
      return invalid(pointer, "too long a text");
    return kind;
  }

  Result<Kind> list(const json& elements, const std::string& pointer, std::size_t depth) {
    for (std::size_t i = 0; i < elements.size(); ++i)
      if (auto element = kind(elements[i], pointer + "/" + std::to_string(i), depth + 1); !element)
        return element;
    return Kind::list;
  }

  Result<Kind> operation(const json& rule, const std::string& pointer, std::size_t depth) {
    const auto found = find_operation(rule.begin().key());
    if (found == nullptr) return invalid(pointer, "no such operation");
    const std::string inside = pointer + "/" + std::string(found->name);
    const bool bare = found->name == "var" && rule.front().is_string();
    if (!rule.front().is_array() && !bare) return invalid(inside, "the operands have to be a list");
    const auto operands = operands_of(rule);
    if (operands.size() < found->least || operands.size() > found->most)
      return invalid(inside, "wrong number of operands");
    return found->name == "var" ? variable(operands, inside) : given(*found, operands, inside, depth);
  }

  static Result<Kind> variable(const std::vector<json>& operands, const std::string& pointer) {
    const auto& path = operands.front();
    if (!path.is_string() || path.get_ref<const std::string&>().empty())
      return invalid(pointer, "the path has to be a text");
    for (const json& operand : operands)
      if (auto good = constant(operand, pointer); !good) return good;
    if (operands.size() == 2 && operands.back().is_array())
      return invalid(pointer, "what counts in its place may be no list");
    return Kind::any;
  }

  Result<Kind> given(const Operation& operation, const std::vector<json>& operands,
                     const std::string& pointer, std::size_t depth) {
    std::vector<Kind> kinds;
    for (std::size_t i = 0; i < operands.size(); ++i) {
      const std::string place = pointer + "/" + std::to_string(i);
      auto known = kind(operands[i], place, depth + 1);
      if (!known) return known;
      if (!fits(*known, wanted(operation, i))) return invalid(place, "an operand of the wrong kind");
      kinds.push_back(*known);
    }
    if (operation.name == "plusTime" && !is_span(operands))
      return invalid(pointer, "the span has to be a number, and day, month or year");
    if (operation.name == "in" && !fits(kinds[1], Kind::list) && !fits(kinds[1], Kind::text))
      return invalid(pointer + "/1", "in takes a list or a text");
    if (operation.name == "if") return fits(kinds[1], kinds[2]) ? kinds[1] : Kind::any;
    return operation.gives;
  }

  static Kind wanted(const Operation& operation, std::size_t place) {
    if (place == 0 && operation.name == "if") return Kind::boolean;
    if (place == 0 && operation.name == "plusTime") return Kind::date;
    return operation.takes;
  }

  static bool is_span(const std::vector<json>& operands) {
    const auto& unit = operands[2];
    if (!operands[1].is_number_integer() || (unit != "day" && unit != "month" && unit != "year"))
      return false;
    return std::abs(operands[1].get<std::int64_t>()) <= (unit == "day" ? max_rule_days : max_rule_months);
  }

  std::size_t values_ = 0;
};

void collect(const json& rule, std::set<std::string>& paths) {
  if (is_operation(rule) && rule.begin().key() == "var") {
    paths.insert(operands_of(rule).front().get<std::string>());
    return;
  }
  if (rule.is_structured())
    for (const json& part : rule)
      collect(part, paths);
}

} // namespace

Result<void> check_rule(const json& rule) {
  const auto kind = RuleCheck().kind(rule, "");
  if (!kind) return kind.error();
  return fits(*kind, Kind::boolean) ? Result<void>() : Result<void>(invalid("", "says neither yes nor no"));
}

std::set<std::string> reads_of(const json& rule) {
  std::set<std::string> paths;
  collect(rule, paths);
  return paths;
}

} // namespace elicense::submission
