// SPDX-License-Identifier: Apache-2.0
// Deliveries as rows: what is due, what came of an attempt, sending again.
#pragma once
#include "notify/outbox.hpp"
#include "store/sqlite/connection.hpp"
#include <functional>

namespace elicense::store {

void read_due(Connection& connection, std::int64_t subscription, Time now, std::size_t limit,
              const std::function<void(notify::Delivery)>& take);
std::vector<notify::Delivery> read_deliveries(Connection& connection, std::int64_t subscription,
                                              std::int64_t before, std::size_t limit);

void write_attempt(Connection& connection, const notify::Delivery& delivery, const notify::Attempt& attempt);
notify::Health write_health(Connection& connection, std::int64_t subscription,
                            const notify::Attempt& attempt);

// Behind the head of its line, if there is one; a head comes at once. The lines are for the caller to
// advance.
void send_again(Connection& connection, std::int64_t subscription, std::int64_t event, Time now);
std::int64_t send_all_again(Connection& connection, std::int64_t subscription, Time from, Time now);

} // namespace elicense::store
