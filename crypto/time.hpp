// SPDX-License-Identifier: Apache-2.0
// Points in time (UTC, whole seconds) and their text forms. No room reads the system clock by itself: a Clock
// is passed in.
#pragma once
#include "crypto/result.hpp"
#include <chrono>
#include <functional>
#include <string>
#include <string_view>

namespace elicense {

using Time = std::chrono::sys_seconds;
using Clock = std::function<Time()>;

Time system_time(); // for main and the command line only

std::string to_rfc3339(Time time);                    // 2026-01-31T08:00:00Z
Result<Time> from_rfc3339(std::string_view text);     // any offset; fractions are cut
std::string to_generalized(Time time);                // 20260131080000Z
Result<Time> from_generalized(std::string_view text); // YYYYMMDDhhmmss[.f…]Z or ±hhmm, nothing else
Result<Time> from_utc_time(std::string_view text);    // YYMMDDhhmm[ss]Z, 50…99 is 19xx (RFC 5280 4.1.2.5.1)
std::string to_china_date(Time time);                 // YYYY-MM-DD at UTC+8
Result<Time> from_date(std::string_view text);        // YYYY-MM-DD, the day's start at UTC+8

} // namespace elicense
