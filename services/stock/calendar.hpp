// SPDX-License-Identifier: Apache-2.0
// Days as YYYY-MM-DD, counted on.
#pragma once
#include <chrono>
#include <string>

namespace elicense::stock {

std::chrono::sys_days to_days(const std::string& iso); // of a real day
std::string to_iso(std::chrono::sys_days day);
std::string to_iso(int year, unsigned month, unsigned day);

} // namespace elicense::stock
