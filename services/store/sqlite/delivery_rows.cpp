// SPDX-License-Identifier: Apache-2.0
// The columns of a delivery, in one order for writing and reading.
#include "store/sqlite/delivery_rows.hpp"
#include "store/sqlite/license_rows.hpp"
#include "store/sqlite/outbox_rows.hpp"
#include "store/sqlite/subscription_rows.hpp"

namespace elicense::store {
namespace {

using notify::Delivery;
using notify::DeliveryState;

constexpr std::string_view select_delivery =
    "SELECT deliveries.id, subscription, state, attempts, due_at, last_attempt_at, last_code, last_status, "
    "sequence, outbox.id, at, kind, outbox.object, object_sequence, data, tenant FROM deliveries JOIN outbox "
    "ON sequence = event ";

DeliveryState state_of(std::string_view text) {
  for (const auto state :
       {DeliveryState::waiting, DeliveryState::due, DeliveryState::delivered, DeliveryState::dead})
    if (notify::to_text(state) == text) return state;
  throw std::runtime_error("the outbox holds an unknown state"); // the schema allows none
}

Delivery read_delivery(const Statement& row) {
  Delivery delivery;
  delivery.id = row.text(0);
  delivery.subscription = row.integer(1);
  delivery.state = state_of(row.text(2));
  delivery.attempts = row.integer(3);
  delivery.due_at = time_of(row.integer(4));
  if (!row.is_null(5)) delivery.last_attempt_at = time_of(row.integer(5));
  delivery.last = {row.text(6), row.integer(7)};
  delivery.event = read_event(row, 8);
  return delivery;
}

DeliveryState state_after(const notify::Attempt& attempt) {
  if (attempt.again_at) return DeliveryState::due;
  return attempt.outcome.code.empty() ? DeliveryState::delivered : DeliveryState::dead;
}

} // namespace

void read_due(Connection& connection, std::int64_t subscription, Time now, std::size_t limit,
              const std::function<void(Delivery)>& take) {
  Statement row(connection,
                std::string(select_delivery) +
                    "WHERE subscription = ? AND state = 'due' AND due_at <= ? ORDER BY due_at, event LIMIT ?",
                subscription, seconds(now), static_cast<std::int64_t>(limit));
  while (row.next())
    take(read_delivery(row));
}

std::vector<Delivery> read_deliveries(Connection& connection, std::int64_t subscription, std::int64_t before,
                                      std::size_t limit) {
  std::vector<Delivery> deliveries;
  Statement row(connection,
                std::string(select_delivery) +
                    "WHERE subscription = ?1 AND (?2 = 0 OR event < ?2) ORDER BY event DESC LIMIT ?3",
                subscription, before, static_cast<std::int64_t>(limit));
  while (row.next())
    deliveries.push_back(read_delivery(row));
  return deliveries;
}

void write_attempt(Connection& connection, const Delivery& delivery, const notify::Attempt& attempt) {
  Statement(connection,
            "UPDATE deliveries SET state = ?, attempts = attempts + 1, due_at = ?, last_attempt_at = ?, "
            "last_code = "
            "?, last_status = ? WHERE subscription = ? AND event = ? AND state = 'due'",
            notify::to_text(state_after(attempt)), seconds(attempt.again_at.value_or(attempt.at)),
            seconds(attempt.at), attempt.outcome.code, attempt.outcome.status, delivery.subscription,
            delivery.event.sequence)
      .run();
}

notify::Health write_health(Connection& connection, std::int64_t subscription,
                            const notify::Attempt& attempt) {
  const bool delivered = attempt.outcome.code.empty();
  Statement(
      connection,
      delivered
          ? "UPDATE subscriptions SET last_success_at = ?, failing_since = NULL, failures = 0 WHERE "
            "sequence = ?"
          : "UPDATE subscriptions SET failing_since = coalesce(failing_since, ?), failures = failures + "
            "1 WHERE sequence = ?",
      seconds(attempt.at), subscription)
      .run();
  Statement row(connection, std::string(select_subscription) + "WHERE sequence = ?", subscription);
  row.next();
  return read_subscription(row).health;
}

void send_again(Connection& connection, std::int64_t subscription, std::int64_t event, Time now) {
  Statement(
      connection,
      "UPDATE deliveries SET state = iif(state = 'due', 'due', 'waiting'), attempts = 0, due_at = ? WHERE "
      "subscription = ? AND event = ?",
      seconds(now), subscription, event)
      .run();
}

std::int64_t send_all_again(Connection& connection, std::int64_t subscription, Time from, Time now) {
  Statement(
      connection,
      "UPDATE deliveries SET state = iif(state = 'due', 'due', 'waiting'), attempts = 0, due_at = ? WHERE "
      "subscription = ? AND event IN (SELECT sequence FROM outbox WHERE at >= ?)",
      seconds(now), subscription, seconds(from))
      .run();
  return connection.changes();
}

} // namespace elicense::store
