// SPDX-License-Identifier: Apache-2.0
#include "submission/preflight.hpp"
#include <algorithm>

namespace elicense::submission {
namespace {

bool is_for(const Item& item, const license::Holder& applicant) {
  if (item.applicant == "both") return true;
  return license::is_natural_person(applicant) == (item.applicant == "natural_person");
}

// A license could be there: another person's, or one of a type that who asks knows nothing of.
bool is_open(const Reason& reason, const Known& known) {
  if (reason.obstacle == Obstacle::other_holder) return true;
  return reason.obstacle == Obstacle::not_issued && !known.completely(reason.alternative->type_code);
}

Reason source_failed() {
  Reason reason;
  reason.obstacle = Obstacle::source_failed;
  return reason;
}

Exemption exemption_of(Choice& choice, const Known& known) {
  if (!choice.asked_for) return Exemption::not_asked_for;
  if (choice.license != nullptr) return Exemption::exempt;
  const bool open =
      std::ranges::any_of(choice.reasons, [&](const Reason& one) { return is_open(one, known); });
  std::erase_if(choice.reasons, [&](const Reason& reason) {
    return reason.obstacle == Obstacle::not_issued && is_open(reason, known);
  });
  return open ? Exemption::with_authorization : Exemption::not_exempt;
}

MaterialAnswer answer_of(const Material& material, const Known& known, const Case& of) {
  MaterialAnswer answer{.material = &material, .choice = choose(material, known.licenses, of)};
  if (known.failed && answer.choice.asked_for && !material.alternatives.empty()) {
    answer.choice.reasons = {source_failed()};
    answer.exemption = Exemption::not_exempt;
    return answer;
  }
  answer.exemption = exemption_of(answer.choice, known);
  return answer;
}

void add(std::vector<Told>& told, const license::License* license, const Alternative* alternative) {
  if (license == nullptr) return;
  auto found = std::ranges::find(told, license, &Told::license);
  if (found == told.end()) found = told.insert(told.end(), {license, {}});
  for (const std::string& field : alternative->fields)
    if (std::ranges::find(found->fields, field) == found->fields.end()) found->fields.push_back(field);
}

} // namespace

std::string_view to_text(Exemption exemption) {
  switch (exemption) {
  case Exemption::not_asked_for:
    return "not_asked_for";
  case Exemption::exempt:
    return "exempt";
  case Exemption::with_authorization:
    return "exempt_with_authorization";
  case Exemption::not_exempt:
    return "not_exempt";
  }
  return {};
}

Known nothing_known() {
  return {.licenses = {}, .completely = [](std::string_view) { return false; }};
}

Result<Preflight> preflight(const Item& item, const Known& known, const Case& of) {
  if (!is_for(item, of.applicant)) return fail(ErrorKind::invalid, "PREFLIGHT_APPLICANT", item.applicant);
  Preflight answer;
  for (const Material& material : item.materials) {
    answer.materials.push_back(answer_of(material, known, of));
    const Exemption exemption = answer.materials.back().exemption;
    answer.all += exemption != Exemption::not_asked_for;
    answer.exempt += exemption == Exemption::exempt;
    answer.with_authorization += exemption == Exemption::with_authorization;
  }
  return answer;
}

std::vector<Told> told_by(const Preflight& answer) {
  std::vector<Told> told;
  for (const MaterialAnswer& material : answer.materials) {
    add(told, material.choice.license, material.choice.alternative);
    for (const Reason& reason : material.choice.reasons)
      add(told, reason.license, reason.alternative);
  }
  return told;
}

} // namespace elicense::submission
