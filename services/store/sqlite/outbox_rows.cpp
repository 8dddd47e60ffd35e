// SPDX-License-Identifier: Apache-2.0
// An event, its deliveries, and the lines they stand in.
#include "store/sqlite/outbox_rows.hpp"
#include "store/sqlite/license_rows.hpp"

namespace elicense::store {

const std::string_view select_event =
    "SELECT sequence, id, at, kind, object, object_sequence, data, tenant FROM outbox ";

namespace {

// The newest event stays, or its number would be given again and cursors would be ahead of it.
constexpr std::string_view old_events = "FROM outbox WHERE at < ?1 AND sequence < (SELECT max(sequence) FROM "
                                        "outbox) AND NOT EXISTS (SELECT 1 FROM "
                                        "deliveries WHERE event = sequence AND (state IN ('waiting', 'due') "
                                        "OR ifnull(last_attempt_at, 0) >= ?1)) ";

std::int64_t last_of_object(Connection& connection, std::string_view object) {
  Statement row(connection,
                "SELECT max(ifnull((SELECT max(object_sequence) FROM outbox WHERE object = ?1), 0), "
                "ifnull((SELECT object_sequence FROM removed_events WHERE object = ?1), 0))",
                object);
  row.next();
  return row.integer(0);
}

} // namespace

notify::Event append_to_outbox(Connection& connection, notify::Event event) {
  event.object_sequence = last_of_object(connection, event.object) + 1;
  event.id = notify::event_id(event.object, event.object_sequence);
  Statement row(connection,
                "INSERT INTO outbox (id, at, kind, object, object_sequence, data, tenant) "
                "VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING sequence",
                event.id, seconds(event.at), event.kind, event.object, event.object_sequence,
                event.data.dump(), event.tenant);
  row.next();
  event.sequence = row.integer(0);
  return event;
}

void add_delivery(Connection& connection, std::int64_t subscription, std::string_view subscription_id,
                  const notify::Event& event) {
  Statement(connection,
            "INSERT OR IGNORE INTO deliveries (subscription, event, object, id, state, attempts, due_at, "
            "last_code, "
            "last_status) VALUES (?, ?, ?, ?, 'waiting', 0, ?, '', 0)",
            subscription, event.sequence, event.object, notify::delivery_id(subscription_id, event.id),
            seconds(event.at))
      .run();
}

void enqueue(Connection& connection, const notify::Event& event) {
  const notify::Event appended = append_to_outbox(connection, event);
  Statement subscribed(
      connection,
      "SELECT sequence, id FROM subscription_kinds JOIN subscriptions ON sequence = subscription "
      "WHERE kind = ? AND owner = ?",
      appended.kind, appended.tenant);
  while (subscribed.next()) {
    add_delivery(connection, subscribed.integer(0), subscribed.text(1), appended);
    advance_line(connection, subscribed.integer(0), appended.object, appended.at);
  }
}

void advance_line(Connection& connection, std::int64_t subscription, std::string_view object, Time now) {
  Statement(connection,
            "UPDATE deliveries SET state = 'due', due_at = ?1 WHERE subscription = ?2 AND event = (SELECT "
            "min(event) "
            "FROM deliveries WHERE subscription = ?2 AND object = ?3 AND state = 'waiting') AND NOT EXISTS "
            "(SELECT 1 "
            "FROM deliveries WHERE subscription = ?2 AND object = ?3 AND state = 'due')",
            seconds(now), subscription, object)
      .run();
}

void advance_lines(Connection& connection, std::int64_t subscription, Time now) {
  std::vector<std::string> objects;
  Statement row(connection,
                "SELECT DISTINCT object FROM deliveries WHERE subscription = ? AND state = 'waiting'",
                subscription);
  while (row.next())
    objects.push_back(row.text(0));
  for (const std::string& object : objects)
    advance_line(connection, subscription, object, now);
}

std::int64_t count_old_events(Connection& connection, Time before) {
  Statement row(connection, "SELECT count(*) " + std::string(old_events), seconds(before));
  row.next();
  return row.integer(0);
}

std::int64_t remove_old_events(Connection& connection, Time before, std::size_t most) {
  std::vector<notify::Event> old;
  Statement row(connection,
                "SELECT sequence, object, object_sequence " + std::string(old_events) +
                    "ORDER BY sequence LIMIT ?2",
                seconds(before), static_cast<std::int64_t>(most));
  while (row.next()) {
    notify::Event& event = old.emplace_back();
    event.sequence = row.integer(0);
    event.object = row.text(1);
    event.object_sequence = row.integer(2);
  }
  for (const notify::Event& event : old) {
    Statement(connection,
              "INSERT INTO removed_events VALUES (?, ?) ON CONFLICT (object) DO UPDATE SET object_sequence = "
              "max(object_sequence, excluded.object_sequence)",
              event.object, event.object_sequence)
        .run();
    Statement(connection, "DELETE FROM deliveries WHERE event = ?", event.sequence).run();
    Statement(connection, "DELETE FROM outbox WHERE sequence = ?", event.sequence).run();
  }
  return static_cast<std::int64_t>(old.size());
}

notify::Event read_event(const Statement& row, int first_column) {
  notify::Event event;
  event.sequence = row.integer(first_column);
  event.id = row.text(first_column + 1);
  event.at = time_of(row.integer(first_column + 2));
  event.kind = row.text(first_column + 3);
  event.object = row.text(first_column + 4);
  event.object_sequence = row.integer(first_column + 5);
  event.data = nlohmann::json::parse(row.text(first_column + 6));
  event.tenant = row.text(first_column + 7);
  return event;
}

} // namespace elicense::store
