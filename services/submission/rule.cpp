// SPDX-License-Identifier: Apache-2.0
#include "submission/rule.hpp"
#include "crypto/time.hpp"
#include "submission/rule_operations.hpp"
#include <algorithm>

namespace elicense::submission {
namespace {

using nlohmann::json;

Result<json> given(json value) {
  return {boost::system::in_place_value, std::move(value)}; // json converts to too much to be returned bare
}

Error wrong_kind(std::string_view operation) {
  return fail(ErrorKind::invalid, "RULE_TYPE", std::string(operation));
}

// Null: it leads to nothing.
const json* at(const json& context, std::string_view path) {
  const json* place = &context;
  while (!path.empty()) {
    const std::size_t dot = std::min(path.find('.'), path.size());
    if (!place->is_object()) return nullptr;
    const auto member = place->find(std::string(path.substr(0, dot)));
    if (member == place->end()) return nullptr;
    place = &*member;
    path.remove_prefix(std::min(dot + 1, path.size()));
  }
  return place->is_null() ? nullptr : place;
}

std::string moved(const std::string& date, std::int64_t count, std::string_view unit) {
  using namespace std::chrono;
  constexpr hours china{8};
  const sys_days day = floor<days>(from_date(date).value() + china);
  const year_month_day calendar(day);
  // A 30th of February is the 1st or 2nd of March, as in CertLogic.
  const sys_days then = unit == "day"     ? day + days(count)
                        : unit == "month" ? sys_days(calendar + months(count))
                                          : sys_days(calendar + years(count));
  return to_china_date(Time(then) - china);
}

template <class Value> bool compare(std::string_view operation, const Value& one, const Value& other) {
  if (operation == "<" || operation == "before") return one < other;
  if (operation == "<=" || operation == "not-after") return one <= other;
  if (operation == ">" || operation == "after") return one > other;
  return one >= other;
}

class Evaluation {
 public:
  explicit Evaluation(const json& context) : context_(context) {}

  Result<json> value(const json& rule) const {
    if (is_operation(rule)) return perform(rule.begin().key(), operands_of(rule));
    if (!rule.is_array()) return given(rule);
    const auto elements = values(rule.get<std::vector<json>>());
    return elements ? given(*elements) : Result<json>(elements.error());
  }

  Result<bool> truth(const json& rule, std::string_view operation) const {
    const auto found = value(rule);
    if (!found) return found.error();
    return found->is_boolean() ? Result<bool>(found->get<bool>()) : Result<bool>(wrong_kind(operation));
  }

 private:
  using Values = std::vector<json>;

  Result<json> perform(const std::string& name, const Values& operands) const {
    if (name == "var") return variable(operands);
    if (name == "if") {
      const auto condition = truth(operands[0], name);
      return condition ? value(operands[*condition ? 1 : 2]) : Result<json>(condition.error());
    }
    if (name == "and" || name == "or") return joined(name, operands);
    const auto evaluated = values(operands);
    if (!evaluated) return evaluated.error();
    const Operation& operation = *find_operation(name);
    for (std::size_t i = 0; i < evaluated->size(); ++i)
      if (const Kind wanted = name == "plusTime" && i == 0 ? Kind::date : operation.takes;
          !fits(kind_of((*evaluated)[i]), wanted))
        return wrong_kind(name);
    return of_values(operation, *evaluated);
  }

  // From left to right, and no further than needed.
  Result<json> joined(const std::string& name, const Values& operands) const {
    const bool decides = name == "or";
    for (const json& operand : operands) {
      const auto found = truth(operand, name);
      if (!found) return found.error();
      if (*found == decides) return given(decides);
    }
    return given(!decides);
  }

  Result<json> variable(const Values& operands) const {
    const auto& path = operands.front().get_ref<const std::string&>();
    const json* const found = at(context_, path);
    if (found != nullptr) return kind_of(*found) == Kind::other ? wrong_kind("var") : given(*found);
    return operands.size() == 2 ? given(operands.back())
                                : Result<json>(fail(ErrorKind::invalid, "RULE_MISSING", path));
  }

  Result<Values> values(const Values& operands) const {
    Values evaluated;
    for (const json& operand : operands) {
      auto found = value(operand);
      if (!found) return found.error();
      evaluated.push_back(*std::move(found));
    }
    return evaluated;
  }

  static Result<json> of_values(const Operation& operation, const Values& operands) {
    const auto& name = operation.name;
    if (name == "!") return given(!operands[0].get<bool>());
    if (name == "===" || name == "!==") return same(name, operands);
    if (name == "in") return contained(operands);
    if (name == "plusTime") return given(moved(operands[0], operands[1], operands[2].get<std::string>()));
    for (std::size_t i = 1; i < operands.size(); ++i)
      if (!holds(operation, operands[i - 1], operands[i])) return given(false);
    return given(true);
  }

  static bool holds(const Operation& operation, const json& one, const json& other) {
    if (operation.takes == Kind::number)
      return compare(operation.name, one.get<std::int64_t>(), other.get<std::int64_t>());
    return compare(operation.name, one.get<std::string>(), other.get<std::string>()); // dates sort as texts
  }

  static Result<json> same(std::string_view name, const Values& operands) {
    if (operands[0].type() != operands[1].type() && !both_numbers(operands)) return wrong_kind(name);
    if (operands[0].is_array()) return wrong_kind(name);
    return given((operands[0] == operands[1]) == (name == "==="));
  }

  static bool both_numbers(const Values& operands) { // signed or not
    return operands[0].is_number_integer() && operands[1].is_number_integer();
  }

  static Result<json> contained(const Values& operands) {
    const json &part = operands[0], &whole = operands[1];
    if (part.is_array()) return wrong_kind("in");
    if (whole.is_array()) return given(std::ranges::find(whole, part) != whole.end());
    if (!part.is_string() || !whole.is_string()) return wrong_kind("in");
    return given(whole.get_ref<const std::string&>().find(part.get_ref<const std::string&>()) !=
                 std::string::npos);
  }

  const json& context_;
};

} // namespace

Result<bool> evaluate(const json& rule, const json& context) {
  if (auto good = check_rule(rule); !good) return good.error();
  return Evaluation(context).truth(rule, "rule");
}

} // namespace elicense::submission
