// SPDX-License-Identifier: Apache-2.0
// Pages of web/ as answers.
#pragma once
#include "http/message.hpp"
#include <map>

namespace elicense::api {

using PageValues = std::map<std::string, std::string, std::less<>>;

// web/`file` with every {{name}} replaced, by nothing when it is not among the values. A value is taken as it
// is, so callers escape. `policy`: its Content-Security-Policy.
http::Response html_page(std::string_view file, const PageValues& values, std::string policy);

} // namespace elicense::api
