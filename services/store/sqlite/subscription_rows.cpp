// SPDX-License-Identifier: Apache-2.0
// The columns of a subscription, in one order for writing and reading.
#include "store/sqlite/subscription_rows.hpp"
#include "store/sqlite/license_rows.hpp"

namespace elicense::store {
namespace {

std::optional<Time> time_or_none(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return time_of(row.integer(column));
}

} // namespace

const std::string_view select_subscription =
    "SELECT id, owner, url, scheme, sealed_secret, created_at, state, pause_reason, last_success_at, "
    "failing_since, failures, sequence FROM subscriptions ";

void insert_subscription(Connection& connection, const notify::NewSubscription& wanted) {
  const notify::Subscription& subscription = wanted.subscription;
  Statement row(
      connection,
      "INSERT INTO subscriptions (id, owner, idempotency_key, request_digest, url, scheme, sealed_secret, "
      "created_at, state, pause_reason, failures) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'active', '', 0) "
      "RETURNING sequence",
      subscription.id, subscription.owner, wanted.idempotency_key, wanted.request_digest, subscription.url,
      notify::to_text(subscription.scheme), subscription.sealed_secret, seconds(subscription.created_at));
  row.next();
  for (const std::string& kind : subscription.kinds)
    Statement(connection, "INSERT INTO subscription_kinds (kind, subscription) VALUES (?, ?)", kind,
              row.integer(0))
        .run();
}

notify::Subscription read_subscription(const Statement& row) {
  notify::Subscription subscription;
  subscription.id = row.text(0);
  subscription.owner = row.text(1);
  subscription.url = row.text(2);
  subscription.scheme = notify::scheme_from_text(row.text(3)).value(); // the schema allows no other
  subscription.sealed_secret = row.blob(4);
  subscription.created_at = time_of(row.integer(5));
  subscription.state =
      row.text(6) == "active" ? notify::SubscriptionState::active : notify::SubscriptionState::paused;
  subscription.pause_reason = row.text(7);
  subscription.health = {time_or_none(row, 8), time_or_none(row, 9), row.integer(10)};
  return subscription;
}

std::vector<std::string> read_kinds(Connection& connection, std::int64_t sequence) {
  std::vector<std::string> kinds;
  Statement row(connection, "SELECT kind FROM subscription_kinds WHERE subscription = ? ORDER BY kind",
                sequence);
  while (row.next())
    kinds.push_back(row.text(0));
  return kinds;
}

} // namespace elicense::store
