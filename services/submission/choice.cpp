// SPDX-License-Identifier: Apache-2.0
#include "submission/choice.hpp"
#include "submission/rule.hpp"
#include <algorithm>

namespace elicense::submission {
namespace {

using license::License;

Reason about(Obstacle obstacle, const Alternative* alternative = nullptr, const License* license = nullptr) {
  Reason reason;
  reason.obstacle = obstacle;
  reason.alternative = alternative;
  reason.license = license;
  return reason;
}

std::int64_t remaining_days(const nlohmann::json& context) {
  return context["license"]["remaining_days"];
}

// By what the rule reads: a person is told of days, a place or a grade, and else of the rule.
Obstacle obstacle_of(const Rule& rule) {
  const auto reads = reads_of(rule.logic);
  if (reads.contains("license.remaining_days") || reads.contains("license.valid_until"))
    return Obstacle::expires_soon;
  if (reads.contains("license.issuer_regions")) return Obstacle::issuer_region;
  if (reads.contains("license.assurance")) return Obstacle::quality;
  return Obstacle::rule_not_met;
}

std::optional<Reason> broken(const Rule& rule, const nlohmann::json& context) {
  const auto holds = evaluate(rule.logic, context);
  if (holds && *holds) return std::nullopt;
  Reason reason;
  reason.rule = &rule;
  reason.obstacle = obstacle_of(rule);
  if (reason.obstacle == Obstacle::expires_soon) reason.days = remaining_days(context);
  if (holds) return reason;
  reason.obstacle = Obstacle::rule_not_met; // one that cannot be decided is not met
  if (holds.error().code != "RULE_MISSING") return reason;
  reason.obstacle = Obstacle::fact_missing;
  reason.path = holds.error().detail;
  return reason;
}

// Nothing: it stands.
std::optional<Reason> obstacle(const Alternative& alternative, const License& license, const Case& of) {
  if (license.state_at(of.at) != license::State::valid)
    return about(Obstacle::not_in_force, &alternative, &license);
  if (alternative.rules.empty()) return std::nullopt;
  const auto context = context_of(license, of);
  for (const Rule& rule : alternative.rules)
    if (auto reason = broken(rule, context)) {
      reason->alternative = &alternative;
      reason->license = &license;
      return reason;
    }
  return std::nullopt;
}

// The first is the one that lasts longest.
std::vector<const License*> candidates(const Alternative& alternative, const license::LicenseType& type,
                                       const std::vector<License>& licenses, const Case& of) {
  std::vector<const License*> found;
  for (const License& license : licenses)
    if (of.types.find(license.type_code) == &type &&
        (alternative.of_others || license.is_held_by(of.applicant)))
      found.push_back(&license);
  const auto last_day = [](const License* license) { // dates sort as texts, before no_end
    return license->valid_until.empty() ? std::string(license::no_end) : license->valid_until;
  };
  std::ranges::stable_sort(found, [&](const License* one, const License* other) {
    return last_day(one) != last_day(other) ? last_day(one) > last_day(other)
                                            : one->issued_at > other->issued_at;
  });
  return found;
}

// Whether one of the licenses stands; else why not is added.
bool try_out(const Alternative& alternative, const std::vector<License>& licenses, const Case& of,
             Choice& choice) {
  const license::LicenseType* const type = of.types.find(alternative.type_code);
  if (type == nullptr) {
    choice.reasons.push_back(about(Obstacle::type_unknown, &alternative));
    return false;
  }
  const auto found = candidates(alternative, *type, licenses, of);
  if (found.empty())
    choice.reasons.push_back(
        about(alternative.of_others ? Obstacle::other_holder : Obstacle::not_issued, &alternative));
  for (const License* license : found) {
    auto reason = obstacle(alternative, *license, of);
    if (!reason) {
      choice.alternative = &alternative;
      choice.license = license;
      return true;
    }
    choice.reasons.push_back(*std::move(reason));
  }
  return false;
}

bool is_asked_for(const Material& material, const Case& of) {
  if (material.condition.is_null()) return true;
  const auto holds = evaluate(material.condition, context_of(of));
  return !holds || *holds;
}

} // namespace

std::string_view to_text(Obstacle obstacle) {
  switch (obstacle) {
  case Obstacle::fact_missing:
    return "MATERIAL_FACT_MISSING";
  case Obstacle::expires_soon:
    return "MATERIAL_EXPIRES_SOON";
  case Obstacle::rule_not_met:
    return "MATERIAL_RULE_NOT_MET";
  case Obstacle::issuer_region:
    return "MATERIAL_ISSUER_REGION";
  case Obstacle::quality:
    return "MATERIAL_QUALITY";
  case Obstacle::not_in_force:
    return "MATERIAL_NOT_IN_FORCE";
  case Obstacle::other_holder:
    return "MATERIAL_OTHER_HOLDER";
  case Obstacle::not_issued:
    return "MATERIAL_NOT_ISSUED";
  case Obstacle::source_failed:
    return "MATERIAL_SOURCE_FAILED";
  case Obstacle::type_unknown:
    return "MATERIAL_TYPE_UNKNOWN";
  case Obstacle::not_linked:
    return "MATERIAL_NOT_LINKED";
  }
  return {};
}

Choice choose(const Material& material, const std::vector<License>& licenses, const Case& of) {
  Choice choice;
  choice.asked_for = is_asked_for(material, of);
  if (!choice.asked_for) return choice;
  for (const Alternative& alternative : material.alternatives)
    if (try_out(alternative, licenses, of, choice)) {
      choice.reasons.clear();
      return choice;
    }
  if (material.alternatives.empty()) choice.reasons.push_back(about(Obstacle::not_linked));
  std::ranges::stable_sort(choice.reasons, {}, &Reason::obstacle);
  return choice;
}

} // namespace elicense::submission
