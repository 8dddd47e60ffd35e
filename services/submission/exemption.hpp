// SPDX-License-Identifier: Apache-2.0
// 免提交成效: how much of what was asked for was given as licenses, counted from what was handed in
// (docs/exemption-report.md). Nothing here is about a person.
#pragma once
#include "submission/submission.hpp"
#include <map>

namespace elicense::submission {

inline constexpr int exemption_target = 20; // percent of the materials, at least (Ningxia 2023, no. 32)

struct ExemptionCounts {
  std::int64_t submissions = 0;
  std::int64_t asked_for = 0, given = 0;                                     // materials
  std::int64_t accepted = 0, refused = 0, paper_demanded = 0, withdrawn = 0; // submissions
  bool operator==(const ExemptionCounts&) const = default;
};

struct Cost {                         // why a material was not exempt
  std::string reason;                 // a code
  std::string type_code, issuer_code; // of the license that was nearest; empty where unknown
  auto operator<=>(const Cost&) const = default;
};
using Costs = std::map<Cost, std::int64_t>; // materials

struct CountedUnder { // the same for the whole life of a submission
  std::string tenant; // who handed it in
  std::string day;    // when it came first, at UTC+8
  std::string matter, authority, region;
  auto operator<=>(const CountedUnder&) const = default;
};

struct Counted {
  CountedUnder under;
  ExemptionCounts counts;
  Costs costs; // asked_for - given in sum
};

// What it counts for as it is now.
Counted counted(const Submission& submission);

} // namespace elicense::submission
