// SPDX-License-Identifier: Apache-2.0
// A compiled pattern as one of valijson's constraints.
#include "license/pattern.hpp"
#include <re2/re2.h>
#include <valijson/constraints/concrete_constraints.hpp>
#include <valijson/validation_results.hpp>

namespace elicense::license {
namespace {

using nlohmann::json;
using Pattern = std::shared_ptr<const RE2>;

Pattern compile(const std::string& text) {
  RE2::Options options;
  options.set_log_errors(false);
  auto pattern = std::make_shared<const RE2>(text, options);
  return pattern->ok() ? pattern : nullptr;
}

class PatternConstraint : public valijson::constraints::PolyConstraint {
 public:
  explicit PatternConstraint(Pattern pattern) : pattern_(std::move(pattern)) {}

  bool validate(const valijson::adapters::Adapter& target, const std::vector<std::string>& context,
                valijson::ValidationResults* results) const override {
    if (!target.isString() || RE2::PartialMatch(target.asString(), *pattern_)) return true;
    if (results) results->pushError(context, "does not match the pattern " + pattern_->pattern());
    return false;
  }

 private:
  valijson::constraints::Constraint* cloneInto(void* memory) const override {
    return new (memory) PatternConstraint(*this);
  }
  std::size_t sizeOf() const override { return sizeof(PatternConstraint); }

  Pattern pattern_;
};

class PatternBuilder : public valijson::ConstraintBuilder {
 public:
  valijson::constraints::Constraint* make(const valijson::adapters::Adapter& value) const override {
    return new PatternConstraint(compile(value.asString()));
  }
};

Error invalid(const std::string& place, const std::string& detail) {
  return fail(ErrorKind::invalid, "TYPE_INVALID", "/schema" + place + ": " + detail);
}

// A property may be called pattern; its schema is no text.
bool is_pattern(const std::string& place, const json& value) {
  return place.ends_with("/pattern") && value.is_string();
}

} // namespace

Result<void> check_patterns(const json& schema) {
  const json flat = schema.flatten();
  for (const auto& [place, value] : flat.items()) {
    if (place.find("/patternProperties/") != std::string::npos)
      return invalid(place, "patternProperties is not supported; name the properties");
    if (is_pattern(place, value) && !compile(value.get<std::string>()))
      return invalid(place, "not a regular expression (RE2 syntax)");
  }
  return {};
}

json with_patterns_renamed(json schema) {
  const json flat = schema.flatten();
  for (const auto& [place, value] : flat.items()) {
    if (!is_pattern(place, value)) continue;
    json& owner = schema[json::json_pointer(place).parent_pointer()];
    owner.erase("pattern");
    owner[pattern_keyword] = value;
  }
  return schema;
}

std::unique_ptr<const valijson::ConstraintBuilder> pattern_constraints() {
  return std::make_unique<PatternBuilder>();
}

} // namespace elicense::license
