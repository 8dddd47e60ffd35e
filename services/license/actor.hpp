// SPDX-License-Identifier: Apache-2.0
// Who decides about licenses and their types.
#pragma once
#include <set>
#include <string>

namespace elicense::license {

struct Actor {
  std::string party;
  std::set<std::string, std::less<>> roles;
  bool on_site = false; // at the machine itself: any role, and no second person, for whoever has its disk
};

} // namespace elicense::license
