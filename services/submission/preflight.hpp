// SPDX-License-Identifier: Apache-2.0
// The question before a case: which materials of a matter need not be submitted (docs/submission.md).
#pragma once
#include "submission/choice.hpp"

namespace elicense::submission {

enum class Exemption {
  not_asked_for,      // its condition does not hold
  exempt,             // 可免
  with_authorization, // 授权后可免: a license could stand for it, and who asks may not know whether it does
  not_exempt,         // 不可免
};
std::string_view to_text(Exemption exemption); // "exempt_with_authorization"

// What who asks may know of the applicant. Nothing at all makes the answer the same for everybody.
struct Known {
  std::vector<license::License> licenses;
  std::function<bool(std::string_view type_code)>
      completely;      // every license of this type would be among them
  bool failed = false; // they could not be asked for
};
Known nothing_known();

struct MaterialAnswer {
  const Material* material = nullptr;
  Exemption exemption = Exemption::not_asked_for;
  Choice choice; // without reasons that would tell of what is not known
};

struct Preflight {
  std::vector<MaterialAnswer> materials; // in the order of the item
  std::size_t all = 0;                   // that are asked for
  std::size_t exempt = 0, with_authorization = 0;
};

// PREFLIGHT_APPLICANT: the item is for others. `item`, `known` and `of` have to outlive the answer.
Result<Preflight> preflight(const Item& item, const Known& known, const Case& of);

// What the answer tells of a license, for the access log: each that it names, with the fields that were
// looked at.
struct Told {
  const license::License* license = nullptr;
  std::vector<std::string> fields;
};
std::vector<Told> told_by(const Preflight& answer);

} // namespace elicense::submission
