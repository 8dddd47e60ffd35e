// SPDX-License-Identifier: Apache-2.0
// The outbox's operations in SQL.
#include "store/sqlite/sqlite_outbox.hpp"
#include "store/sqlite/delivery_rows.hpp"
#include "store/sqlite/license_rows.hpp"
#include "store/sqlite/outbox_rows.hpp"
#include "store/sqlite/subscription_rows.hpp"

namespace elicense::store {
namespace {

using notify::Delivery;
using notify::Subscription;

struct Found {
  Subscription subscription;
  std::int64_t sequence = 0;
};

Result<Found> find_one(Connection& connection, std::string_view id) {
  Statement row(connection, std::string(select_subscription) + "WHERE id = ?", id);
  if (!row.next()) return fail(ErrorKind::not_found, "SUBSCRIPTION_NOT_FOUND");
  Found found{read_subscription(row), row.integer(subscription_columns)};
  found.subscription.kinds = read_kinds(connection, found.sequence);
  return found;
}

std::int64_t count_subscriptions(Connection& connection) {
  Statement row(connection, "SELECT count(*) FROM subscriptions");
  row.next();
  return row.integer(0);
}

Result<std::optional<Subscription>> earlier(Connection& connection, std::string_view owner,
                                            std::string_view key, const crypto::Sm3Digest& digest) {
  Statement row(connection,
                "SELECT id, request_digest FROM subscriptions WHERE owner = ? AND idempotency_key = ?", owner,
                key);
  if (!row.next()) return std::optional<Subscription>();
  if (row.digest(1) != digest)
    return fail(ErrorKind::conflict, "IDEMPOTENCY_MISMATCH", "the key was used for another request");
  auto found = find_one(connection, row.text(0));
  if (!found) return found.error();
  return std::optional(std::move(found->subscription));
}

// Of events since then that the subscription is for, those that have no delivery yet get one.
void add_missing(Connection& connection, const Found& found, Time from) {
  std::vector<notify::Event> missing;
  Statement row(connection,
                std::string(select_event) +
                    "WHERE at >= ? AND tenant = ? AND kind IN (SELECT kind FROM subscription_kinds WHERE "
                    "subscription = ?) AND NOT "
                    "EXISTS (SELECT 1 FROM deliveries WHERE subscription = ? AND event = outbox.sequence)",
                seconds(from), found.subscription.owner, found.sequence, found.sequence);
  while (row.next())
    missing.push_back(read_event(row, 0));
  for (const notify::Event& event : missing)
    add_delivery(connection, found.sequence, found.subscription.id, event);
}

} // namespace

Result<void> SqliteOutbox::add(const notify::NewSubscription& wanted) {
  return writer_.run([&](Connection& connection) -> Result<void> {
    auto before =
        earlier(connection, wanted.subscription.owner, wanted.idempotency_key, wanted.request_digest);
    if (!before) return before.error();
    if (*before) return fail(ErrorKind::conflict, "IDEMPOTENCY_MISMATCH", "the same request is under way");
    if (count_subscriptions(connection) >= static_cast<std::int64_t>(notify::max_subscriptions))
      return fail(ErrorKind::conflict, "SUBSCRIPTION_LIMIT", std::to_string(notify::max_subscriptions));
    insert_subscription(connection, wanted);
    return {};
  });
}

Result<std::optional<Subscription>> SqliteOutbox::made_with(const std::string& owner, const std::string& key,
                                                            const crypto::Sm3Digest& request_digest) {
  return readers_.read<std::optional<Subscription>>(
      [&](Connection& connection) { return earlier(connection, owner, key, request_digest); });
}

Result<Subscription> SqliteOutbox::find(const std::string& id) {
  return readers_.read<Subscription>([&](Connection& connection) -> Result<Subscription> {
    auto found = find_one(connection, id);
    if (!found) return found.error();
    return std::move(found->subscription);
  });
}

Result<std::vector<Subscription>> SqliteOutbox::subscriptions() {
  return readers_.read<std::vector<Subscription>>([](Connection& connection) {
    std::vector<Subscription> all;
    Statement row(connection, std::string(select_subscription) + "ORDER BY sequence");
    while (row.next()) {
      all.push_back(read_subscription(row));
      all.back().kinds = read_kinds(connection, row.integer(subscription_columns));
    }
    return all;
  });
}

Result<void> SqliteOutbox::set_state(const std::string& id, notify::SubscriptionState state,
                                     const std::string& reason) {
  const bool active = state == notify::SubscriptionState::active;
  return writer_.run([&](Connection& connection) -> Result<void> {
    Statement(
        connection,
        active ? "UPDATE subscriptions SET state = ?, pause_reason = ?, failures = 0, failing_since = NULL "
                 "WHERE id = ?"
               : "UPDATE subscriptions SET state = ?, pause_reason = ? WHERE id = ?",
        notify::to_text(state), reason, id)
        .run();
    if (connection.changes() == 0) return fail(ErrorKind::not_found, "SUBSCRIPTION_NOT_FOUND");
    return {};
  });
}

Result<std::string> SqliteOutbox::add_test(const std::string& id, Time now) {
  std::string delivery;
  auto written = writer_.run([&](Connection& connection) -> Result<void> {
    const auto found = find_one(connection, id);
    if (!found) return found.error();
    const notify::Event event =
        append_to_outbox(connection, {.kind = std::string(notify::kind::subscription_test),
                                      .tenant = found->subscription.owner,
                                      .object = "/v1/subscriptions/" + id,
                                      .at = now});
    add_delivery(connection, found->sequence, id, event);
    advance_line(connection, found->sequence, event.object, now);
    delivery = notify::delivery_id(id, event.id);
    return {};
  });
  if (!written) return written.error();
  return delivery;
}

Result<std::vector<notify::DueDelivery>> SqliteOutbox::due(Time now, std::size_t limit) {
  return readers_.read<std::vector<notify::DueDelivery>>([&](Connection& connection) {
    std::vector<notify::DueDelivery> due;
    Statement active(connection, std::string(select_subscription) + "WHERE state = 'active'");
    while (active.next())
      read_due(connection, active.integer(subscription_columns), now, limit, [&](Delivery delivery) {
        due.push_back({std::move(delivery), read_subscription(active)});
      });
    return due;
  });
}

Result<notify::Health> SqliteOutbox::record(const Delivery& delivery, const notify::Attempt& attempt) {
  notify::Health health;
  auto written = writer_.run([&](Connection& connection) -> Result<void> {
    write_attempt(connection, delivery, attempt);
    if (!attempt.again_at) advance_line(connection, delivery.subscription, delivery.event.object, attempt.at);
    health = write_health(connection, delivery.subscription, attempt);
    return {};
  });
  if (!written) return written.error();
  return health;
}

Result<std::vector<Delivery>> SqliteOutbox::deliveries(const std::string& id, std::int64_t before,
                                                       std::size_t limit) {
  return readers_.read<std::vector<Delivery>>([&](Connection& connection) -> Result<std::vector<Delivery>> {
    const auto found = find_one(connection, id);
    if (!found) return found.error();
    return read_deliveries(connection, found->sequence, before, limit);
  });
}

Result<void> SqliteOutbox::replay(const std::string& id, const std::string& delivery, Time now) {
  return writer_.run([&](Connection& connection) -> Result<void> {
    const auto found = find_one(connection, id);
    if (!found) return found.error();
    Statement row(connection, "SELECT event, object FROM deliveries WHERE subscription = ? AND id = ?",
                  found->sequence, delivery);
    if (!row.next()) return fail(ErrorKind::not_found, "DELIVERY_NOT_FOUND");
    send_again(connection, found->sequence, row.integer(0), now);
    advance_line(connection, found->sequence, row.text(1), now);
    return {};
  });
}

Result<std::int64_t> SqliteOutbox::replay_from(const std::string& id, Time from, Time now) {
  std::int64_t count = 0;
  auto written = writer_.run([&](Connection& connection) -> Result<void> {
    const auto found = find_one(connection, id);
    if (!found) return found.error();
    add_missing(connection, *found, from);
    count = send_all_again(connection, found->sequence, from, now);
    advance_lines(connection, found->sequence, now);
    return {};
  });
  if (!written) return written.error();
  return count;
}

Result<std::vector<notify::Event>> SqliteOutbox::events(std::int64_t after, std::size_t limit) {
  return readers_.read<std::vector<notify::Event>>([&](Connection& connection) {
    std::vector<notify::Event> events;
    Statement row(connection, std::string(select_event) + "WHERE sequence > ? ORDER BY sequence LIMIT ?",
                  after, static_cast<std::int64_t>(limit));
    while (row.next())
      events.push_back(read_event(row, 0));
    return events;
  });
}

Result<std::int64_t> SqliteOutbox::last_event() {
  return readers_.read<std::int64_t>([](Connection& connection) {
    Statement row(connection, "SELECT coalesce(max(sequence), 0) FROM outbox");
    row.next();
    return row.integer(0);
  });
}

} // namespace elicense::store
