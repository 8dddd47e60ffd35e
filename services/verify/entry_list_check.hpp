// SPDX-License-Identifier: Apache-2.0
// The list of all files of a package (GM/T 0099), when there is one. Private to this room.
#pragma once
#include "verify/examination.hpp"
#include "verify/report.hpp"
#include <set>

namespace elicense::verify {

struct EntryListFinding {
  Steps steps;               // ENTRY_LIST_READ or ENTRY_LIST_MISSING, ENTRY_LIST_EXTRA, ENTRY_LIST_SIGNATURE
  std::set<std::string> own; // the list and its signature value, when that protects the list
};

EntryListFinding check_entry_list(const Examination& examination); // no steps without a list

} // namespace elicense::verify
