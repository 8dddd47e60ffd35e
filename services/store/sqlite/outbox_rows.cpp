// SPDX-License-Identifier: Apache-2.0
// An event, its deliveries, and the lines they stand in.
#include "store/sqlite/outbox_rows.hpp"
#include "store/sqlite/license_rows.hpp"

namespace elicense::store {

const std::string_view select_event =
    "SELECT sequence, id, at, kind, object, object_sequence, data, tenant FROM outbox ";

notify::Event append_to_outbox(Connection& connection, notify::Event event) {
  Statement last(connection, "SELECT coalesce(max(object_sequence), 0) FROM outbox WHERE object = ?",
                 event.object);
  last.next();
  event.object_sequence = last.integer(0) + 1;
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
