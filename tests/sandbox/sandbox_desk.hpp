// SPDX-License-Identifier: Apache-2.0
// The desk of tests/show, with personas at it: Zhang, Li and the company of that house.
#pragma once
#include "sandbox/ending_licenses.hpp"
#include "sandbox/persona.hpp"
#include "tests/show/show_house.hpp"

namespace elicense::sandbox {

class SandboxDesk : public show::ShowHouse {
 protected:
  Residents residents_with(std::string_view zhang_is) const { return {{find_persona(zhang_is), zhang}}; }
  show::Scan scanned(const std::string& key = "scan-1") {
    return desk->scans().scan(asking(open().code, key)).value();
  }
};

} // namespace elicense::sandbox
