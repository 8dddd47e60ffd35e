// SPDX-License-Identifier: Apache-2.0
// Events entering the outbox.
#pragma once
#include "notify/delivery.hpp"
#include "store/sqlite/connection.hpp"

namespace elicense::store {

// Inside the writer's transaction of the effect the event tells of: both are on disk, or neither is. Sets no
// id in the argument; ids and sequences are given here. One delivery for every subscription of its tenant to
// its kind.
void enqueue(Connection& connection, const notify::Event& event);

// --- for sqlite_outbox.cpp

notify::Event append_to_outbox(Connection& connection, notify::Event event);
void add_delivery(Connection& connection, std::int64_t subscription, std::string_view subscription_id,
                  const notify::Event& event);
// The first that waits becomes due in every line of the subscription that has no head.
void advance_line(Connection& connection, std::int64_t subscription, std::string_view object, Time now);
void advance_lines(Connection& connection, std::int64_t subscription, Time now);

// "SELECT the columns of an event FROM outbox", to be followed by WHERE
extern const std::string_view select_event;
// Events from before then, with all that became of them, of which nothing waits and nothing was tried since.
std::int64_t count_old_events(Connection& connection, Time before);
std::int64_t remove_old_events(Connection& connection, Time before, std::size_t most); // how many

notify::Event read_event(const Statement& row, int first_column);

} // namespace elicense::store
