// SPDX-License-Identifier: Apache-2.0
// S-ZIP: the table of hostile archives. Each row puts one fault around good members, whatever these are.
#pragma once
#include "tests/support/hostile_zip.hpp"
#include <functional>

namespace elicense::test {

struct PackageCase {
  std::string name, code; // code: of the refusal; empty when the archive is good
  std::function<Bytes(std::vector<RawMember> good)> around;
};

const std::vector<PackageCase>& hostile_packages();
const std::vector<PackageCase>& unusual_packages(); // good ones, in forms that real packers write

} // namespace elicense::test
