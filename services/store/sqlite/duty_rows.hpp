// SPDX-License-Identifier: Apache-2.0
// How often an application asked by statutory power (依职权), of one matter on one day. What writes is called
// in the writer's turn.
#pragma once
#include "crypto/time.hpp"
#include "store/sqlite/connection.hpp"

namespace elicense::store {

// One request more, in one statement. DUTY_QUOTA_USED_UP, with the seconds that are left of the day
Result<void> count_duty(Connection& connection, std::string_view party, std::string_view matter, Time now,
                        std::int64_t quota);
std::int64_t duty_used(Connection& connection, std::string_view party, std::string_view matter, Time now);

} // namespace elicense::store
