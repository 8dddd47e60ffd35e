// SPDX-License-Identifier: Apache-2.0
// Subscriptions as rows.
#pragma once
#include "notify/outbox.hpp"
#include "store/sqlite/connection.hpp"

namespace elicense::store {

// "SELECT the columns of a subscription FROM subscriptions", to be followed by WHERE; `sequence` comes last.
extern const std::string_view select_subscription;
inline constexpr int subscription_columns = 11; // without `sequence`

void insert_subscription(Connection& connection, const notify::NewSubscription& wanted);
notify::Subscription read_subscription(const Statement& row); // without kinds
std::vector<std::string> read_kinds(Connection& connection, std::int64_t sequence);

} // namespace elicense::store
