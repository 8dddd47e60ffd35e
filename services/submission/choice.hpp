// SPDX-License-Identifier: Apache-2.0
// Which license stands for a material, or why none does.
#pragma once
#include "license/license.hpp"
#include "license/type.hpp"
#include "submission/matter.hpp"

namespace elicense::submission {

inline constexpr std::int64_t no_end_days = 1'000'000; // license.remaining_days of one without end

struct Case { // what is known of it
  const license::TypeCatalogue& types;
  license::Holder applicant; // its name may be empty: then rules cannot read it
  nlohmann::json facts;      // an object, as the caller says them: "case." in rules
  Time at{};
};

// Nearest to success first: the first one of a choice is what a person is told.
enum class Obstacle {
  fact_missing,  // a rule reads what nobody told
  expires_soon,  // in force, and not for long enough
  rule_not_met,  // another rule says no
  issuer_region, // its issuer is of the wrong place
  quality,       // 可信等级 is too low
  not_in_force,  // not yet, suspended, expired, replaced, cancelled …
  other_holder,  // may stand when its holder, another person, agrees
  not_issued,    // the applicant has none
  source_failed, // could not be asked
  type_unknown,  // the list names a type that is not here
  not_linked,    // no license stands for it: bring paper
};
std::string_view to_text(Obstacle obstacle); // "MATERIAL_EXPIRES_SOON", with sentences in schemas/messages/

struct Reason {
  Obstacle obstacle{};
  const Alternative* alternative = nullptr;  // null: of the material as a whole
  const license::License* license = nullptr; // null: of none
  const Rule* rule = nullptr;                // that is not met
  std::string path;                          // what is missing: "case.spouse"
  std::optional<std::int64_t> days;          // that are left
};

struct Choice {
  bool asked_for = true; // false: its condition does not hold. One that cannot be decided is asked for
  const Alternative* alternative = nullptr; // null: none stands
  const license::License* license = nullptr;
  std::vector<Reason> reasons; // when none stands: not empty, and sorted
};

// Of alternatives the first that stands, of its licenses the one that lasts longest. `licenses` and
// `material` have to outlive the answer.
Choice choose(const Material& material, const std::vector<license::License>& licenses, const Case& of);

// What rules read (docs/submission.md): license, applicant, case, today.
nlohmann::json context_of(const license::License& license, const Case& of);
nlohmann::json context_of(const Case& of); // the same without a license, for conditions

} // namespace elicense::submission
