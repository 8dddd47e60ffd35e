// SPDX-License-Identifier: Apache-2.0
// The target of a request: origin-form only, decoded once, nothing that two readers could take for two paths.
#pragma once
#include "crypto/result.hpp"
#include <map>
#include <string>
#include <string_view>

namespace elicense::http {

struct Target {
  std::string path; // "/v1/licenses/…": no empty segment, no dots, no slash that was encoded
  std::multimap<std::string, std::string, std::less<>> query; // form coding: '+' is a blank
};

Result<Target> read_target(std::string_view text); // HTTP_TARGET

} // namespace elicense::http
